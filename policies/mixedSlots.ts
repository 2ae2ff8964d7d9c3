import { FINGERPRINT_TAG } from "../components/consumers/values/secretTags";
import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { isBookkeeping } from "./keys/allowedPlaces";
import { heldKeysIn } from "./keys/heldKeys";
import { hasMorePairs } from "./keys/hosts";
import { type KeyText, textsIn } from "./keys/texts";
import type { Pair } from "./stack/pairState";
import { plainType } from "./stack/resourceType";
import { isVaultSecret } from "./stack/secretOfStack";
import { type Stack, wanted } from "./stack/stack";
import type { StackResource } from "./stack/stackResource";
import { textAt } from "./stack/value";

/** All resources of a stack must hold the same key of a pair: else no rotation leaves everybody access (the seed's NOTE). */
export const mixedSlots = keyPolicy<Record<never, never>>({
    name: "mixed-slots",
    description: "All resources of a stack must use the same key of a pair.",
    enforcementLevel: "mandatory",
    defaults: {},
    schema: {},
    judge: mixedSlotsIn,
});

/** A holder of a key of one pair of keys. */
interface Holder {
    readonly resource: StackResource;
    /** The pair's name, or else what its keys open. */
    readonly pair: string;
    /** The resource that the keys of the pair open, if known. */
    readonly opens: string;
    /** Tells the keys apart. Secret. */
    readonly key: string;
    /** The key's slot, where a pair of ours knows it. */
    readonly slot?: string;
    /** Whether it is a key of that pair for certain. */
    readonly certain: boolean;
}

/** The pairs of keys of which two resources hold different ones. */
export function mixedSlotsIn(stack: Stack): readonly Finding[] {
    const holders = stack.resources
        .filter(({ type }) => !isBookkeeping(type))
        .flatMap((resource) => holdersIn(resource, stack));
    return [...new Set(holders.map(({ opens }) => opens))].flatMap((opens) => {
        const ofPair = holders.filter((holder) => holder.opens === opens);
        const single = [...new Set(ofPair.map(({ resource }) => resource))].flatMap((resource) => {
            const held = ofPair.filter((holder) => holder.resource === resource);
            // A holder of both keys can fall back from one to the other, and belongs to neither side.
            return new Set(held.map(({ key }) => key)).size === 1 ? held.slice(0, 1) : [];
        });
        const [first] = single;
        const other = single.find(({ key }) => key !== first?.key);
        return first === undefined || other === undefined ? [] : [mixed(single, first, other)];
    });
}

function mixed(single: readonly Holder[], first: Holder, other: Holder): Finding {
    const holdersOf = ({ key }: Holder) => single.filter((holder) => holder.key === key);
    const told = (holder: Holder, otherwise: string) => {
        const names = holdersOf(holder).map(({ resource }) => resource.name);
        return `${names.join(", ")} ${names.length === 1 ? "holds" : "hold"} ${holder.slot ?? otherwise}`;
    };
    const pair = first.slot === undefined ? other.pair : first.pair;
    const isCertain = single.every(({ certain }) => certain);
    const doubt = isCertain ? "" : " (if they are keys of one pair, and none of them only reads)";
    return {
        urn: other.resource.urn,
        names: [pair, ...single.map(({ resource }) => resource.name)],
        message: `Two keys of ${pair} are in use: ${told(first, "one of them")}, and ${told(other, "another one")}${doubt}. Whichever is regenerated next, somebody loses access. Give all of them \`key.value\` of one RotatingKeyPair, or the same key.`,
        ...(isCertain ? {} : { level: "advisory" as const }),
    };
}

/** A slot of the pair itself, or a consumer that the pair moves in its own wave. */
function isMeantToDiffer(resource: StackResource, { urn, hasWaves, slotSecrets }: Pair): boolean {
    const secretName = isVaultSecret(resource) ? textAt(wanted(resource), "secretName") : undefined;
    const isSlot = secretName !== undefined && slotSecrets.includes(secretName.toLowerCase());
    return isSlot || (hasWaves && resource.parent === urn);
}

function holdersIn(resource: StackResource, stack: Stack): readonly Holder[] {
    const tree = wanted(resource);
    const held = heldKeysIn(tree, stack.knownKeys).map(({ key }) => key);
    const tag = isVaultSecret(resource) ? textAt(resource.outputs, "tags", FINGERPRINT_TAG) : undefined;
    const tagged = stack.knownKeys.get(tag ?? "");
    const known = held.length > 0 || tagged === undefined ? held : [tagged];
    if (known.length > 0) {
        return known
            .filter(({ pair }) => !isMeantToDiffer(resource, pair))
            .map(({ pair: { name, sourceName }, slot }) => ({
                resource,
                pair: name,
                opens: sourceName ?? name,
                key: slot,
                slot,
                certain: true,
            }));
    }
    return textsIn(tree).flatMap((text) =>
        text.keys.flatMap((key) => {
            const opens = key.opens ?? accountOf(text, resource, stack);
            return opens === undefined
                ? []
                : [{ resource, pair: opens, opens, key: key.text, certain: key.certain && !hasMorePairs(opens) }];
        }),
    );
}

/** The storage account of a bare key: the only one that the property with the key depends on. */
function accountOf({ property, name }: KeyText, resource: StackResource, stack: Stack): string | undefined {
    const accounts = (resource.propertyDependencies[property] ?? [])
        .map((urn) => stack.find(urn))
        .filter((other) => other !== undefined && plainType(other.type) === "storage:storageaccount");
    const [account] = accounts;
    return account === undefined || accounts.length > 1 || !/key|password/i.test(name)
        ? undefined
        : (textAt(account.outputs, "name") ?? textAt(account.inputs, "accountName"))?.toLowerCase();
}
