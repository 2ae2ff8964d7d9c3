import type { RotationInputs } from "../arguments/rotationInputs";
import { askedBeforeRotation } from "../gates/gateInputs";
import type { KeysBySlot } from "../keySources/keyPairDescription";
import { type DesiredRotation, decideRotation, type RotationDecision, wantedOf } from "../lifecycle/decideRotation";
import type { Dependents } from "../lifecycle/dependent";
import type { Observed } from "../lifecycle/state";
import { dependentsBefore } from "./dependents";
import { useOfStandby } from "./gates/useOfStandby";
import type { KeyService } from "./keyService";
import { lookAtConsumers } from "./lookAtConsumers";
import type { RotationOutputs } from "./rotationOutputs";

/** A decision, and what it was decided on. */
export interface DecidedOnSight {
    readonly decision: Exclude<RotationDecision, { kind: "look" }>;
    /** The keys that were seen last. */
    readonly keys: KeysBySlot;
    /** What holds a key of the pair; absent where that was not looked for. */
    readonly found?: Dependents;
}

/**
 * Decides after a look at keys and consumers. Where the program asks who else has a key of the pair, or the gates ask who uses the
 * standby key, that takes its time, so keys and consumers are looked at once more after it.
 *
 * @throws a `held-elsewhere` error where somebody would lose access
 */
export async function decideOnSight(
    service: KeyService,
    { state, endpoints }: Pick<RotationOutputs, "state" | "endpoints">,
    news: RotationInputs,
    desired: DesiredRotation,
    keys: KeysBySlot,
    lookForDependents = dependentsBefore,
): Promise<DecidedOnSight> {
    const now = new Date();
    const decision = decideRotation(state, desired, await observe(service, news, keys), now);
    if (decision.kind !== "rotate" && decision.kind !== "switch") {
        return { decision, keys };
    }
    const found = await lookForDependents(news, service, keys, endpoints, wantedOf(state, desired, now));
    const gates = decision.kind === "rotate" && !decision.urgent ? askedBeforeRotation(news.gates) : [];
    if (found === undefined && gates.length === 0) {
        return { decision, keys };
    }
    const standby = decision.kind === "rotate" ? decision.standby : decision.to;
    const standbyUse = {
        fingerprint: standby.fingerprint,
        gates: await useOfStandby(gates, service, news, endpoints, keys, standby),
    };
    const keysAfter = await service.list();
    const observed = { ...(await observe(service, news, keysAfter)), standbyUse };
    return {
        decision: decideRotation(state, desired, observed, new Date()),
        keys: keysAfter,
        ...(found === undefined ? {} : { found }),
    };
}

async function observe(service: KeyService, inputs: RotationInputs, keys: KeysBySlot): Promise<Observed> {
    return { fingerprints: service.fingerprints(keys), holdings: await lookAtConsumers(inputs, service, keys) };
}
