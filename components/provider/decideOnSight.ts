import type { RotationInputs } from "../arguments/rotationInputs";
import { askedBeforeRotation } from "../gates/gateInputs";
import type { KeysBySlot } from "../keySources/keyPairDescription";
import { type DesiredRotation, decideRotation, type RotationDecision } from "../lifecycle/decideRotation";
import type { Observed } from "../lifecycle/state";
import { useOfStandby } from "./gates/useOfStandby";
import type { KeyService } from "./keyService";
import { lookAtConsumers } from "./lookAtConsumers";
import type { RotationOutputs } from "./rotationOutputs";

/**
 * Decides after a look at keys and consumers. Where the gates ask who uses the standby key, that takes its time, so everything is
 * looked at once more after it.
 */
export async function decideOnSight(
    service: KeyService,
    { state, endpoints }: Pick<RotationOutputs, "state" | "endpoints">,
    news: RotationInputs,
    desired: DesiredRotation,
    keys: KeysBySlot,
): Promise<Exclude<RotationDecision, { kind: "look" }>> {
    const decision = decideRotation(state, desired, await observe(service, news, keys), new Date());
    const gates = askedBeforeRotation(news.gates);
    if (decision.kind !== "rotate" || decision.urgent || gates.length === 0) {
        return decision;
    }
    const standbyUse = await useOfStandby(gates, service, news, endpoints, keys, decision.standby);
    const observed = await observe(service, news, await service.list());
    return decideRotation(state, desired, { ...observed, standbyUse }, new Date());
}

async function observe(service: KeyService, inputs: RotationInputs, keys: KeysBySlot): Promise<Observed> {
    return { fingerprints: service.fingerprints(keys), holdings: await lookAtConsumers(inputs, service, keys) };
}
