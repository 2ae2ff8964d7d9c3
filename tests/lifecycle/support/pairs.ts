import type { DesiredRetirement } from "../../../components/lifecycle/decideRetirement";
import type { DesiredRotation } from "../../../components/lifecycle/decideRotation";
import type { DesiredWave, WaveState } from "../../../components/lifecycle/decideWave";
import type { RotationConduct } from "../../../components/lifecycle/rotationEnd";
import type { Holding, LeftKey, RotationState } from "../../../components/lifecycle/state";
import { NOW } from "./scriptedWorld";

export const ADOPTED_AT = "2026-01-01T00:00:00.000Z";
export const SWITCHED_AT = "2026-11-24T09:00:00.000Z";

/** A pair that was adopted with `key1.0` in use. */
export const adoptedPair: RotationState = {
    source: "account",
    generation: 0,
    active: { slot: "key1", fingerprint: "key1.0" },
    home: "key1",
    trigger: "1",
    emergency: "",
    urgent: false,
    rotatedAt: ADOPTED_AT,
};

/** The key of that pair, once consumers have left it. */
export const leftKey: LeftKey = { slot: "key1", fingerprint: "key1.0", generation: 0, rotatedAt: ADOPTED_AT };

/** The same pair, as a rotation to `key2.0` left it. */
export const rotatedPair: RotationState = {
    ...adoptedPair,
    generation: 1,
    active: { slot: "key2", fingerprint: "key2.0" },
    outgoing: leftKey,
    trigger: "2",
    rotatedAt: SWITCHED_AT,
};

/** A rotation that is asked for. */
export const rotationWanted: DesiredRotation = {
    source: "account",
    slots: ["key1", "key2"],
    initialSlot: "key1",
    trigger: "2",
    emergency: "",
    strategy: "alternate",
    blind: false,
};

/** The retirement of `key1.0`, which consumers left for `key2.0`. */
export const retirementWanted: DesiredRetirement = {
    source: "account",
    generation: 1,
    rotatedAt: SWITCHED_AT,
    active: { slot: "key2", fingerprint: "key2.0" },
    outgoing: { slot: "key1", fingerprint: "key1.0" },
    written: [],
    urgent: false,
    readerLagMs: 0,
    graceMs: 0,
    settleMs: 0,
    retire: "automatic",
    retireTrigger: "",
};

/** The second wave of a switch to `key2.0` that was made just now. */
export const waveWanted: DesiredWave = {
    wave: 2,
    active: { source: "account", slot: "key2", fingerprint: "key2.0", generation: 1, rotatedAt: NOW.toISOString() },
    outgoing: leftKey,
    written: [],
    urgent: false,
    soakMs: 86_400_000,
};

/** A wave that has the key which the first wave has left. */
export const waveOnOutgoing: WaveState = { wave: 2, given: { ...leftKey, source: "account" } };

/** Ten minutes at most, three answers in a row, a second apart. */
export const conduct: RotationConduct = {
    propagation: { timeoutMs: 600_000, timeout: "10m", intervalMs: 1_000, consecutive: 3 },
    asksUse: false,
};

/** A consumer that holds a key. */
export function holding(consumer: string, fingerprint: string): Holding {
    return { consumer, holds: { fingerprint } };
}
