import { createHash } from "node:crypto";
import { all, type Input, Output, output, Resource, unsecret } from "@pulumi/pulumi";
import { consumerKindOf } from "../consumers/consumers";
import type { Declared } from "../consumers/declaredConsumers";
import type { KeyVaultSecretArgs } from "../consumers/keyVault/keyVaultSecret";
import { type KeyOrigin, originInTags } from "../consumers/values/secretTags";
import type { InputsOf } from "../inputsOf";
import type { DigestProof, SwitchProof } from "../lifecycle/proof";
import type { ConsumerResource } from "./consumer/resource";
import type { SecretResource } from "./keyVaultSecrets";

/*
 * Rule 23. A proof is made of what the resource put out, and not of what it was given: where the engine skips a resource
 * (`--target`, `--exclude`), it hands on the outputs of the last time. Of a resource that puts out less than it was given, Pulumi fills
 * the rest in from the program: such a resource proves less. Those of published providers put out all that they were given.
 */

/** The proof of a place that a handler of this package writes. */
export function proofOfConsumer({ argument, consumer }: Declared, { origin }: ConsumerResource): InputsOf<SwitchProof> {
    const place = { ...consumer, argument };
    return proofOf(consumerKindOf(place).names(place), origin);
}

/**
 * The proof of a secret: its tags have the origin of its value. If they are not written (`ignoreChanges`) or were taken away, the version
 * proves it. It is a new one with each value.
 *
 * @param since when its wave got its present key; absent for the first wave.
 */
export function proofOfSecret(
    { vaultName, secretName }: KeyVaultSecretArgs,
    { resource }: SecretResource,
    since?: Output<string | undefined>,
): InputsOf<SwitchProof> {
    const proof = proofOf(
        [vaultName, secretName],
        resource.tags.apply((tags) => originInTags(tags ?? {})),
    );
    const version = unsecret(all([resource.properties, since])).apply(([properties, from]) => {
        const { secretUriWithVersion: uri, attributes } = properties ?? {};
        const isGiven = since === undefined || from !== undefined;
        return uri === undefined || attributes?.created === undefined || !isGiven
            ? undefined
            : {
                  uri,
                  createdAt: new Date(attributes.created * 1_000).toISOString(),
                  ...(from === undefined ? {} : { since: from }),
              };
    });
    return { ...proof, version };
}

/** The proofs of resources of the user's own, each by its name, and by its type as well if two have one name. */
export function proofsOfOwn(resources: readonly Resource[]): readonly InputsOf<DigestProof>[] {
    const identities = output(resources.map(({ urn }) => urn)).apply(namesApart);
    return resources.map((resource, index) => ({
        consumer: identities.apply((names) => names[index] ?? ""),
        digest: digestOf(resource),
    }));
}

/**
 * SHA-256 of all outputs of the resource. It is of the whole, so it reveals nothing of it, and is therefore not secret. The URN tells nothing
 * about the write.
 */
function digestOf(resource: Resource): Output<string> {
    const outputs = Object.entries(resource).filter(([name, value]) => name !== "urn" && Output.isInstance(value));
    return outputs.length === 0
        ? output("")
        : unsecret(output(Object.fromEntries(outputs)).apply((known) => sha256(canonical(known))));
}

function sha256(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}

/** The engine hands on members in any order. */
function canonical(value: unknown): string {
    return JSON.stringify(value, (_name, inner: unknown) => {
        if (typeof inner !== "object" || inner === null || Array.isArray(inner)) {
            return inner;
        }
        // A resource among the outputs has outputs of its own, and may lead back to this one.
        return Resource.isInstance(inner)
            ? undefined
            : Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)));
    });
}

/** Names, read from URNs: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
function namesApart(urns: readonly string[]): readonly string[] {
    const parts = urns.map((urn) => {
        const [, , types = "", ...name] = urn.split("::");
        return { name: name.join("::"), types };
    });
    return parts.map(({ name, types }) => {
        const isOnly = parts.filter((other) => other.name === name).length === 1;
        return isOnly ? name : `${name} (${types})`;
    });
}

function proofOf(
    names: readonly (Input<string> | undefined)[],
    origin: Output<Pick<KeyOrigin, "rotatedAt" | "fingerprint">>,
): InputsOf<SwitchProof> {
    return {
        consumer: output([...names]).apply((known) => known.filter((name) => name !== undefined).join("/")),
        rotatedAt: origin.apply(({ rotatedAt }) => rotatedAt),
        fingerprint: origin.apply(({ fingerprint }) => fingerprint),
    };
}
