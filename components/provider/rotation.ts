import type { dynamic } from "@pulumi/pulumi";
import { argumentProblems } from "../arguments/argumentProblems";
import type { RotationInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import type { Endpoints, KeysBySlot } from "../keySources/azureService";
import {
    adopted,
    type DesiredRotation,
    decideRotation,
    type RotationDecision,
    refreshed,
    rotated,
    switched,
} from "../lifecycle/decideRotation";
import { withoutPastEmergency } from "../lifecycle/emergency";
import { planOf } from "../lifecycle/plan";
import { RotationError } from "../lifecycle/rotationError";
import type { Observed, RotationState } from "../lifecycle/state";
import { connectionFor } from "./access";
import { desiredRotation, planContext } from "./desiredRotation";
import { KeyService } from "./keyService";
import { keysNow, listForDiff } from "./listedForDiff";
import { lookAtConsumers } from "./lookAtConsumers";
import { waitForPropagation, workingProbe } from "./propagation";
import { report, warn } from "./report";

export { configure } from "./access";

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

/** Refuses bad arguments at preview. */
export function check(_olds: unknown, news: RotationInputs): Promise<dynamic.CheckResult<RotationInputs>> {
    return Promise.resolve({ inputs: news, failures: [...argumentProblems(news)] });
}

/** Adopts the pair: reads its keys and regenerates nothing. */
export async function create(inputs: RotationInputs): Promise<dynamic.CreateResult<RotationOutputs>> {
    const service = await keyServiceOf(inputs);
    return { id: service.id, outs: await adopt(service, inputs) };
}

/** Whether an update is wanted. Lists the keys only where an earlier rotation may be unfinished. */
export async function diff(_id: string, olds: RotationOutputs, news: RotationInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
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
            return { changes: forgets };
        case "defer":
            await warn(news, decision.reason);
            return { changes: forgets };
        case "refuse":
            throw refused(news.pair, decision.reason);
        case "adopt":
            return { changes: true };
        case "look":
        case "switch":
        case "rotate":
            await report(news, planOf(state, desired, planContext(news), now));
            return { changes: true };
    }
}

/** Rotates, adopts another source, or leaves the trigger for a later update. */
export async function update(
    _id: string,
    olds: RotationOutputs,
    news: RotationInputs,
): Promise<dynamic.UpdateResult<RotationOutputs>> {
    const now = new Date();
    const desired = await desiredRotation(news);
    const state = withoutPastEmergency(olds.state, desired.emergency);
    const unseen = decideRotation(state, desired, undefined, now);
    if (unseen.kind === "keep") {
        return { outs: { ...olds, state } };
    }
    const service = await keyServiceOf(news);
    const keys = unseen.kind === "look" ? await keysNow(service) : {};
    const decision =
        unseen.kind === "look" ? decideRotation(state, desired, await observe(service, news, keys), now) : unseen;
    switch (decision.kind) {
        case "adopt":
            return { outs: await adopt(service, news, state) };
        case "keep":
            return { outs: { ...olds, state } };
        case "defer":
            await warn(news, decision.reason);
            return { outs: { ...olds, state } };
        case "refuse":
            throw refused(news.pair, decision.reason);
        case "rotate":
            return { outs: await rotate(service, { ...olds, state }, news, desired, decision) };
        case "switch":
            return { outs: await switchOver(service, { ...olds, state }, news, desired, decision, keys) };
    }
}

/** On `--refresh`: finds an active key that was regenerated outside this stack, and takes it over (rule 7). */
export async function read(id: string, olds: RotationOutputs): Promise<dynamic.ReadResult<RotationOutputs>> {
    const service = await keyServiceOf(olds);
    const keys = await service.list();
    const observed = { fingerprints: service.fingerprints(keys) };
    const state = refreshed(olds.state, service.row.slots, observed, new Date());
    return { id, props: state === olds.state ? olds : outputs(service, olds, state, keys[state.active.slot] ?? "") };
}

async function adopt(service: KeyService, inputs: RotationInputs, before?: RotationState): Promise<RotationOutputs> {
    const keys = await service.list();
    const state = adopted(
        await desiredRotation(inputs),
        { fingerprints: service.fingerprints(keys) },
        new Date(),
        before,
    );
    const endpoints = await service.endpoints();
    return outputs(service, { ...inputs, endpoints }, state, keys[state.active.slot] ?? "");
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
    const probe = await workingProbe(service, olds.endpoints, olds.key);
    await report(news, `regenerating ${slot}; consumers stay on ${active.slot} until the service accepts it`);
    const key = (await service.regenerate(slot, standby.fingerprint))[slot] ?? "";
    await waitForPropagation(probe, news, key, slot, active);
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
    const key = keys[slot] ?? "";
    await report(news, `switching to ${slot} as it is`);
    await waitForPropagation(await workingProbe(service, olds.endpoints, olds.key), news, key, slot, olds.state.active);
    const observed = { fingerprints: service.fingerprints(keys) };
    const state = switched(olds.state, desired, decision, observed, new Date());
    return outputs(service, { ...news, endpoints: olds.endpoints }, state, key);
}

/** What a diff may see: the keys. Consumers are looked at only by the update that would regenerate. */
async function observeKeys(inputs: RotationInputs): Promise<Observed> {
    const service = await keyServiceOf(inputs);
    return { fingerprints: service.fingerprints(await listForDiff(service)), holdings: [] };
}

async function observe(service: KeyService, inputs: RotationInputs, keys: KeysBySlot): Promise<Observed> {
    const azure = await connectionFor(inputs.azureConfig);
    return {
        fingerprints: service.fingerprints(keys),
        holdings: await lookAtConsumers(inputs.consumers, service, azure),
    };
}

async function keyServiceOf(inputs: Pick<RotationInputs, "source" | "azureConfig">): Promise<KeyService> {
    return new KeyService(inputs.source, await connectionFor(inputs.azureConfig));
}

function outputs(
    service: KeyService,
    { pair, source, azureConfig, endpoints }: Pick<RotationOutputs, "pair" | "source" | "azureConfig" | "endpoints">,
    state: RotationState,
    key: string,
): RotationOutputs {
    const connectionString = service.row.connectionString(source.name, key, endpoints);
    return { version: 1, pair, source, azureConfig, sourceId: service.id, state, endpoints, key, connectionString };
}

function refused(pair: string, reason: string): RotationError {
    return new RotationError("changed-outside", `${pair}: ${reason}`);
}
