/** The answer of a gate to a retirement. */
export type GateAnswer =
    /** The outgoing key may be retired. */
    | {
          /** `open`, `waiting` or `failed`. */
          readonly status: "open";
      }
    /** Not yet: a later update asks again. */
    | {
          readonly status: "waiting";
          /** Why it is not open. */
          readonly reason: string;
          /** The time at which it opens, in ISO 8601, if that is known. */
          readonly until?: string;
      }
    /** Something is wrong: the update stops, and the outgoing key stays valid. */
    | { readonly status: "failed"; readonly reason: string };

/** The answer of a gate, by its name in the program. */
export type GateResult = GateAnswer & {
    /** The gate, such as `grace(48h)`. */
    readonly gate: string;
};
