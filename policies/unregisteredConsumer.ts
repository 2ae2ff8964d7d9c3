import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { heldKeysIn } from "./keys/heldKeys";
import { textsIn } from "./keys/texts";
import type { Pair } from "./stack/pairState";
import { isOurs, isWrittenByPair } from "./stack/resourceType";
import type { Stack } from "./stack/stack";
import type { StackResource } from "./stack/stackResource";
import { isRecord, reveal } from "./stack/value";

/** A resource that takes a pair's key must be a consumer of the pair. Otherwise it loses access when the key is retired. */
export const unregisteredConsumer = keyPolicy<Record<never, never>>({
    name: "unregistered-consumer",
    description: "Each place that takes a pair's key must be one of its consumers.",
    enforcementLevel: "mandatory",
    defaults: {},
    schema: {},
    judge: unregisteredConsumers,
});

/** The resources that take a pair's key, and that Retirement does not wait for. */
export function unregisteredConsumers(stack: Stack): readonly Finding[] {
    return stack.pairs.flatMap((pair) => {
        const { retirement } = pair;
        if (retirement === undefined) {
            return [];
        }
        const waitsFor = dependenciesOf(retirement, stack);
        return stack.resources
            .filter(
                (resource) => resource.kind === "resource" && !waitsFor.has(resource.urn) && resource !== retirement,
            )
            .flatMap((resource) => {
                const property = propertyWithKey(resource, pair, stack);
                return property === undefined ? [] : [unregistered(resource, property, pair)];
            });
    });
}

function unregistered({ urn, name }: StackResource, property: string, pair: Pair): Finding {
    const message = `\`${property}\` of ${name} depends on the key of ${pair.name}, but ${pair.name} does not wait for ${name} before it retires the key: ${name} would lose access. Create it in an \`own\` of ${pair.name}, and give it \`key.generation\`.`;
    return { urn, names: [name], message };
}

/**
 * The property that takes the key. That it depends on Rotation is not enough, because slot and generation come from
 * there as well: what comes of the key is secret, or is the key.
 */
function propertyWithKey(resource: StackResource, pair: Pair, stack: Stack): string | undefined {
    const { inputs, propertyDependencies } = resource;
    if (isOurs(resource.type, "Rotation") || isWrittenByPair(resource.type)) {
        return undefined;
    }
    return Object.entries(propertyDependencies).find(([property, urns]) => {
        const value = ownValue(inputs, property);
        return (
            urns.some((urn) => urn === pair.rotation.urn || urn === pair.urn) &&
            (isSecretText(value) ||
                heldKeysIn({ value }, stack.knownKeys).some(({ key }) => key.pair === pair) ||
                textsIn({ value }).some(({ keys }) => keys.some(({ certain }) => certain)))
        );
    })?.[0];
}

/** A property with its wrapper, which says whether it is secret. */
function ownValue(inputs: unknown, property: string): unknown {
    return isRecord(inputs) && Object.hasOwn(inputs, property) ? inputs[property] : undefined;
}

/** Whether a text that is known is secret. In a larger value the secret may be another one. There only a recognised key counts. */
function isSecretText(wrapped: unknown): boolean {
    const { value, secret } = reveal(wrapped);
    return secret && typeof value === "string";
}

/** Everything that a resource waits for, directly or by way of others. */
function dependenciesOf(resource: StackResource, stack: Stack): ReadonlySet<string> {
    const found = new Set<string>();
    const open = [...resource.dependencies];
    for (let urn = open.pop(); urn !== undefined; urn = open.pop()) {
        if (!found.has(urn)) {
            found.add(urn);
            open.push(...(stack.find(urn)?.dependencies ?? []));
        }
    }
    return found;
}
