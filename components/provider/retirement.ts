import { setTimeout as sleep } from "node:timers/promises";
import type { dynamic } from "@pulumi/pulumi";
import type { RetirementInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import { longestLagMs } from "../consumers/readerLag";
import { durationMs } from "../duration";
import { graceMs, unacknowledged } from "../gates/gateInputs";
import {
    beginRetirement,
    type DesiredRetirement,
    decideRetirement,
    type ObservedRetirement,
    type RetirementDecision,
    settled,
    waiting,
} from "../lifecycle/decideRetirement";
import { waveBehind } from "../lifecycle/decideWave";
import { isUrgent } from "../lifecycle/emergency";
import type { GateResult } from "../lifecycle/gate";
import { afterEarlierWave } from "../lifecycle/reasons";
import { RotationError } from "../lifecycle/rotationError";
import type { RetirementState, SlotKey } from "../lifecycle/state";
import { explained } from "./explained";
import { keyServiceOf } from "./keyService";
import { observeRetirement, standingGates } from "./observeRetirement";
import { report, warn } from "./report";

export { configure } from "./access";

/** What Retirement leaves in the stack's state. Later releases read what earlier ones wrote. */
export interface RetirementOutputs {
    readonly version: 1;
    readonly state: RetirementState;
    /** What the gates said when they were asked last. */
    readonly answers: readonly GateResult[];
    /** What stands in the slot that was retired last, and since when, or when it was found so; absent before that, and in older states. */
    readonly standby?: SlotKey & { readonly regeneratedAt: string };
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
    const begins = state !== olds.state;
    switch (decision.kind) {
        case "keep":
            return { changes: begins };
        case "wait": {
            const changes = begins || decision.retiresAt !== state.retiresAt || decision.reason !== state.waitingFor;
            if (!changes) {
                await warn(news, `would wait: ${decision.reason}`);
            }
            return { changes };
        }
        case "look":
        case "pause":
        case "settle":
            if (!begins) {
                await report(news, `ask consumers and gates once more, then retire ${desired.outgoing?.slot}`);
            }
            return { changes: true };
        case "retire":
        case "refuse":
            return { changes: true };
    }
}

/** Retires the outgoing key, or says why it stays valid. */
export async function update(
    _id: string,
    olds: RetirementOutputs,
    news: RetirementInputs,
): Promise<dynamic.UpdateResult<RetirementOutputs>> {
    const { standby } = olds;
    const outs = await retire(olds.state, news);
    const isSame = standby !== undefined && outs.state.generation === olds.state.generation;
    return { outs: isSame ? { standby, ...outs } : outs };
}

function retire(old: RetirementState | undefined, inputs: RetirementInputs): Promise<RetirementOutputs> {
    const { active, outgoing } = inputs.rotation;
    const failed = `the retirement of ${outgoing?.slot ?? "the outgoing key"} stopped`;
    const safe = `every consumer has switched and goes on with ${active.slot}`;
    return explained({ pair: inputs.pair, failed, safe }, () => carryOut(old, inputs));
}

async function carryOut(old: RetirementState | undefined, inputs: RetirementInputs): Promise<RetirementOutputs> {
    const desired = desiredBy(inputs);
    const state = beginRetirement(old, desired, new Date());
    const { decision, answers, fingerprints } = await decideWhenDue(state, desired, inputs);
    switch (decision.kind) {
        case "keep":
            return { version: 1, state, answers };
        case "settle":
            return { version: 1, state: settled(state), answers, ...foundRetired(desired.outgoing, fingerprints) };
        case "wait":
            await warn(inputs, decision.reason);
            return { version: 1, state: waiting(state, decision), answers };
        case "refuse":
            throw unfinished(inputs, { version: 1, state: waiting(state, decision), answers }, decision.reason);
        case "retire": {
            const { slot, fingerprint } = decision.outgoing;
            await report(inputs, `every consumer is on ${desired.active.slot}; retiring ${slot}`);
            const service = await keyServiceOf(inputs);
            const key = (await service.regenerate(slot, fingerprint))[slot] ?? "";
            const regeneratedAt = new Date().toISOString();
            const standby = { slot, fingerprint: service.fingerprintOf(key), regeneratedAt };
            return { version: 1, state: settled(state), answers, standby };
        }
    }
}

/** The key that an update which left no checkpoint, or somebody, has put where the outgoing key was. */
function foundRetired(
    outgoing: SlotKey | undefined,
    fingerprints: ObservedRetirement["fingerprints"],
): Pick<RetirementOutputs, "standby"> {
    const fingerprint = fingerprints[outgoing?.slot ?? ""];
    return outgoing === undefined || fingerprint === undefined
        ? {}
        : { standby: { slot: outgoing.slot, fingerprint, regeneratedAt: new Date().toISOString() } };
}

/** What is decided after the waits that belong to this update, and after a look where the outgoing key is due. */
async function decideWhenDue(
    state: RetirementState,
    desired: DesiredRetirement,
    inputs: RetirementInputs,
): Promise<{
    readonly decision: Exclude<RetirementDecision, { kind: "look" | "pause" }>;
    readonly answers: readonly GateResult[];
    /** What was found, where it was looked. */
    readonly fingerprints: ObservedRetirement["fingerprints"];
}> {
    for (;;) {
        const unseen = decideRetirement(state, desired, undefined, new Date());
        if (unseen.kind === "look") {
            const observed = await observeRetirement(state, desired, inputs);
            const decision = decideRetirement(state, desired, observed, new Date());
            return { decision, answers: observed.gates, fingerprints: observed.fingerprints };
        }
        if (unseen.kind !== "pause") {
            const isAsked = unseen.kind === "wait" && desired.behind === undefined;
            const answers = isAsked ? await standingGates(state, inputs) : [];
            return { decision: unseen, answers, fingerprints: {} };
        }
        await report(inputs, `waiting until ${unseen.until.toISOString()} for consumers that cannot be confirmed`);
        await sleep(unseen.until.getTime() - Date.now());
    }
}

/**
 * An error with which the engine keeps what was reached: when the consumers switched, and what the gates said. The engine
 * takes these properties as they are, so the provider's text, which a dynamic resource has, is put back by hand.
 */
function unfinished(inputs: RetirementInputs, outs: RetirementOutputs, reason: string): Error {
    const { __provider } = inputs as RetirementInputs & { readonly __provider?: string };
    const properties = { ...outs, ...(__provider === undefined ? {} : { __provider }) };
    const error = new RotationError("not-retired", `${inputs.pair}: ${reason}`);
    return Object.assign(error, { id: inputs.pair, properties, reasons: [error.message] });
}

function desiredBy(inputs: RetirementInputs): DesiredRetirement {
    const { rotation, waves, consumers, customConsumers, gates, emergency, retire, retireTrigger, settle } = inputs;
    const behind = waveBehind(waves, rotation);
    return {
        source: rotation.source,
        generation: rotation.generation,
        active: rotation.active,
        ...(rotation.outgoing === undefined ? {} : { outgoing: rotation.outgoing }),
        ...(behind === undefined
            ? {}
            : { behind: behind.waitingFor ?? afterEarlierWave(behind.wave, rotation.active.slot) }),
        urgent: isUrgent(emergency, rotation),
        readerLagMs: longestLagMs(consumers),
        graceMs: graceMs(gates),
        unacknowledged: unacknowledged(gates, rotation.generation),
        settleMs: customConsumers ? (durationMs(settle) ?? 0) : 0,
        retire: retire === "manual" ? retire : "automatic",
        retireTrigger,
    };
}
