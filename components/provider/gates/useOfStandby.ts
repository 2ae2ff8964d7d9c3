import type { RotationInputs } from "../../arguments/rotationInputs";
import { gateName, type UnusedInputs } from "../../gates/gateInputs";
import type { Endpoints, KeysBySlot } from "../../keySources/keyPairDescription";
import type { GateResult } from "../../lifecycle/gate";
import type { SlotKey } from "../../lifecycle/state";
import { otherSlot } from "../../lifecycle/state";
import type { KeyService } from "../keyService";
import { unusedInLogs } from "./unused";

/** Asks, before the standby key is regenerated, whether somebody outside the stack uses it. */
export async function useOfStandby(
    gates: readonly UnusedInputs[],
    service: KeyService,
    inputs: RotationInputs,
    endpoints: Endpoints,
    keys: KeysBySlot,
    { slot, fingerprint }: SlotKey,
): Promise<readonly GateResult[]> {
    const activeKey = keys[otherSlot(service.slots, slot)] ?? "";
    const use = { fingerprint, activeKey, activeFingerprint: service.fingerprintOf(activeKey) };
    const results: GateResult[] = [];
    for (const gate of gates) {
        results.push({ gate: gateName(gate), ...(await unusedInLogs(gate, use, inputs, endpoints)) });
    }
    return results;
}
