import { FINGERPRINT_TAG } from "../../components/consumers/values/secretTags";
import { heldKeysIn } from "../keys/heldKeys";
import { textsIn } from "../keys/texts";
import { plainType } from "./resourceType";
import { type Stack, wanted } from "./stack";
import type { StackResource } from "./stackResource";
import { field, momentAt, numberAt, textAt, UNKNOWN } from "./value";

/** A Key Vault secret of azure-native that holds a key. */
export interface KeySecret {
    readonly resource: StackResource;
    readonly vaultName: string | undefined;
    /** Its key: the key of a pair by its name, or the kind of key that it looks like. */
    readonly holds: string;
    /** Whether a pair writes it. */
    readonly ofPair: boolean;
    /** When it expires, in seconds since 1970; `UNKNOWN` before the update. */
    readonly expires: number | undefined | typeof UNKNOWN;
    /** When the key was taken into use, in milliseconds since 1970, where the pair's tag says so. */
    readonly rotatedAt: number | undefined;
}

/** Whether a resource is a Key Vault secret. */
export function isVaultSecret({ type }: Pick<StackResource, "type">): boolean {
    return plainType(type) === "keyvault:secret";
}

/** The Key Vault secrets that hold a key: by the tags that pairs write, by fingerprint, or by what they look like. */
export function keySecretsIn(stack: Stack): readonly KeySecret[] {
    return stack.resources.filter(isVaultSecret).flatMap((resource) => {
        const holds = whatIsHeld(resource, stack);
        const ofPair = tagOf(resource) !== undefined;
        return holds === undefined ? [] : [{ resource, holds, ofPair, ...aboutSecret(wanted(resource)) }];
    });
}

/** The facts about a secret beside its value. */
export function aboutSecret(tree: unknown): Pick<KeySecret, "vaultName" | "expires" | "rotatedAt"> {
    const expires = field(tree, "properties", "attributes", "expires");
    return {
        vaultName: textAt(tree, "vaultName"),
        expires: expires === UNKNOWN ? UNKNOWN : numberAt(tree, "properties", "attributes", "expires"),
        rotatedAt: momentAt(tree, "tags", "two-key-rotated-at"),
    };
}

/** The kind of key that a secret's tree shows by itself, without the pairs of a stack. */
export function keyBySight(tree: unknown): string | undefined {
    if (textAt(tree, "tags", FINGERPRINT_TAG) !== undefined) {
        return "a pair's key";
    }
    return textsIn(tree).find(({ path, keys }) => path === "properties.value" && keys.length > 0)?.keys[0]?.what;
}

function whatIsHeld(resource: StackResource, stack: Stack): string | undefined {
    const tree = wanted(resource);
    const known =
        stack.knownKeys.get(tagOf(resource) ?? "") ??
        heldKeysIn(tree, stack.knownKeys).find(({ text }) => text.path === "properties.value")?.key;
    return known === undefined ? keyBySight(tree) : `${known.slot} of ${known.pair.name}`;
}

/** The fingerprint that a pair has tagged the secret with. */
function tagOf(resource: StackResource): string | undefined {
    return textAt(wanted(resource), "tags", FINGERPRINT_TAG) ?? textAt(resource.outputs, "tags", FINGERPRINT_TAG);
}
