import type { WaveState } from "../../lifecycle/decideWave";

/** The record of a wave in the stack's state. Later releases read the records of earlier ones. */
export interface WaveOutputs {
    readonly version: 1;
    readonly state: WaveState;
    /** Since when the wave is given that key, in ISO 8601. */
    readonly givenAt?: string;
    /** The key that the consumers of this wave are given. Secret. */
    readonly key: string;
    /** Secret. */
    readonly connectionString: string;
}

/** Those of the outputs that are kept in the state as secrets. */
export const waveSecrets = ["key", "connectionString"] as const satisfies (keyof WaveOutputs)[];
