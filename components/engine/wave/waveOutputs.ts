import type { WaveState } from "../../lifecycle/decideWave";

/** The record of a wave in the stack's state. Later releases read the records of earlier ones. */
export interface WaveOutputs {
    readonly version: 1;
    readonly state: WaveState;
    /** The time since which the wave gets that key, in ISO 8601. */
    readonly givenAt?: string;
    /** The key for the consumers of this wave. Secret. */
    readonly key: string;
    /** Secret. */
    readonly connectionString: string;
}

/** Those of the outputs that are kept in the state as secrets. */
export const waveSecrets = ["key", "connectionString"] as const satisfies (keyof WaveOutputs)[];
