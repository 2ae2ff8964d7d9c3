import { decideWave } from "../../../components/lifecycle/decideWave";
import type { Observed } from "../../../components/lifecycle/state";
import { realCore } from "../core";
import { type Mutant, mutant, retirementWith, waveBy } from "./mutant";

const { beginRetirement, beginWave, passed } = realCore;

/** The rules that hold if consumers take a new key in waves. */
export const waveMutants: readonly Mutant[] = [
    mutant("waves: Retirement does not know of waves that are behind", "waves", {
        waveBehind: () => undefined,
    }),
    mutant(
        "waves: Retirement does not wait for a wave that is behind",
        "waves",
        retirementWith((_, { behind: _behind, ...desired }) => ({ desired })),
    ),
    mutant(
        "rule 8: a wave waits in an emergency",
        "waves",
        waveBy((state, desired, observed, now) => decideWave(state, { ...desired, urgent: false }, observed, now)),
    ),
    mutant(
        "rule 3: a wave goes on with a key without a look whether it is there",
        "waves",
        waveBy((state, desired, observed, now) => {
            const { slot = "", fingerprint = "" } = desired.outgoing ?? {};
            return decideWave(state, desired, withKey(observed, slot, fingerprint), now);
        }),
    ),
    mutant(
        "rule 3: a wave is given a key without a look whether it is there",
        "waves",
        waveBy((state, desired, observed, now) => {
            const { slot, fingerprint } = desired.active;
            return decideWave(state, desired, withKey(observed, slot, fingerprint), now);
        }),
    ),
    mutant("rule 9: a wave soaks before it goes back to the key that it had", "waves", {
        passed: (state, desired) => {
            const { left: _, ...next } = passed(state, desired);
            return next;
        },
    }),
    mutant(
        "waves: a wave does not soak",
        "waves",
        waveBy((state, desired, observed, now) => decideWave(state, { ...desired, soakMs: 0 }, observed, now)),
    ),
    mutant(
        "waves: a wave takes the key after its soak is over, not when (> for >=)",
        "waves",
        waveBy((state, desired, observed, now) => decideWave(state, desired, observed, new Date(now.getTime() - 1))),
    ),
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
    mutant("grace: it is counted from the first wave", "three waves with grace", {
        beginRetirement: (state, desired, now) => {
            if (state?.isBehind === undefined) {
                return beginRetirement(state, desired, now);
            }
            const { isBehind: _, ...rest } = state;
            return beginRetirement(rest, desired, now);
        },
    }),
    mutant("rule 15: a wave passes a key on with the moment of the switch before", "waves", {
        passed: (before, desired) => {
            const state = passed(before, desired);
            const { rotatedAt } = before?.given ?? state.given;
            return { ...state, given: { ...state.given, rotatedAt } };
        },
    }),
    mutant("waves: a switch is not remembered, and a wave is given its key again and again", "waves", {
        passed: (state, desired) => ({ ...passed(state, desired), given: { ...desired.active, rotatedAt: "0" } }),
    }),
];

/** The observation if nobody checks whether this key stands in this slot. */
function withKey(observed: Pick<Observed, "fingerprints"> | undefined, slot: string, fingerprint: string) {
    return observed && { fingerprints: { ...observed.fingerprints, [slot]: fingerprint } };
}
