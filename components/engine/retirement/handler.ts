import type { dynamic } from "@pulumi/pulumi";
import type { RetirementInputs } from "../../arguments/rotationInputs";
import type { Place } from "../../consumers/consumer";
import { placeName } from "../../consumers/consumers";
import { longestLagMs } from "../../consumers/readerLag";
import { durationMs } from "../../duration";
import { graceMs, unacknowledged } from "../../gates/gatesOfPair";
import { type DesiredRetirement, isSameSwitch } from "../../lifecycle/decideRetirement";
import { waveBehind } from "../../lifecycle/decideWave";
import { isUrgent } from "../../lifecycle/emergency";
import type { GateResult } from "../../lifecycle/gateAnswer";
import { type GivenSwitch, versionOf, type WrittenProof } from "../../lifecycle/proof";
import { afterEarlierWave, type OnWhichKey, unfinishedSwitch } from "../../lifecycle/reasons";
import { type RetirementConduct, type RetirementEnd, retirement } from "../../lifecycle/retirement";
import { RotationError } from "../../lifecycle/rotationError";
import type { Holding, RetirementState, SlotKey } from "../../lifecycle/state";
import type { PairEnd } from "../../lifecycle/summary";
import { containsUnknown } from "../../shape/unknown";
import { wishOf } from "../dependentsWish";
import { explained } from "../explained";
import { isGivenNow } from "../givenNow";
import { PairWorld } from "../pairWorld";
import { perform, preview } from "../perform";
import { isPreviewing } from "../previewing";
import { report, warn } from "../report";
import { safeHandler } from "../safeHandler";
import { pairEnded } from "../stackSummary";
import { noteProgram } from "../stop";

export { configure } from "../azureAccess";

/** The record of Retirement in the stack's state. Later releases read the records of earlier ones. */
export interface RetirementOutputs {
    readonly version: 1;
    readonly state: RetirementState;
    /** The last answers of the gates. */
    readonly answers: readonly GateResult[];
    /** The key in the slot that was retired last, and the time since which it is there or was found; absent before that. */
    readonly standby?: SlotKey & { readonly regeneratedAt: string };
}

/** Takes note of the processes that run the program. */
export const check = safeHandler(
    async (olds: object, news: RetirementInputs): Promise<dynamic.CheckResult<RetirementInputs>> => {
        // In a preview, nobody asks for more about a new pair.
        await (isPreviewing() && !("pair" in Object(olds)) ? pairEnded(news, { kind: "would adopt" }) : undefined);
        return { inputs: noteProgram(news) };
    },
);

/** Takes note that every consumer has the adopted key; retires the outgoing key that a first update may have left. */
export const create = safeHandler(
    async (inputs: RetirementInputs): Promise<dynamic.CreateResult<RetirementOutputs>> => {
        return { id: inputs.pair, outs: await retire(undefined, inputs) };
    },
);

/** Whether an outgoing key is due. Calls no service. */
export const diff = safeHandler(
    async (_id: string, olds: RetirementOutputs, news: RetirementInputs): Promise<dynamic.DiffResult> => {
        const { changes } = await compare(olds, news);
        // A pair that changes in an update ends there.
        await (changes
            ? isPreviewing() && pairEnded(news, { kind: "would change" })
            : pairEnded(news, endIn(olds.state, news, false)));
        return { changes };
    },
);

async function compare(olds: RetirementOutputs, news: RetirementInputs): Promise<{ readonly changes: boolean }> {
    await tellOfUnfinished(olds, news);
    if (containsUnknown(news)) {
        return { changes: true };
    }
    const desired = desiredBy(news);
    const shown = await preview(retirement(olds.state, desired, conductOf(news)), worldOf(news, desired));
    const isSame = isSameSwitch(olds.state, desired);
    if (shown === undefined) {
        if (isSame) {
            const { active, outgoing } = news.rotation;
            const done = `every consumer was given ${active.slot}, and ${outgoing?.slot} is not retired`;
            await report(news, `${done}: ask consumers and gates once more, then retire ${outgoing?.slot}`);
        }
        return { changes: true };
    }
    const { state, ...end } = shown;
    if (end.kind !== "waits") {
        return { changes: state !== olds.state };
    }
    const { retiresAt, waitingFor, digests, isBehind } = olds.state;
    const isKnown =
        isSame &&
        retiresAt === state.retiresAt &&
        waitingFor === end.reason &&
        digests === state.digests &&
        isBehind === state.isBehind;
    if (isKnown) {
        await warn(news, isPreviewing() ? `would wait: ${end.reason}` : end.reason);
    }
    return { changes: !isKnown };
}

