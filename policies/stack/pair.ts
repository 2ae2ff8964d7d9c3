import { durationMs } from "../../components/duration";
import { azureServices } from "../../components/keySources/azureServices";
import type { SlotKey, SlotNames } from "../../components/lifecycle/state";
import { isOurs } from "./resourceType";
import type { Stack, StackResource } from "./stack";
import { field, listAt, momentAt, numberAt, textAt } from "./value";

/** A `RotatingKeyPair` as far as its resources tell. In a preview that will change it, its state is not known. */
export interface Pair {
    readonly name: string;
    /** The component, or Rotation where there is none: findings about the pair are shown there. */
    readonly urn: string;
    readonly rotation: StackResource;
    readonly retirement: StackResource | undefined;
    /** Whether its consumers take a new key one wave after the other, so that they differ for a while. */
    readonly hasWaves: boolean;
    /** Names of the secrets that are its two slots, in lower case; empty for a pair whose keys a service makes. */
    readonly slotSecrets: readonly string[];
    /** Name of the resource that has the keys, in lower case. */
    readonly sourceName: string | undefined;
    /** ARM id of the resource that has the keys, in lower case. */
    readonly sourceId: string | undefined;
    readonly slots: SlotNames | undefined;
    readonly state: PairState | undefined;
    /** The active key. Secret. */
    readonly key: string | undefined;
    /** The age at which the pair rotates by itself, in milliseconds. */
    readonly rotateEveryMs: number | undefined;
    /** The built-in consumers, as `PairInputs` describes them. */
    readonly consumers: readonly unknown[];
}

/** What Rotation remembers, as far as policies need it. */
export interface PairState {
    readonly generation: number;
    readonly active: SlotKey;
    readonly outgoing: SlotKey | undefined;
    /** The key in the other slot when the pair was adopted. */
    readonly standby: SlotKey | undefined;
    /** When the active key was taken into use, in milliseconds since 1970. */
    readonly rotatedAt: number;
}

/** The pairs of a stack, by their Rotation resources. */
export function pairsIn(stack: Stack): readonly Pair[] {
    return stack.resources.filter(({ type }) => isOurs(type, "Rotation")).map((rotation) => pairOf(stack, rotation));
}

function pairOf(stack: Stack, rotation: StackResource): Pair {
    const told = (...path: readonly string[]) => textAt(rotation.inputs, ...path) ?? textAt(rotation.outputs, ...path);
    const component = stack.find(rotation.parent ?? "");
    const isPair = component !== undefined && isOurs(component.type, "RotatingKeyPair");
    const consumers = listAt(rotation.inputs, "consumers");
    return {
        name: told("pair") ?? rotation.name,
        urn: isPair ? component.urn : rotation.urn,
        rotation,
        retirement: stack.resources.find(
            ({ type, parent, inputs, outputs }) =>
                isOurs(type, "Retirement") &&
                parent === rotation.parent &&
                (textAt(inputs, "pair") ?? textAt(outputs, "pair") ?? told("pair")) === told("pair"),
        ),
        hasWaves: stack.resources.some(({ type, parent }) => isOurs(type, "Wave") && parent === rotation.parent),
        slotSecrets: listAt(rotation.inputs, "source", "secretNames").flatMap((name) =>
            typeof name === "string" ? [name.toLowerCase()] : [],
        ),
        sourceName: told("source", "name")?.toLowerCase(),
        sourceId: told("sourceId")?.toLowerCase(),
        slots: slotsOf(told("source", "service")),
        state: stateOf(rotation.outputs),
        key: textAt(rotation.outputs, "key"),
        rotateEveryMs: durationMs(told("rotateEvery") ?? ""),
        consumers,
    };
}

function slotsOf(service: string | undefined): SlotNames | undefined {
    return service !== undefined && Object.hasOwn(azureServices, service)
        ? azureServices[service as keyof typeof azureServices].slots
        : undefined;
}

function stateOf(outputs: unknown): PairState | undefined {
    const active = slotKeyAt(outputs, "state", "active");
    const rotatedAt = momentAt(outputs, "state", "rotatedAt");
    const generation = numberAt(outputs, "state", "generation");
    if (active === undefined || rotatedAt === undefined || generation === undefined) {
        return undefined;
    }
    const outgoing = slotKeyAt(outputs, "state", "outgoing");
    return { generation, active, outgoing, standby: slotKeyAt(outputs, "standby"), rotatedAt };
}

/** A slot and its fingerprint at a path. */
export function slotKeyAt(tree: unknown, ...path: readonly string[]): SlotKey | undefined {
    const slot = textAt(field(tree, ...path), "slot");
    const fingerprint = textAt(field(tree, ...path), "fingerprint");
    return slot === undefined || fingerprint === undefined || fingerprint === "" ? undefined : { slot, fingerprint };
}
