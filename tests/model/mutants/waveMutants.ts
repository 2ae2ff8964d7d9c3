import { realCore } from "../core";
import { type Mutant, mutant, retirementWith } from "./mutant";

const { beginRetirement, beginWave, decideWave, passed } = realCore;

/** What holds where consumers take a new key in waves. */
export const waveMutants: readonly Mutant[] = [
    mutant("waves: Retirement does not know of waves that are behind", "waves", {
        waveBehind: () => undefined,
    }),
    mutant("waves: Retirement does not wait for a wave that is behind", "waves", {
        ...retirementWith((_, { behind: _behind, ...desired }) => ({ desired })),
    }),
    mutant("rule 8: a wave waits in an emergency", "waves", {
        decideWave: (state, desired, now) => decideWave(state, { ...desired, urgent: false }, now),
    }),
    mutant("waves: a wave goes on with a key that is not outgoing", "waves", {
        decideWave: (state, desired, now) =>
            decideWave(
                state,
                state === undefined || desired.outgoing === undefined
                    ? desired
                    : { ...desired, outgoing: { ...desired.outgoing, fingerprint: state.given.fingerprint } },
                now,
            ),
    }),
    mutant("waves: a wave goes on where nothing is outgoing", "waves", {
        decideWave: (state, desired, now) =>
            decideWave(state, state === undefined ? desired : { outgoing: state.given, ...desired }, now),
    }),
    mutant("rule 7: a refresh keeps an outgoing key that is gone", "waves", {
        withoutGoneOutgoing: (state) => state,
    }),
    mutant("waves: a wave does not soak", "waves", {
        decideWave: (state, desired, now) => decideWave(state, { ...desired, soakMs: 0 }, now),
    }),
    mutant("waves: a wave takes the key after its soak is over, not when (> for >=)", "waves", {
        decideWave: (state, desired, now) => decideWave(state, desired, new Date(now.getTime() - 1)),
    }),
    mutant("waves: each update counts the soak anew", "waves", {
        beginWave: (state, desired, now) => {
            const { soaking: _, ...rest } = state;
            return beginWave(rest, desired, now);
        },
    }),
    mutant("waves: a soak is counted from a moment that is still to come", "waves", {
        beginWave: (state, desired, now) =>
            state.soaking?.rotatedAt === desired.active.rotatedAt ? state : beginWave(state, desired, now),
    }),
    mutant("waves: the soak of one switch counts for the next", "waves", {
        beginWave: (state, desired, now) => {
            const { soaking } = state;
            const { rotatedAt } = desired.active;
            return beginWave(soaking ? { ...state, soaking: { ...soaking, rotatedAt } } : state, desired, now);
        },
    }),
    mutant("waves: a wave begins before the one before it has the key", "three waves with grace", {
        beginWave: (state, { previous: _, ...desired }, now) => beginWave(state, desired, now),
    }),
    mutant("grace: it is counted from the first wave", "three waves with grace", {
        beginRetirement: (state, desired, now) => {
            if (state?.isBehind === undefined) {
                return beginRetirement(state, desired, now);
            }
            const { isBehind: _, ...rest } = state;
            return beginRetirement(rest, desired, now);
        },
    }),
    mutant("rule 15: a wave passes a key on under the generation that it had", "waves", {
        passed: (desired) => {
            const state = passed(desired);
            return { ...state, given: { ...state.given, generation: 0 } };
        },
    }),
    mutant("waves: a switch is not remembered, and a wave is given its key again and again", "waves", {
        passed: (desired) => ({ ...passed(desired), given: { ...desired.active, rotatedAt: "0" } }),
    }),
];
