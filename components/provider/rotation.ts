import type { dynamic } from "@pulumi/pulumi";
import type { RotationInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import type { KeysBySlot } from "../keySources/keyPairDescription";
import {
    adopted,
    type DesiredRotation,
    decideRotation,
    type RotationDecision,
    refreshed,
    rotated,
    switched,
    wantedOf,
} from "../lifecycle/decideRotation";
import { withoutPastEmergency } from "../lifecycle/emergency";
import { planOf } from "../lifecycle/plan";
import { RotationError } from "../lifecycle/rotationError";
import { keyIn, type Observed, otherSlot, type RotationState } from "../lifecycle/state";
import { checkArguments } from "./checkArguments";
import { decideOnSight } from "./decideOnSight";
import { dependentsAtAdoption, requireDependents } from "./dependents";
import { desiredRotation, planContext } from "./desiredRotation";
import { warnOfEndingSas } from "./endingSas";
import { explained } from "./explained";
import { type KeyService, keyServiceOf } from "./keyService";
import { keysNow, listForDiff } from "./listedForDiff";
import { acceptanceBy, waitForPropagation } from "./propagation";
import { report, warn } from "./report";
import type { RotationOutputs } from "./rotationOutputs";

export { configure } from "./access";

/** Refuses bad arguments at preview. */
export function check(_olds: unknown, news: RotationInputs): Promise<dynamic.CheckResult<RotationInputs>> {
    return Promise.resolve({ inputs: news, failures: [...checkArguments(news)] });
}

/** Adopts the pair: reads its keys and regenerates nothing. */
export function create(inputs: RotationInputs): Promise<dynamic.CreateResult<RotationOutputs>> {
    const { pair } = inputs;
    return explained({ pair, failed: "the pair was not adopted", safe: "no key was changed" }, async () => {
        const service = await keyServiceOf(inputs);
        return { id: service.id, outs: await adopt(service, inputs) };
    });
}

/** Whether an update is wanted. Lists the keys only where an earlier rotation may be unfinished. */
export function diff(_id: string, olds: RotationOutputs, news: RotationInputs): Promise<dynamic.DiffResult> {
    const about = { pair: news.pair, failed: "nothing could be decided", safe: "no key was changed" };
    return explained(about, () => compare(olds, news));
}

async function compare(olds: RotationOutputs, news: RotationInputs): Promise<dynamic.DiffResult> {
    // What a key is drawn of is new with each trigger, and says nothing of whether it is wanted.
    const { material: _, standbyMaterial: __, ...known } = news;
    if (containsUnknown(known)) {
        return { changes: true };
    }
    const now = new Date();
    const desired = await desiredRotation(news);
    const state = withoutPastEmergency(olds.state, desired.emergency);
    const forgets = state !== olds.state;
    const unseen = decideRotation(state, desired, undefined, now);
    const decision =
        unseen.kind === "look" && state.outgoing !== undefined
            ? decideRotation(state, desired, await observeKeys(news), now)
            : unseen;
    switch (decision.kind) {
        case "keep":
            await warnOfEndingSas(news, state, now);
            return { changes: forgets };
        case "defer":
            await warn(news, decision.reason);
            return { changes: forgets };
        case "refuse":
            throw refused(news.pair, decision);
        case "adopt":
            return { changes: true };
        case "look":
        case "switch":
        case "rotate":
            await requireDependents(news, olds.endpoints, wantedOf(state, desired, now));
            await report(news, planOf(state, desired, planContext(news), now));
            return { changes: true };
    }
}

/** Rotates, adopts another source, or leaves the trigger for a later update. */
export function update(
    _id: string,
    olds: RotationOutputs,
    news: RotationInputs,
): Promise<dynamic.UpdateResult<RotationOutputs>> {
    const safe = `no consumer was touched, all go on with ${olds.state.active.slot}`;
    return explained({ pair: news.pair, failed: "the rotation stopped", safe }, () => carryOut(olds, news));
}

async function carryOut(olds: RotationOutputs, news: RotationInputs): Promise<dynamic.UpdateResult<RotationOutputs>> {
    const now = new Date();
    const desired = await desiredRotation(news);
    const state = withoutPastEmergency(olds.state, desired.emergency);
    const unseen = decideRotation(state, desired, undefined, now);
    if (unseen.kind === "keep") {
        return { outs: { ...olds, state } };
    }
    const service = await keyServiceOf(news);
    const before = { ...olds, state };
    const {
        decision,
        keys,
        found = olds.found,
    } = unseen.kind === "look"
        ? await decideOnSight(service, before, news, desired, await keysNow(service))
        : { decision: unseen, keys: {} };
    switch (decision.kind) {
        case "adopt":
            return { outs: await adopt(service, news, state) };
        case "keep":
            return { outs: before };
        case "defer":
            await warn(news, decision.reason);
            return { outs: before };
        case "refuse":
            throw refused(news.pair, decision);
        case "rotate":
        case "switch": {
            const outs =
                decision.kind === "rotate"
                    ? await rotate(service, before, news, desired, decision)
                    : await switchOver(service, before, news, desired, decision, keys);
            return { outs: found === undefined ? outs : { ...outs, found } };
        }
    }
}

/** On `--refresh`: finds an active key that was regenerated outside this stack, and takes it over (rule 7). */
export function read(id: string, olds: RotationOutputs): Promise<dynamic.ReadResult<RotationOutputs>> {
    const { pair } = olds;
    const command = "pulumi up --refresh";
    return explained({ pair, failed: "the refresh stopped", safe: "no key was changed", command }, async () => {
        const service = await keyServiceOf(olds);
        const keys = await service.list();
        const observed = { fingerprints: service.fingerprints(keys) };
        const state = refreshed(olds.state, service.slots, observed, new Date());
        if (state === olds.state) {
            return { id, props: olds };
        }
        const props = outputs(service, olds, state, service.keyIn(state.active.slot, keys));
        return { id, props: olds.found === undefined ? props : { ...props, found: olds.found } };
    });
}

async function adopt(service: KeyService, inputs: RotationInputs, before?: RotationState): Promise<RotationOutputs> {
    const desired = await desiredRotation(inputs);
    await service.prepare(desired.initialSlot);
    const keys = await service.list();
    const observed = { fingerprints: service.fingerprints(keys) };
    const state = adopted(desired, observed, new Date(), before);
    const standby = keyIn(otherSlot(service.slots, state.active.slot), observed);
    const key = service.keyIn(state.active.slot, keys);
    const endpoints = await service.endpoints();
    const found = await dependentsAtAdoption(inputs, service, keys, endpoints);
    return {
        ...outputs(service, { ...inputs, endpoints }, state, key),
        standby,
        ...(found === undefined ? {} : { found }),
    };
}

async function rotate(
    service: KeyService,
    olds: RotationOutputs,
    news: RotationInputs,
    desired: DesiredRotation,
    { standby, urgent }: Extract<RotationDecision, { kind: "rotate" }>,
): Promise<RotationOutputs> {
    const { slot } = standby;
    const { active } = olds.state;
    const acceptance = await acceptanceBy(service, olds.endpoints, olds.key);
    await report(news, `regenerating ${slot}; consumers stay on ${active.slot} until the service accepts it`);
    const key = (await service.regenerate(slot, standby.fingerprint))[slot] ?? "";
    await waitForPropagation(acceptance, news, key, slot, active);
    const state = rotated(olds.state, desired, { slot, fingerprint: service.fingerprintOf(key) }, urgent, new Date());
    return outputs(service, { ...news, endpoints: olds.endpoints }, state, key);
}

/** Gives consumers the other slot's key as it is. */
async function switchOver(
    service: KeyService,
    olds: RotationOutputs,
    news: RotationInputs,
    desired: DesiredRotation,
    decision: Extract<RotationDecision, { kind: "switch" }>,
    keys: KeysBySlot,
): Promise<RotationOutputs> {
    const { slot } = decision.to;
    const key = service.keyIn(slot, keys);
    await report(news, `switching to ${slot} as it is`);
    await waitForPropagation(await acceptanceBy(service, olds.endpoints, olds.key), news, key, slot, olds.state.active);
    const observed = { fingerprints: service.fingerprints(keys) };
    const state = switched(olds.state, desired, decision, observed, new Date());
    return outputs(service, { ...news, endpoints: olds.endpoints }, state, key);
}

/** What a diff may see: the keys. Consumers are looked at only by the update that would regenerate. */
async function observeKeys(inputs: RotationInputs): Promise<Observed> {
    const service = await keyServiceOf(inputs);
    return { fingerprints: service.fingerprints(await listForDiff(service)), holdings: [] };
}

function outputs(
    service: KeyService,
    { pair, source, azureConfig, endpoints }: Pick<RotationOutputs, "pair" | "source" | "azureConfig" | "endpoints">,
    state: RotationState,
    key: string,
): RotationOutputs {
    const connectionString = service.connectionString(key, endpoints);
    return { version: 1, pair, source, azureConfig, sourceId: service.id, state, endpoints, key, connectionString };
}

function refused(pair: string, { code, reason }: Extract<RotationDecision, { kind: "refuse" }>): RotationError {
    return new RotationError(code, `${pair}: ${reason}`);
}
