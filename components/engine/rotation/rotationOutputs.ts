import type { RotationInputs } from "../../arguments/rotationInputs";
import type { Dependents } from "../../lifecycle/dependent";
import type { RotationState, SlotKey } from "../../lifecycle/state";
import type { Endpoints } from "../../services/keyPairDescription";

/** What Rotation leaves in the stack's state. Later releases read what earlier ones wrote. */
export interface RotationOutputs {
    readonly version: 1;
    readonly pair: string;
    readonly source: RotationInputs["source"];
    readonly azureConfig: string;
    /** Identity of the service that has the keys; for Azure, its ARM id. */
    readonly sourceId: string;
    readonly state: RotationState;
    /** What stood in the other slot when the pair was adopted; absent since the first switch, and in older states. */
    readonly standby?: SlotKey;
    /** What held a key of the pair when that was looked for last; absent where it never was, and in older states. */
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
