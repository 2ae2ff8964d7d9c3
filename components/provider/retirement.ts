import { setTimeout as sleep } from "node:timers/promises";
import type { dynamic } from "@pulumi/pulumi";
import type { RetirementInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { longestLagMs } from "../consumers/readerLag";
import { durationMs } from "../duration";
import {
    beginRetirement,
    type DesiredRetirement,
    decideRetirement,
    settled,
    waiting,
} from "../lifecycle/decideRetirement";
import { RotationError } from "../lifecycle/rotationError";
import type { Observed, RetirementState } from "../lifecycle/state";
import { connectionFor } from "./access";
import { KeyService } from "./keyService";
import { lookAtConsumers } from "./lookAtConsumers";
import { report, warn } from "./report";

export { configure } from "./access";

/** What Retirement leaves in the stack's state. Later releases read what earlier ones wrote. */
export interface RetirementOutputs {
    readonly version: 1;
    readonly state: RetirementState;
}

/** Takes note that every consumer has the adopted key; retires what a first update may have left outgoing. */
export async function create(inputs: RetirementInputs): Promise<dynamic.CreateResult<RetirementOutputs>> {
    return { id: inputs.pair, outs: await retire(undefined, inputs) };
}

/** Whether an outgoing key is due. Calls no service. */
export async function diff(_id: string, olds: RetirementOutputs, news: RetirementInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
        return { changes: true };
    }
    const now = new Date();
    const desired = desiredBy(news);
    const state = beginRetirement(olds.state, desired, now);
    const decision = decideRetirement(state, desired, undefined, now);
    if (decision.kind === "wait") {
        await warn(news, decision.reason);
        return { changes: state !== olds.state || decision.retiresAt !== state.retiresAt };
    }
    return { changes: decision.kind !== "keep" };
}

/** Retires the outgoing key, or says why it stays valid. */
export async function update(
    _id: string,
    olds: RetirementOutputs,
    news: RetirementInputs,
): Promise<dynamic.UpdateResult<RetirementOutputs>> {
    return { outs: await retire(olds.state, news) };
}

async function retire(old: RetirementState | undefined, inputs: RetirementInputs): Promise<RetirementOutputs> {
    const desired = desiredBy(inputs);
    const state = beginRetirement(old, desired, new Date());
    const decision = await decide(state, desired, inputs);
    switch (decision.kind) {
        case "keep":
            return { version: 1, state };
        case "settle":
            return { version: 1, state: settled(state) };
        case "wait":
            await warn(inputs, decision.reason);
            return { version: 1, state: waiting(state, decision) };
        case "refuse":
            throw new RotationError("changed-outside", `${inputs.pair}: ${decision.reason}`);
        case "retire": {
            const { slot, fingerprint } = decision.outgoing;
            await report(inputs, `every consumer is on ${desired.active.slot}; retiring ${slot}`);
            await (await keyServiceOf(inputs)).regenerate(slot, fingerprint);
            return { version: 1, state: settled(state) };
        }
    }
}

/** Decides, after the waits that belong to this update, and after a look where one is needed. */
async function decide(state: RetirementState, desired: DesiredRetirement, inputs: RetirementInputs) {
    let unseen = decideRetirement(state, desired, undefined, new Date());
    while (unseen.kind === "pause") {
        await report(inputs, `waiting until ${unseen.until.toISOString()} for consumers that cannot be confirmed`);
        await sleep(unseen.until.getTime() - Date.now());
        unseen = decideRetirement(state, desired, undefined, new Date());
    }
    return unseen.kind === "look" ? decideRetirement(state, desired, await observe(inputs), new Date()) : unseen;
}

async function observe(inputs: RetirementInputs): Promise<Observed> {
    const service = await keyServiceOf(inputs);
    const azure = await connectionFor(inputs.azureConfig);
    const [keys, holdings] = await Promise.all([service.list(), lookAtConsumers(inputs.consumers, service, azure)]);
    return { fingerprints: service.fingerprints(keys), holdings };
}

async function keyServiceOf({ source, azureConfig }: RetirementInputs): Promise<KeyService> {
    return new KeyService(source, await connectionFor(azureConfig));
}

function desiredBy({ rotation, consumers, customConsumers, settle }: RetirementInputs): DesiredRetirement {
    return {
        source: rotation.source,
        generation: rotation.generation,
        active: rotation.active,
        ...(rotation.outgoing === undefined ? {} : { outgoing: rotation.outgoing }),
        readerLagMs: longestLagMs(consumers),
        settleMs: customConsumers ? (durationMs(settle) ?? 0) : 0,
    };
}