/** How a pair is after its retirement, or after the wait for it. */
function endOf(old: RetirementState | undefined, end: RetirementEnd, inputs: RetirementInputs): PairEnd {
    if (end.kind === "refused") {
        return { kind: "stopped" };
    }
    const isAdopted = end.kind === "settled" && inputs.rotation.outgoing === undefined && old === undefined;
    return isAdopted ? { kind: "adopted" } : endIn(end.state, inputs, true);
}

/** How a pair is by the state of its retirement. */
function endIn({ settled, retiresAt }: RetirementState, inputs: RetirementInputs, isNew: boolean): PairEnd {
    if (settled) {
        return { kind: "settled", isNew };
    }
    const { gates, rotation } = inputs;
    const { rotatedAt, active } = rotation;
    const people = unacknowledged(gates, { rotatedAt, fingerprint: active.fingerprint });
    const [grace, lag] = [graceMs(gates), longestLagMs(inputs.consumers)];
    const why = lag > grace ? "readers" : grace > 0 ? "grace" : undefined;
    return {
        kind: "waits",
        for: people,
        ...(retiresAt === undefined ? {} : { until: retiresAt, ...(why === undefined ? {} : { why }) }),
    };
}

/**
 * The unfinished work of an update before. A person who asks at night reads it in a preview, because outputs are those of before that update.
 * The key of each consumer is looked up: in a preview the outputs of consumers are those that the program wants.
 */
async function tellOfUnfinished({ state }: RetirementOutputs, news: RetirementInputs): Promise<void> {
    const { rotation, owner } = news;
    if (containsUnknown(rotation) || rotation.outgoing === undefined || isGivenNow(owner, rotation)) {
        return;
    }
    if (!isSameSwitch(state, rotation)) {
        const { active, outgoing } = rotation;
        await report(news, unfinishedSwitch(active.slot, outgoing.slot, await onWhichKey(news, active, outgoing)));
    }
}

/** If the look fails, nobody is named: a sentence that only informs stops nothing. */
async function onWhichKey(inputs: RetirementInputs, active: SlotKey, outgoing: SlotKey): Promise<OnWhichKey> {
    const world = worldOf(inputs, inputs.rotation);
    try {
        const { holdings } = await world.look();
        const names = (holds: (holding: Holding["holds"]) => boolean) =>
            holdings.filter((one) => one.isOther !== true && holds(one.holds)).map(({ consumer }) => consumer);
        const isOn =
            ({ fingerprint }: SlotKey) =>
            (holds: Holding["holds"]) =>
                typeof holds === "object" && holds.fingerprint === fingerprint;
        return {
            active: names(isOn(active)),
            outgoing: names(isOn(outgoing)),
            unsure: names((holds) => !isOn(active)(holds) && !isOn(outgoing)(holds)),
        };
    } catch {
        return { active: [], outgoing: [], unsure: [] };
    } finally {
        world.end();
    }
}

/** Retires the outgoing key, or returns the reason why it stays valid. */
export const update = safeHandler(
    async (
        _id: string,
        olds: RetirementOutputs,
        news: RetirementInputs,
    ): Promise<dynamic.UpdateResult<RetirementOutputs>> => {
        const { standby } = olds;
        const outs = await retire(olds.state, news);
        const isSame = standby !== undefined && outs.state.rotatedAt === olds.state.rotatedAt;
        return { outs: isSame ? { standby, ...outs } : outs };
    },
);

