import { durationMs } from "../../components/duration";
import type { SlotKey, SlotNames } from "../../components/lifecycle/state";
import { azureServices } from "../../components/services/azureServices";
import type { Pair, PairState } from "./pairState";
import { isOurs } from "./resourceType";
import type { StackResource, StackResources } from "./stackResource";
import { field, listAt, momentAt, numberAt, textAt } from "./value";

/** The pairs of a stack, by their Rotation resources. */
export function pairsIn(stack: StackResources): readonly Pair[] {
    return stack.resources.filter(({ type }) => isOurs(type, "Rotation")).map((rotation) => pairOf(stack, rotation));
}

function pairOf(stack: StackResources, rotation: StackResource): Pair {
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
