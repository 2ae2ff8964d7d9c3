import type { RuleId } from "./rules";

/**
 * One rule of a decision. A decision is a literal list of them: the first one that has something to say of the case decides. Left out, it
 * breaks a promise, which the model shows.
 */
export interface Rule<Case, Decision> {
    /** The promise that it keeps, in `rules.ts` and docs/lifecycle.md; 0 for a line that is no promise but a step of the sequence. */
    readonly id: RuleId | 0;
    /** Its addition to that promise, as a sentence. */
    readonly sentence: string;
    /** Its decision in this case; undefined if it does not apply. */
    readonly decide: (of: Case) => Decision | undefined;
}

/** The decision of the first rule that applies. The last one always applies. */
export function firstDecision<Case, Decision>(rules: readonly Rule<Case, Decision>[], of: Case): Decision {
    for (const { decide } of rules) {
        const decision = decide(of);
        if (decision !== undefined) {
            return decision;
        }
    }
    throw new Error("no rule decides this case");
}
