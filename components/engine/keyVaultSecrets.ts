import * as keyvault from "@pulumi/azure-native/keyvault";
import { all, type CustomResourceOptions, type Input, type Output, output, secret } from "@pulumi/pulumi";
import { ownNames } from "../consumers/childNames";
import type { Declared } from "../consumers/declaredConsumers";
import type { KeyVaultSecretArgs, KeyVaultSecretConsumer } from "../consumers/keyVault/keyVaultSecret";
import type { KeyView } from "../consumers/values/keyContent";
import { isSas } from "../consumers/values/sas";
import { originOf, secretTags } from "../consumers/values/secretTags";
import { contentOf, type ReferableSecret } from "../consumers/values/settingValue";
import { durationMs } from "../duration";

/** A secret of the pair as a resource, and as values may refer to it. */
export interface SecretResource extends ReferableSecret {
    readonly resource: keyvault.Secret;
}

/** The names of the resources of all secrets of a pair: each follows from its entry alone. */
export function secretNames(pair: string, secrets: readonly Declared<KeyVaultSecretConsumer>[]): readonly string[] {
    return ownNames(
        pair,
        secrets.map(({ argument, consumer: { name, vaultName, secretName } }) => ({
            argument,
            role: "secret",
            name,
            place: [vaultName, secretName],
        })),
    );
}

/** Registers one secret. */
export function secretResource(
    name: string,
    entry: KeyVaultSecretArgs,
    key: KeyView,
    opts: CustomResourceOptions,
): SecretResource {
    const resource = keyVaultSecret(name, entry, key, opts);
    return { resource, secretName: entry.secretName, properties: resource.properties };
}

/** URI of the version that was written last, by the secret's name. */
export function writtenVersions(secrets: readonly ReferableSecret[]): Output<Readonly<Record<string, string>>> {
    return output(secrets).apply((known) =>
        Object.fromEntries(known.map(({ secretName, properties }) => [secretName, properties.secretUriWithVersion])),
    );
}

/**
 * It is written again with every generation, because its tags name the generation. It stays when it is no longer declared (rule 27): the engine
 * would delete it by the name of the resource, even if a resource of another name still writes it.
 */
function keyVaultSecret(
    name: string,
    args: KeyVaultSecretArgs,
    key: KeyView,
    opts: CustomResourceOptions,
): keyvault.Secret {
    const { resourceGroupName, vaultName, secretName, content = "key" } = args;
    const { contentType = typeof content === "object" ? content?.kind : content } = args;
    const { expiresAfter = isSas(content) ? content.validFor : undefined } = args;
    const value = secret(contentOf(content, key));
    const attributes =
        expiresAfter === undefined ? {} : { attributes: { expires: expiry(key.rotatedAt, expiresAfter) } };
    return new keyvault.Secret(
        name,
        {
            resourceGroupName,
            vaultName,
            secretName,
            properties: { value, contentType, ...attributes },
            tags: output(originOf(key)).apply(secretTags),
        },
        { ...opts, retainOnDelete: true },
    );
}

/** Seconds since 1970, as Key Vault counts. */
function expiry(rotatedAt: Output<string>, expiresAfter: Input<string>): Output<number> {
    return all([rotatedAt, output(expiresAfter)]).apply(([from, after]) =>
        Math.floor((new Date(from).getTime() + (durationMs(after) ?? 0)) / 1000),
    );
}
