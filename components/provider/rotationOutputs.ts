import type { RotationInputs } from "../arguments/rotationInputs";
import type { Endpoints } from "../keySources/keyPairDescription";
import type { RotationState, SlotKey } from "../lifecycle/state";

/** What Rotation leaves in the stack's state. Later releases read what earlier ones wrote. */
export interface RotationOutputs {
    readonly version: 1;
    readonly pair: string;
    readonly source: RotationInputs["source"];
    readonly azureConfig: string;
    /** Identity of the service that has the keys; for Azure, its ARM id. */
    readonly sourceId: string;
    readonly state: RotationState;
    /** In how many waves consumers took the active key; absent for one, and before the first switch. */
    readonly waves?: number;
    /** What stood in the other slot when the pair was adopted; absent since the first switch, and in older states. */
    readonly standby?: SlotKey;
    /** Secret. */
    readonly endpoints: Endpoints;
    /** The active key. Secret. */
    readonly key: string;
    /** Secret. */
    readonly connectionString: string;
}

/** Those of the outputs that are kept in the state as secrets. */
export const rotationSecrets = ["endpoints", "key", "connectionString"] as const satisfies (keyof RotationOutputs)[];
