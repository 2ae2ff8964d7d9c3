import type { RotationInputs } from "../components/arguments/rotationInputs";
import type { Place } from "../components/consumers/consumer";
import { placeName } from "../components/consumers/consumers";
import { type KeyOrigin, originInTags } from "../components/consumers/values/secretTags";
import { durationMs, durationText } from "../components/duration";
import type { RetirementOutputs } from "../components/engine/retirement/handler";
import type { RotationOutputs } from "../components/engine/rotation/rotationOutputs";
import type { WaveOutputs } from "../components/engine/wave/waveOutputs";
import { isSameSwitch } from "../components/lifecycle/decideRetirement";
import type { WaveState } from "../components/lifecycle/decideWave";
import { isEmergency } from "../components/lifecycle/emergency";
import { type SwitchProof, unproven } from "../components/lifecycle/proof";
import { unfinishedSwitch } from "../components/lifecycle/reasons";
import type { RetirementState, RotationState } from "../components/lifecycle/state";
import { noPair, resourcesOf, type StackExport, type StackResource } from "./stackExport";

/** How a pair stands, the worst last. */
export type Condition = "settled" | "waits" | "due" | "overdue" | "stopped";

/** A pair as a stack's state has it: also after an update that failed, when the stack's outputs are still those of before. */
export interface PairStatus {
    readonly pair: string;
    /** The resource that has the keys, by its own name and the service's. */
    readonly service: string;
    /** The slot whose key is in use, or is going to consumers. */
    readonly slot: string;
    readonly generation: number;
    /** Since when, in ISO 8601. */
    readonly inUseSince: string;
    readonly ageMs: number;
    /** The time of the next step, in ISO 8601; absent if no time is known. */
    readonly dueAt?: string;
    readonly condition: Condition;
    /** The condition in a sentence; it names the key of each consumer if that matters. */
    readonly state: string;
    /** The next command; absent if nothing is to be done. */
    readonly next?: string;
}

/** The states that a caller takes for a failure: due or worse, overdue or worse, or also all that are not settled. */
export const FAIL_ON = ["due", "overdue", "unsettled"] as const;

export type FailOn = (typeof FAIL_ON)[number];

const EXIT_CODES: Readonly<Record<Condition, number>> = { settled: 0, waits: 0, due: 3, overdue: 4, stopped: 5 };

/** The exit code of the worst pair; 0 if `failOn` takes none of them for a failure. */
export function exitCodeOf(pairs: readonly PairStatus[], failOn: FailOn): number {
    const codes = pairs.map(({ condition }) => {
        if (failOn === "unsettled" && condition === "waits") {
            return EXIT_CODES.due;
        }
        return failOn === "overdue" && condition === "due" ? 0 : EXIT_CODES[condition];
    });
    return Math.max(0, ...codes);
}

/** A step that has been due for longer than that is overdue: a daily `pulumi up` has missed it. */
const OVERDUE_AFTER_MS = 24 * 60 * 60_000;

/** How every pair of the stack stands. */
export function statusOf(stack: StackExport, now: Date): readonly PairStatus[] {
    const rotations = resourcesOf(stack, "Rotation");
    if (rotations.length === 0) {
        throw noPair();
    }
    return rotations.map((rotation) => pairStatus(rotation, stack, now));
}

type Judgement = Pick<PairStatus, "condition" | "state" | "next" | "dueAt">;

/** All that is known of one pair. */
interface KnownPair {
    readonly inputs: RotationInputs;
    readonly rotation: RotationState;
    readonly retirement: RetirementOutputs | undefined;
    readonly waves: readonly WaveState[];
    /** Consumers that show which switch wrote them. */
    readonly written: readonly SwitchProof[];
    /** The step of an interrupted update. */
    readonly interrupted: readonly string[];
}

function pairStatus(resource: StackResource, stack: StackExport, now: Date): PairStatus {
    const known = knownOf(resource, stack);
    const { inputs, rotation } = known;
    const { active, generation, rotatedAt } = rotation;
    const { sourceId } = resource.outputs as unknown as RotationOutputs;
    return {
        pair: inputs.pair,
        service: serviceOf(sourceId, inputs.source.service),
        slot: active.slot,
        generation,
        inUseSince: rotatedAt,
        ageMs: ageOf(rotation, now),
        ...judged(known, now),
    };
}

function knownOf(resource: StackResource, stack: StackExport): KnownPair {
    const ofPair = <Found extends Pick<StackResource, "parent">>(found: Found) => found.parent === resource.parent;
    const outputsOf = (kind: string) =>
        resourcesOf(stack, kind)
            .filter(ofPair)
            .map(({ outputs }) => outputs);
    const { state } = resource.outputs as unknown as RotationOutputs;
    const [retirement] = outputsOf("Retirement") as unknown as readonly RetirementOutputs[];
    const waves = outputsOf("Wave") as unknown as readonly WaveOutputs[];
    const { resources, pending_operations: pending } = stack.deployment ?? {};
    return {
        inputs: resource.inputs as unknown as RotationInputs,
        rotation: state,
        retirement,
        waves: waves.map((wave) => wave.state),
        written: (resources ?? []).filter(ofPair).flatMap(writtenIn),
        interrupted: (pending ?? [])
            .filter((operation) => ofPair(operation.resource))
            .map((operation) => `${operation.type} ${nameIn(operation.resource.urn)}`),
    };
}

