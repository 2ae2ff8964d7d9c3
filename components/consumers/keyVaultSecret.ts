import * as keyvault from "@pulumi/azure-native/keyvault";
import { all, type CustomResourceOptions, type Input, type Output, output, secret } from "@pulumi/pulumi";
import { durationMs } from "../duration";
import type { InputsOf } from "../inputsOf";
import type { ReferableSecret } from "./appSettings";
import type { KeyVaultSecretPlace } from "./consumer";
import type { KeyContent, KeyView } from "./keyContent";
import { secretTags } from "./secretTags";

/** A Key Vault secret that holds the active key: a new version with every switch. */
export interface KeyVaultSecretArgs {
    /** Resource group of the vault. */
    readonly resourceGroupName: Input<string>;
    readonly vaultName: Input<string>;
    /** Name of the secret: 1 to 127 letters, digits and hyphens. */
    readonly secretName: Input<string>;
    /** What the secret holds; default `key`. */
    readonly content?: KeyContent;
    /** Content type of the secret; default: what `content` says. */
    readonly contentType?: Input<string>;
    /** The secret expires this long after the switch, such as `90d`; default: never. */
    readonly expiresAfter?: Input<string>;
    /** How long readers may go on with a copy, such as `24h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
    /** Names the child resource; default: the secret's name. */
    readonly name?: string;
}

/** The secret as a resource; it is written anew with every generation, because its tags name that. */
export function keyVaultSecret(
    name: string,
    args: KeyVaultSecretArgs,
    key: KeyView,
    opts: CustomResourceOptions,
): keyvault.Secret {
    const { resourceGroupName, vaultName, secretName, content = "key", contentType = content, expiresAfter } = args;
    const value = secret(content === "key" ? key.value : key.connectionString);
    const attributes =
        expiresAfter === undefined ? {} : { attributes: { expires: expiry(key.rotatedAt, expiresAfter) } };
    return new keyvault.Secret(
        name,
        {
            resourceGroupName,
            vaultName,
            secretName,
            properties: { value, contentType, ...attributes },
            tags: all([key.slot, key.source, key.fingerprint, key.generation, key.rotatedAt]).apply(
                ([slot, source, fingerprint, generation, rotatedAt]) =>
                    secretTags({ slot, source, fingerprint, generation, rotatedAt }),
            ),
        },
        opts,
    );
}

/** URI of the version that was written last, by the secret's name. */
export function writtenVersions(secrets: readonly ReferableSecret[]): Output<Readonly<Record<string, string>>> {
    return output(secrets).apply((known) =>
        Object.fromEntries(known.map(({ secretName, properties }) => [secretName, properties.secretUriWithVersion])),
    );
}

/** What Rotation and Retirement are told of the secret. */
export function keyVaultSecretPlace(
    { resourceGroupName, vaultName, secretName, content = "key", expiresAfter, cachedFor }: KeyVaultSecretArgs,
    index: number,
): InputsOf<KeyVaultSecretPlace> {
    return {
        kind: "keyVaultSecret",
        argument: `keyVaultSecrets[${index}]`,
        resourceGroupName,
        vaultName,
        secretName,
        content,
        ...(expiresAfter === undefined ? {} : { expiresAfter }),
        ...(cachedFor === undefined ? {} : { cachedFor }),
    };
}

/** Seconds since 1970, as Key Vault counts. */
function expiry(rotatedAt: Output<string>, expiresAfter: Input<string>): Output<number> {
    return all([rotatedAt, output(expiresAfter)]).apply(([from, after]) =>
        Math.floor((new Date(from).getTime() + (durationMs(after) ?? 0)) / 1000),
    );
}
