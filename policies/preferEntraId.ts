import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { heldKeysIn } from "./keys/heldKeys";
import { textsIn } from "./keys/texts";
import { missingSwitch } from "./stack/keySwitches";
import { plainType } from "./stack/resourceType";
import { type Stack, wanted } from "./stack/stack";
import type { StackResource } from "./stack/stackResource";
import { field, isRecord, reveal, textAt, UNKNOWN } from "./stack/value";

/** Keys that nobody uses should be off: a key that is off cannot leak, and needs no rotation. */
export const preferEntraId = keyPolicy<Record<never, never>>({
    name: "prefer-entra-id",
    description: "Services whose keys nobody uses should be opened by Microsoft Entra ID alone.",
    enforcementLevel: "advisory",
    defaults: {},
    schema: {},
    judge: keysNobodyNeeds,
});

/** The services of a stack that take keys, though nothing in the stack uses one. */
export function keysNobodyNeeds(stack: Stack): readonly Finding[] {
    return stack.resources.flatMap((service) => {
        const setting = missingSwitch(service);
        if (setting === undefined || isNeeded(service, stack)) {
            return [];
        }
        const message = `${service.name} can be opened with its keys, and nothing in this stack uses one: keys can leak, have to be rotated, and do not tell who came. Set \`${setting}\`, and give applications a role instead.`;
        return [{ urn: service.urn, names: [service.name], message }];
    });
}

/**
 * Types that need the key without getting it as an input: members that azure-native itself reaches by the key
 * (pulumi/pulumi-azure-native#2015), shares that are mounted with it, rules that are nothing but keys, and services that
 * list the keys of an account that they know by its id.
 */
const NEEDS_KEY =
    /^storage:(?:blob|storageaccountstaticwebsite|fileshare)$|authorizationrule$|^(?:machinelearningservices:workspace|batch:batchaccount|hdinsight:cluster|storagesync:cloudendpoint)$/;

/** Types that depend on a service without taking a key of it: its members, roles, networks, alerts. */
const TAKES_NO_KEY = /^(?:authorization|network|privatedns|insights|monitor|security):/;

function isNeeded(service: StackResource, stack: Stack): boolean {
    const name = textAt(service.outputs, "name")?.toLowerCase() ?? textAt(service.inputs, "accountName")?.toLowerCase();
    const module = plainType(service.type).split(":")[0];
    const pair = stack.pairs.find(({ sourceName }) => sourceName !== undefined && sourceName === name);
    if (pair !== undefined && (pair.consumers.length > 0 || field(pair.rotation.inputs, "customConsumers") === true)) {
        return true;
    }
    return stack.resources.some((other) => {
        if (other === service || other.kind !== "resource") {
            return false;
        }
        const plain = plainType(other.type);
        const properties = Object.entries(other.propertyDependencies).filter(([, urns]) => urns.includes(service.urn));
        if (properties.length > 0 && NEEDS_KEY.test(plain)) {
            return true;
        }
        const isMember = plain.startsWith(`${module}:`) || TAKES_NO_KEY.test(plain);
        return (
            opens(other, name, stack) ||
            (!isMember && properties.some(([property]) => mayBeKey(ownValue(other.inputs, property))))
        );
    });
}

/** Whether a resource holds a key that says it opens the service, or one that the service's pair knows. */
function opens(resource: StackResource, name: string | undefined, stack: Stack): boolean {
    const tree = wanted(resource);
    return (
        name !== undefined &&
        (textsIn(tree).some(({ keys }) => keys.some((key) => key.opens?.split(/[./]/)[0] === name)) ||
            heldKeysIn(tree, stack.knownKeys).some(({ key }) => key.pair.sourceName === name))
    );
}

/** A value that depends on a service may be a key of it if it is a key, is secret, or is not known yet. */
function mayBeKey(value: unknown): boolean {
    return textsIn({ value }).some(({ keys, secret }) => secret || keys.length > 0) || hasUnknown(value);
}

function hasUnknown(wrapped: unknown, depth = 0): boolean {
    const { value } = reveal(wrapped);
    return (
        value === UNKNOWN ||
        (isRecord(value) && depth < 16 && Object.values(value).some((inner) => hasUnknown(inner, depth + 1)))
    );
}

function ownValue(inputs: unknown, property: string): unknown {
    return isRecord(inputs) && Object.hasOwn(inputs, property) ? inputs[property] : undefined;
}
