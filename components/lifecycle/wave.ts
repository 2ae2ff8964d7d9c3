import { type DesiredWave, decideWave, held, type WaveState } from "./decideWave";
import { ask, type Sequence } from "./effects";
import { type Lifecycle, shipped } from "./lifecycle";
import { refusedAs } from "./rotation";
import type { Refusal } from "./rotationEnd";

/** The end of a wave: its consumers get the key of this state. */
export type WaveEnd = { readonly kind: "kept" | "passed" | "held"; readonly state: WaveState } | Refusal;

/** Hands the active key on to one wave, once the waves before have run with it (rule 33). */
export function* wave(
    old: WaveState | undefined,
    desired: DesiredWave,
    lifecycle: Lifecycle = shipped,
): Sequence<WaveEnd> {
    const { active } = desired;
    const known = old ?? (yield* firstState(desired, lifecycle));
    if (known === undefined) {
        return { kind: "passed", state: lifecycle.passed(undefined, desired) };
    }
    for (;;) {
        const now = yield* ask({ do: "now" });
        const state = lifecycle.beginWave(known, desired, now);
        const unseen = decideWave(state, desired, undefined, now, lifecycle.waveRules);
        const fingerprints = unseen.kind === "look" ? yield* ask({ do: "list", mayBeOld: true }) : {};
        const decision =
            unseen.kind === "look" ? decideWave(state, desired, { fingerprints }, now, lifecycle.waveRules) : unseen;
        switch (decision.kind) {
            case "keep":
                return { kind: "kept", state };
            case "pass":
                return { kind: "passed", state: lifecycle.passed(state, desired) };
            case "hold":
                return { kind: "held", state: held(state, decision) };
            case "refuse": {
                yield* ask({ do: "begin" });
                const became = yield* lifecycle.whatBecameOf(active, fingerprints);
                if (became === "changed") {
                    return refusedAs(became, active.slot);
                }
                if (became !== "there") {
                    const { reason } = refusedAs(became, active.slot);
                    return { kind: "held", state: held(state, { kind: "hold", reason }) };
                }
            }
        }
    }
}

/** The key with which a new wave begins; undefined if it gets the active key at once. */
function* firstState(desired: DesiredWave, lifecycle: Lifecycle): Sequence<WaveState | undefined> {
    yield* ask({ do: "begin" });
    return desired.outgoing === undefined ? undefined : lifecycle.newWave(desired, yield* ask({ do: "look" }));
}