function retire(old: RetirementState | undefined, inputs: RetirementInputs): Promise<RetirementOutputs> {
    const { active, outgoing } = inputs.rotation;
    const failed = `the retirement of ${outgoing?.slot ?? "the outgoing key"} stopped`;
    const safe = `every consumer has switched and goes on with ${active.slot}`;
    return explained({ pair: inputs.pair, failed, safe }, async () => {
        const desired = desiredBy(inputs);
        const world = worldOf(inputs, desired);
        const end = await perform(retirement(old, desired, conductOf(inputs)), world);
        const outs = outputs(end, await world.now());
        await pairEnded(inputs, endOf(old, end, inputs));
        switch (end.kind) {
            case "settled":
                return outs;
            case "waits":
                await warn(inputs, end.reason);
                return outs;
            case "refused":
                throw unfinished(inputs, outs, end);
        }
    });
}

function outputs({ state, answers, standby }: RetirementEnd, now: Date): RetirementOutputs {
    return {
        version: 1,
        state,
        answers,
        ...(standby && { standby: { ...standby, regeneratedAt: now.toISOString() } }),
    };
}

/**
 * An error with which the engine keeps the progress: the time at which the consumers switched, and the answers of the gates. The engine takes
 * these properties unchanged, so the provider's text, which a dynamic resource has, is put back by hand.
 */
function unfinished(
    inputs: RetirementInputs,
    outs: RetirementOutputs,
    { code, reason }: Extract<RetirementEnd, { kind: "refused" }>,
): Error {
    const { __provider } = inputs as RetirementInputs & { readonly __provider?: string };
    const properties = { ...outs, ...(__provider === undefined ? {} : { __provider }) };
    const error = new RotationError(code === "changed-outside" ? "not-retired" : code, `${inputs.pair}: ${reason}`);
    return Object.assign(error, { id: inputs.pair, properties, reasons: [error.message] });
}

function worldOf(
    inputs: RetirementInputs,
    {
        generation,
        rotatedAt,
        active,
        outgoing,
    }: Pick<DesiredRetirement, "generation" | "rotatedAt" | "active" | "outgoing">,
): PairWorld {
    const given = { rotatedAt, fingerprint: active.fingerprint };
    return new PairWorld(inputs, {
        endpoints: inputs.endpoints,
        keys: [inputs.activeKey],
        retirement: { generation, rotatedAt, active, ...(outgoing && { outgoing }) },
        // Retirement comes after every consumer.
        expected: { wasWritten: () => true, given, versionOf: (place) => versionWritten(place, inputs.written, given) },
        // The findings from before the switch no longer count.
        searched: "now",
    });
}

/** The version with which the stack has written a secret since the switch. */
function versionWritten(place: Place, written: readonly WrittenProof[], given: GivenSwitch): string | undefined {
    const proof = written.find(({ consumer }) => consumer === placeName(place));
    return proof !== undefined && "fingerprint" in proof ? versionOf(proof, given) : undefined;
}

function conductOf({ dependents }: RetirementInputs): RetirementConduct {
    return { searches: dependents !== undefined && wishOf(dependents).unregistered === "refuse" };
}

function desiredBy(inputs: RetirementInputs): DesiredRetirement {
    const { rotation, waves, consumers, customConsumers, gates, emergency, retire, retireTrigger, settle, written } =
        inputs;
    const behind = waveBehind(waves, rotation);
    return {
        source: rotation.source,
        generation: rotation.generation,
        rotatedAt: rotation.rotatedAt,
        active: rotation.active,
        ...(rotation.outgoing === undefined ? {} : { outgoing: rotation.outgoing }),
        written,
        ...(behind === undefined
            ? {}
            : { behind: behind.waitingFor ?? afterEarlierWave(behind.wave, rotation.active.slot) }),
        urgent: isUrgent(emergency, rotation),
        readerLagMs: longestLagMs(consumers),
        graceMs: graceMs(gates),
        unacknowledged: unacknowledged(gates, {
            rotatedAt: rotation.rotatedAt,
            fingerprint: rotation.active.fingerprint,
        }),
        settleMs: customConsumers ? (durationMs(settle) ?? 0) : 0,
        retire: retire === "manual" ? retire : "automatic",
        retireTrigger,
    };
}
