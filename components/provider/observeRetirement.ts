import type { RetirementInputs } from "../arguments/rotationInputs";
import { isStanding } from "../gates/gateInputs";
import type { KeysBySlot } from "../keySources/keyPairDescription";
import type { DesiredRetirement, ObservedRetirement } from "../lifecycle/decideRetirement";
import type { GateResult } from "../lifecycle/gate";
import type { RetirementState } from "../lifecycle/state";
import { holdingsElsewhere } from "./dependents";
import { type AskedService, askGates } from "./gates/askGates";
import { unusedInLogs } from "./gates/unused";
import { type KeyService, keyServiceOf } from "./keyService";
import { lookAtConsumers } from "./lookAtConsumers";
import { acceptanceBy } from "./propagation";

/** What the gates say that need nobody to ask. */
export function standingGates(state: RetirementState, inputs: RetirementInputs): Promise<readonly GateResult[]> {
    return askGates(inputs.gates.filter(isStanding), gateContext(state, inputs), nobody);
}

/** Standing gates ask nobody. */
const nobody: AskedService = {
    isKeyAccepted: () => Promise.resolve(false),
    isUnused: () => Promise.resolve({ status: "waiting", reason: "the logs were not asked" }),
};

/**
 * What is seen of the keys, of the consumers and of the gates, when the outgoing key is due. A gate that looks into logs takes its
 * time, as does the search for places that nobody registered, so keys and consumers are looked at once more after them.
 */
export async function observeRetirement(
    state: RetirementState,
    { urgent }: Pick<DesiredRetirement, "urgent">,
    inputs: RetirementInputs,
): Promise<ObservedRetirement> {
    // An emergency does not wait, and what the logs show takes its time.
    const asked = inputs.gates.filter(({ kind }) => !urgent || kind !== "unused");
    const service = await keyServiceOf(inputs);
    const look = () => {
        const keys = service.list();
        return Promise.all([keys, lookAtConsumers(inputs, service, keys)]);
    };
    const first = await look();
    const elsewhere = urgent ? [] : await holdingsElsewhere(inputs, service, first[0], inputs.endpoints);
    const gates = await askGates(asked, gateContext(state, inputs), askedService(state, inputs, service, first[0]));
    const tookLong = inputs.dependents !== undefined || asked.some(({ kind }) => kind === "unused");
    const [keys, holdings] = tookLong ? await look() : first;
    return { fingerprints: service.fingerprints(keys), holdings: [...holdings, ...elsewhere], gates };
}

function askedService(
    { switchedAt }: RetirementState,
    inputs: RetirementInputs,
    service: KeyService,
    keys: KeysBySlot,
): AskedService {
    const { rotation, endpoints } = inputs;
    const activeKey = keys[rotation.active.slot] ?? "";
    const use = {
        fingerprint: rotation.outgoing?.fingerprint ?? "",
        activeKey,
        activeFingerprint: service.fingerprintOf(activeKey),
        leftAt: new Date(switchedAt),
    };
    return {
        isKeyAccepted: async () => (await acceptanceBy(service, endpoints, activeKey)).kind === "probe",
        isUnused: (gate) => unusedInLogs(gate, use, inputs, endpoints),
    };
}

function gateContext({ switchedAt }: RetirementState, { pair, rotation }: RetirementInputs) {
    return {
        pair,
        generation: rotation.generation,
        activeSlot: rotation.active.slot,
        outgoingSlot: rotation.outgoing?.slot ?? "",
        switchedAt,
    };
}
