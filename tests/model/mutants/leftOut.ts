import { ask, type Sequence } from "../../../components/lifecycle/effects";
import type { Lifecycle } from "../../../components/lifecycle/lifecycle";
import type { Rule } from "../../../components/lifecycle/rule";
import { type Core, realCore } from "../core";

/** A core from which one thing is left out. */
export interface LeftOut {
    readonly name: string;
    readonly core: Core;
}

/**
 * The lifecycle with each of its parts left out: each rule of a list in turn, and each step replaced by one that assumes facts instead of
 * finding them out. A part that is new does not compile without its mutant.
 */
const withoutPart: { readonly [Part in keyof Lifecycle]: readonly LeftOut[] } = {
    adoptionRules: withoutRules("an adoption", realCore.adoptionRules, (adoptionRules) => ({ adoptionRules })),
    rotationRules: withoutRules("Rotation", realCore.rotationRules, (rotationRules) => ({ rotationRules })),
    retirementRules: withoutRules("Retirement", realCore.retirementRules, (retirementRules) => ({ retirementRules })),
    waveRules: withoutRules("a wave", realCore.waveRules, (waveRules) => ({ waveRules })),
    adopted: without("adopted: an adoption consumes triggers", {
        adopted: (desired, slot, observed, now, before) => {
            const { trigger, emergency } = desired;
            return { ...realCore.adopted(desired, slot, observed, now, before), trigger, emergency };
        },
    }),
    rotated: without("rotated: nothing is remembered", { rotated: (state) => state }),
    switched: without("switched: nothing is remembered", { switched: (state) => state }),
    refreshed: without("refreshed: nothing is taken over", { refreshed: (state) => state }),
    agedFrom: without("agedFrom: an age is counted from a moment to come", { agedFrom: (state) => state }),
    withoutPastEmergency: without("withoutPastEmergency: every emergency is remembered", {
        withoutPastEmergency: (state) => state,
    }),
    beginRetirement: without("beginRetirement: a retirement goes on as it began", {
        beginRetirement: (state, desired, now) => state ?? realCore.beginRetirement(state, desired, now),
    }),
    beginWave: without("beginWave: a soak never begins", { beginWave: (state) => state }),
    newWave: without("newWave: a wave that is new is given the active key", { newWave: () => undefined }),
    passed: without("passed: a wave keeps the key that it has", {
        passed: (state, desired) => state ?? realCore.passed(state, desired),
    }),
    acceptedKey: without("acceptedKey: a key is handed out unproven", {
        *acceptedKey({ fingerprint }) {
            yield* nothing();
            return fingerprint;
        },
    }),
    whatBecameOf: without("whatBecameOf: what a list does not show is changed", {
        *whatBecameOf() {
            yield* nothing();
            return "changed";
        },
    }),
    serviceOn: without("serviceOn: a preview takes for refused what a list does not show", {
        *serviceOn() {
            yield* nothing();
            return "refused";
        },
    }),
    unlistedIn: without("unlistedIn: what no list shows is somebody else's", { unlistedIn: () => [] }),
    isGone: without("isGone: what a list does not show is gone", {
        *isGone() {
            yield* nothing();
            return true;
        },
    }),
    newKeyIn: without("newKeyIn: one list has to show the new key", {
        *newKeyIn({ slot, fingerprint: former }) {
            const listed = yield* ask({ do: "list" });
            const fingerprint = listed[slot] ?? "";
            return fingerprint === former ? undefined : { fingerprint, isCertain: false };
        },
    }),
};

/** The shipped lifecycle with one thing left out, each thing in turn. */
export const leftOut: readonly LeftOut[] = Object.values(withoutPart).flat();

/** Each rule left out in turn. A rule with the id 0 is no promise. */
function withoutRules<Case, Decision>(
    who: string,
    rules: readonly Rule<Case, Decision>[],
    keeping: (rules: readonly Rule<Case, Decision>[]) => Partial<Core>,
): readonly LeftOut[] {
    return rules
        .filter(({ id }) => id > 0)
        .flatMap((left) =>
            without(`${who} without rule ${left.id}: ${left.sentence}`, keeping(rules.filter((rule) => rule !== left))),
        );
}

/** Asks for nothing that matters: a sequence has to ask for something. */
function nothing(): Sequence<unknown> {
    return ask({ do: "report", line: "" });
}

function without(name: string, broken: Partial<Core>): readonly LeftOut[] {
    return [{ name, core: { ...realCore, ...broken } }];
}
