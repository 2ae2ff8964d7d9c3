import { ask, type Regenerated } from "../../../components/lifecycle/effects";
import { otherSlot } from "../../../components/lifecycle/state";
import { SLOTS } from "../world/world";
import { type Mutant, mutant } from "./mutant";
import { instead, type Rewrite, rewrittenAll, rewrittenRetirement, rewrittenRotation, unchanged } from "./rewritten";

/** The sequences with one line broken. */
export const sequenceMutants: readonly Mutant[] = [
    mutant("sequence: Rotation regenerates the key in use", "hands", rewrittenRotation(inOtherSlot())),
    mutant("sequence: Retirement regenerates the key in use", "hands", rewrittenRetirement(inOtherSlot())),
    mutant("sequence: Rotation looks at nobody before it regenerates", "hands", rewrittenRotation(withoutLook())),
    mutant("sequence: Retirement looks at nobody before it regenerates", "hands", rewrittenRetirement(withoutLook())),
    mutant(
        "sequence: the last look of Rotation comes before what takes long",
        "hands at work, with questions before a rotation",
        rewrittenRotation(() => lookedBefore("askGates")),
    ),
    mutant(
        "sequence: the last look of Rotation comes before the question whether the service can be asked",
        "hands at work",
        rewrittenRotation(() => lookedBefore("canAsk")),
    ),
    mutant(
        "sequence: the last look of Retirement comes before the gates",
        "hands at work",
        rewrittenRetirement(() => lookedBefore("askGates")),
    ),
    mutant("sequence: nobody looks again before a regenerate is repeated", "weather at work", rewrittenAll(lookedOnce)),
    mutant("sequence: a regenerate whose answer was lost is repeated at once", "weather", rewrittenAll(repeatedAtOnce)),
    mutant("sequence: every regenerate is made twice", "hands", rewrittenAll(madeTwice())),
    mutant("sequence: the answer of a regenerate is not heard", "hands", rewrittenAll(withoutAnswer())),
    mutant(
        "sequence: a new key counts as accepted without a question",
        "weather",
        rewrittenAll(
            instead("accepts", function* () {
                yield* ask({ do: "now" });
                return true;
            }),
        ),
    ),
    mutant(
        "sequence: nothing is waited for",
        "weather",
        rewrittenAll(
            instead("pause", function* () {
                return yield* ask({ do: "now" });
            }),
        ),
    ),
    mutant(
        "sequence: gates are not asked",
        "references",
        rewrittenAll(
            instead("askGates", function* () {
                yield* ask({ do: "now" });
                return [];
            }),
        ),
    ),
    mutant("sequence: Rotation searches for nobody", "strangers", rewrittenRotation(withoutSearch())),
    mutant("sequence: Retirement searches for nobody", "strangers", rewrittenRetirement(withoutSearch())),
    mutant(
        "sequence: an adoption makes a new key",
        "sources",
        rewrittenAll(instead("prepare", ({ slot }) => ask({ do: "regenerate", slot }))),
    ),
    mutant(
        "sequence: what is to be said is not said",
        "sources",
        rewrittenAll(instead("warn", () => ask({ do: "now" }))),
    ),
    mutant(
        "rule 32: a regenerate is made although the update is cancelled",
        "stops",
        rewrittenAll(() => undaunted),
    ),
];

function inOtherSlot(): () => Rewrite {
    return instead("regenerate", ({ slot }) => ask({ do: "regenerate", slot: otherSlot(SLOTS, slot) }));
}

function withoutLook(): () => Rewrite {
    return instead("look", function* () {
        return { fingerprints: yield* ask({ do: "list" }), holdings: [] };
    });
}

/** Looks before this effect, and does not look again. */
function lookedBefore(name: "askGates" | "canAsk"): Rewrite {
    let seen: unknown;
    return function* (effect) {
        if (effect.do === name) {
            seen ??= yield { do: "look" };
        }
        return effect.do === "look" && seen !== undefined ? seen : yield effect;
    };
}

function lookedOnce(): Rewrite {
    let seen: unknown;
    return function* (effect) {
        if (effect.do !== "look") {
            return yield effect;
        }
        seen ??= yield effect;
        return seen;
    };
}

function repeatedAtOnce(): Rewrite {
    return function* (effect) {
        if (effect.do !== "regenerate") {
            return yield effect;
        }
        const answer: Regenerated = yield* ask(effect);
        return answer.kind === "lost" ? yield effect : answer;
    };
}

function withoutSearch(): () => Rewrite {
    return instead("search", function* () {
        yield* ask({ do: "now" });
        return { places: [], notLookedAt: [], calls: 0, lookedAt: "" };
    });
}

function madeTwice(): () => Rewrite {
    return instead("regenerate", function* (effect) {
        yield effect;
        return yield effect;
    });
}

function withoutAnswer(): () => Rewrite {
    return instead("regenerate", function* (effect) {
        const answer = yield* ask(effect);
        return answer.kind === "done" ? { kind: "done" } : answer;
    });
}

/** Goes on with the regenerate where it was to stop. */
function* undaunted(effect: Parameters<Rewrite>[0]): ReturnType<Rewrite> {
    try {
        return yield* unchanged(effect);
    } catch (error) {
        if (effect.do === "regenerate") {
            return yield effect;
        }
        throw error;
    }
}
