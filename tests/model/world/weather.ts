/** The behaviour of the real service in one update, beyond the calls of the pair. */
export interface Weather {
    /** How old a list is when it is answered, in milliseconds: at most a minute. */
    readonly listLagMs: number;
    /** Every second list is of another machine, which is up to date. */
    readonly isFlapping: boolean;
    /** The age of the keys by which the data plane judges, in milliseconds. */
    readonly dataLagMs: number;
    readonly answer: RegenerateAnswer;
}

/**
 * How a regenerate is answered: with the keys as they are now, as they were, or none; `chosen` by us; `doubled` by the way, so that another
 * key than the answered one stands in the end; `refused` while another operation is under way; not at all, and it took effect, or takes
 * effect later, or does not.
 */
export type RegenerateAnswer =
    | "keys"
    | "old keys"
    | "none"
    | "chosen"
    | "doubled"
    | "refused once"
    | "lost"
    | "lost, under way"
    | "lost, without effect";

export const FINE: Weather = { listLagMs: 0, isFlapping: false, dataLagMs: 0, answer: "keys" };
