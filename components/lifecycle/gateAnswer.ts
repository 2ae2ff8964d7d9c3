/** What a gate says of a retirement. */
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
          /** When it opens, in ISO 8601, where that is known. */
          readonly until?: string;
      }
    /** Something is wrong: the update stops, and the outgoing key stays valid. */
    | { readonly status: "failed"; readonly reason: string };

/** What a gate said, by the name under which the program made it. */
export type GateResult = GateAnswer & {
    /** The gate, such as `grace(48h)`. */
    readonly gate: string;
};