/** A place that a handler of this package has written, or a secret. */
function writtenIn({ type, inputs = {}, outputs = {} }: StackResource): readonly SwitchProof[] {
    const { place, origin, tags } = outputs;
    if (isOrigin(origin) && isPlace(place)) {
        return [{ consumer: placeName(place), ...origin }];
    }
    const shown = (tags ?? {}) as Readonly<Record<string, string>>;
    return type === "azure-native:keyvault:Secret"
        ? [{ consumer: `${inputs.vaultName}/${inputs.secretName}`, ...originInTags(shown) }]
        : [];
}

function isOrigin(value: unknown): value is KeyOrigin {
    return typeof value === "object" && value !== null && "rotatedAt" in value;
}

/** A consumer that is only called after a retirement has no key. */
function isPlace(value: unknown): value is Place {
    return typeof value === "object" && value !== null && "kind" in value && value.kind !== "afterRetirement";
}

function judged(known: KnownPair, now: Date): Judgement {
    const { rotation, retirement, interrupted } = known;
    const state = retirement?.state;
    if (interrupted.length > 0) {
        const what = `an update was interrupted while it was ${interrupted.join(" and ")}`;
        const next = "pulumi cancel --yes && pulumi up";
        return { condition: "stopped", state: [what, ...switchOf(known)].join("; "), next };
    }
    if (state === undefined) {
        return { condition: "stopped", state: "the adoption is not finished; no key was changed", next: "pulumi up" };
    }
    if (!isSameSwitch(state, rotation)) {
        return { condition: "stopped", state: switchOf(known).join(), next: "pulumi up" };
    }
    return state.settled ? settledPair(known, now) : waitingPair(known, state, now);
}

/** The key of each consumer, if an update has not ended the last switch. */
function switchOf({ rotation, retirement, written }: KnownPair): readonly string[] {
    const { active, outgoing } = rotation;
    if (retirement === undefined || isSameSwitch(retirement.state, rotation)) {
        return [];
    }
    if (outgoing === undefined) {
        return [`consumers are being given ${active.slot}; no key was changed`];
    }
    const unsure = unproven(written, { ...rotation, ...active }, undefined);
    const names = written.map(({ consumer }) => consumer).filter((name) => !unsure.includes(name));
    return [unfinishedSwitch(active.slot, outgoing.slot, { active: names, outgoing: [], unsure })];
}

function settledPair({ inputs, rotation }: KnownPair, now: Date): Judgement {
    const { slot } = rotation.active;
    const everyMs = inputs.rotateEvery === undefined ? undefined : durationMs(inputs.rotateEvery);
    const isAskedFor = inputs.trigger !== rotation.trigger || isEmergency(inputs.emergency, rotation);
    if (inputs.pinnedSlot === undefined && isAskedFor) {
        const state = `the rotation that was asked for has not begun; every consumer has ${slot}`;
        return { condition: "due", state, next: "pulumi up" };
    }
    const settled = rotation.generation === 0 ? `adopted; ${slot} is in use` : `every consumer has ${slot}`;
    if (everyMs === undefined || inputs.pinnedSlot !== undefined) {
        return { condition: "settled", state: settled };
    }
    const due = new Date(new Date(agedFrom(rotation)).getTime() + everyMs);
    const state = `${slot} is in use for ${durationText(ageOf(rotation, now))}, and \`rotateEvery\` is ${inputs.rotateEvery}`;
    return unlessDue({ condition: "settled", state: settled }, due.toISOString(), state, now);
}

function waitingPair({ rotation, retirement, waves }: KnownPair, state: RetirementState, now: Date): Judgement {
    const outgoing = state.outgoingSlot ?? "the outgoing key";
    const failed = retirement?.answers.find(({ status }) => status === "failed");
    const why = state.waitingFor ?? `every consumer has ${rotation.active.slot}; ${outgoing} is not retired`;
    if (failed !== undefined) {
        return { condition: "stopped", state: why, next: "pulumi up" };
    }
    const wave = waves.find(({ given }) => given.rotatedAt !== rotation.rotatedAt);
    const at = wave === undefined ? state.retiresAt : wave.switchesAt;
    const waits = { condition: "waits", state: why, next: "pulumi up" } as const;
    if (at === undefined) {
        return waits;
    }
    const due =
        wave === undefined
            ? `${outgoing} may be retired since ${at}`
            : `wave ${wave.wave} may be given ${rotation.active.slot} since ${at}; ${outgoing} stays valid until then`;
    return unlessDue(waits, at, due, now);
}

/** The judgement before that moment; from then on the pair is due, and at last overdue. */
function unlessDue(before: Judgement, dueAt: string, state: string, now: Date): Judgement {
    const lateMs = now.getTime() - new Date(dueAt).getTime();
    if (lateMs < 0) {
        return { ...before, dueAt };
    }
    return { condition: lateMs < OVERDUE_AFTER_MS ? "due" : "overdue", state, next: "pulumi up", dueAt };
}

function ageOf(rotation: RotationState, now: Date): number {
    return Math.max(0, now.getTime() - new Date(agedFrom(rotation)).getTime());
}

function agedFrom({ agesFrom, rotatedAt }: RotationState): string {
    return agesFrom ?? rotatedAt;
}

/** The names in an ARM id; the whole of any other identity. */
function serviceOf(sourceId: string, service: string): string {
    const [, type] = sourceId.split("/providers/");
    const names = type?.split("/").filter((_, index) => index > 0 && index % 2 === 0);
    return `${names?.join("/") ?? sourceId} (${service})`;
}

function nameIn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
