/** What a gate says of a retirement. */
export type GateAnswer =
    /** The outgoing key may be retired. */
    | { readonly status: "open" }
    /** Not yet: a later update asks again. `until` is in ISO 8601, where it is known. */
    | { readonly status: "waiting"; readonly reason: string; readonly until?: string }
    /** Something is wrong: the update stops, and the outgoing key stays valid. */
    | { readonly status: "failed"; readonly reason: string };

/** What a gate said, by the name under which the program made it. */
export type GateResult = GateAnswer & { readonly gate: string };
