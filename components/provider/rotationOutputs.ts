import type { RotationInputs } from "../arguments/rotationInputs";
import type { Endpoints } from "../keySources/keyPairDescription";
import type { RotationState } from "../lifecycle/state";

/** What Rotation leaves in the stack's state. Later releases read what earlier ones wrote. */
export interface RotationOutputs {
    readonly version: 1;
    readonly pair: string;
    readonly source: RotationInputs["source"];
    readonly azureConfig: string;
    /** ARM id of the service that has the keys. */
    readonly sourceId: string;
    readonly state: RotationState;
    /** Secret. */
    readonly endpoints: Endpoints;
    /** The active key. Secret. */
    readonly key: string;
    /** Secret. */
    readonly connectionString: string;
}

/** Those of the outputs that are kept in the state as secrets. */
export const rotationSecrets = ["endpoints", "key", "connectionString"] as const satisfies (keyof RotationOutputs)[];
