import type { RotationInputs } from "../../arguments/rotationInputs";
import type { Dependents } from "../../lifecycle/dependent";
import type { RotationState, SlotKey } from "../../lifecycle/state";
import type { Endpoints } from "../../services/keyPairDescription";

/** The record of Rotation in the stack's state. Later releases read the records of earlier ones. */
export interface RotationOutputs {
    readonly version: 1;
    readonly pair: string;
    readonly source: RotationInputs["source"];
    readonly azureConfig: string;
    /** Identity of the service that has the keys; for Azure, its ARM id. */
    readonly sourceId: string;
    readonly state: RotationState;
    /** The key in the other slot when the pair was adopted; absent since the first switch, and in older states. */
    readonly standby?: SlotKey;
    /** The places that held a key of the pair in the last search; absent if there was no search, and in older states. */
    readonly found?: Dependents;
    /** Secret. */
    readonly endpoints: Endpoints;
    /** The active key. Secret. */
    readonly key: string;
    /** Secret. */
    readonly connectionString: string;
}

/** Those of the outputs that are kept in the state as secrets. */
export const rotationSecrets = ["endpoints", "key", "connectionString"] as const satisfies (keyof RotationOutputs)[];
