import type { dynamic } from "@pulumi/pulumi";
import { argumentProblems } from "../arguments/argumentProblems";
import type { RotationInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { longestLagMs } from "../consumers/readerLag";
import { durationMs, durationText } from "../duration";
import { graceMs } from "../gates/gateInputs";
import type { Endpoints, KeysBySlot } from "../keySources/azureService";
import { azureServices } from "../keySources/azureServices";
import {
    adopted,
    type DesiredRotation,
    decideRotation,
    type RotationDecision,
    refreshed,
    rotated,
    switched,
} from "../lifecycle/decideRotation";
import { type PlanContext, planOf } from "../lifecycle/plan";
import { RotationError } from "../lifecycle/rotationError";
import type { Observed, RotationState } from "../lifecycle/state";
import { connectionFor, defaultSubscriptionId } from "./access";
import { KeyService, sourceId } from "./keyService";
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
    const { state } = olds;
    const now = new Date();
    const desired = await desiredBy(news);
    const unseen = decideRotation(state, desired, undefined, now);
    const decision =
        unseen.kind === "look" && state.outgoing !== undefined
            ? decideRotation(state, desired, { fingerprints: await listForDiff(news), holdings: [] }, now)
            : unseen;
    switch (decision.kind) {
        case "keep":
            return { changes: false };
        case "defer":
            await warn(news, decision.reason);
            return { changes: false };
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
    const { state } = olds;
    const now = new Date();
    const desired = await desiredBy(news);
    const unseen = decideRotation(state, desired, undefined, now);
    const keys = unseen.kind === "look" ? await keysNow(news) : {};
    const decision = unseen.kind === "look" ? decideRotation(state, desired, await observe(news, keys), now) : unseen;
    switch (decision.kind) {
        case "adopt":
            return { outs: await adopt(await keyServiceOf(news), news, state) };
        case "keep":
            return { outs: olds };
        case "defer":
            await warn(news, decision.reason);
            return { outs: olds };
        case "refuse":
            throw refused(news.pair, decision.reason);
        case "rotate":
            return { outs: await rotate(olds, news, desired, decision) };
        case "switch":
            return { outs: await switchOver(olds, news, desired, decision, keys) };
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
    const state = adopted(await desiredBy(inputs), { fingerprints: service.fingerprints(keys) }, new Date(), before);
    const endpoints = await service.endpoints();
    return outputs(service, { ...inputs, endpoints }, state, keys[state.active.slot] ?? "");
}

async function rotate(
    olds: RotationOutputs,
    news: RotationInputs,
    desired: DesiredRotation,
    { standby, urgent }: Extract<RotationDecision, { kind: "rotate" }>,
): Promise<RotationOutputs> {
    const service = await keyServiceOf(news);
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
    olds: RotationOutputs,
    news: RotationInputs,
    desired: DesiredRotation,
    decision: Extract<RotationDecision, { kind: "switch" }>,
    keys: KeysBySlot,
): Promise<RotationOutputs> {
    const service = await keyServiceOf(news);
    const { slot } = decision.to;
    const key = keys[slot] ?? "";
    await report(news, `switching to ${slot} as it is`);
    await waitForPropagation(await workingProbe(service, olds.endpoints, olds.key), news, key, slot, olds.state.active);
    const observed = { fingerprints: service.fingerprints(keys) };
    const state = switched(olds.state, desired, decision, observed, new Date());
    return outputs(service, { ...news, endpoints: olds.endpoints }, state, key);
}

async function observe(inputs: RotationInputs, keys: KeysBySlot): Promise<Observed> {
    const service = await keyServiceOf(inputs);
    const azure = await connectionFor(inputs.azureConfig);
    const holdings = await lookAtConsumers(inputs.consumers, service, azure);
    return { fingerprints: service.fingerprints(keys), holdings };
}

const listed = new Map<string, { readonly keys: KeysBySlot; readonly at: number }>();
const FIVE_SECONDS = 5_000;

/** The engine asks for a diff and, where it finds one, for the update at once: one list serves both. */
async function listForDiff(inputs: RotationInputs): Promise<Observed["fingerprints"]> {
    const service = await keyServiceOf(inputs);
    const keys = await service.list();
    listed.set(service.id, { keys, at: Date.now() });
    return service.fingerprints(keys);
}

async function keysNow(inputs: RotationInputs): Promise<KeysBySlot> {
    const service = await keyServiceOf(inputs);
    const found = listed.get(service.id);
    listed.delete(service.id);
    return found !== undefined && Date.now() - found.at < FIVE_SECONDS ? found.keys : service.list();
}

async function keyServiceOf(inputs: Pick<RotationInputs, "source" | "azureConfig">): Promise<KeyService> {
    return new KeyService(inputs.source, await connectionFor(inputs.azureConfig));
}

async function desiredBy(inputs: RotationInputs): Promise<DesiredRotation> {
    const { source, azureConfig, initialSlot, trigger, emergency, strategy, pinnedSlot, rotateEvery } = inputs;
    return {
        source: identity(sourceId(source, source.subscriptionId ?? (await defaultSubscriptionId(azureConfig)))),
        slots: azureServices[source.service].slots,
        initialSlot,
        trigger,
        emergency,
        strategy: strategy === "there-and-back" ? strategy : "alternate",
        ...(pinnedSlot === undefined ? {} : { pinnedSlot }),
        ...(rotateEvery === undefined ? {} : { rotateEveryMs: durationMs(rotateEvery) ?? 0 }),
        blind:
            inputs.customConsumers && ["1", "true"].includes(process.env.PULUMI_SKIP_CHECKPOINTS?.toLowerCase() ?? ""),
    };
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

function planContext({ consumers, customConsumers, gates, retire }: RotationInputs): PlanContext {
    const ms = Math.max(longestLagMs(consumers), graceMs(gates));
    return {
        consumers: consumers.length,
        customConsumers,
        outgoingFor: { ms, text: durationText(ms) },
        retire: retire === "manual" ? retire : "automatic",
    };
}

/** ARM ids differ in case from one API to the next. */
function identity(id: string): string {
    return id.toLowerCase();
}

function refused(pair: string, reason: string): RotationError {
    return new RotationError("changed-outside", `${pair}: ${reason}`);
}
