import type { Input } from "@pulumi/pulumi";
import { durationProblems, unless } from "../arguments/problem";
import type { Consumer, Holder, PlaceOf } from "./consumer";
import type { KeyContent } from "./keyContent";
import { CONTENTS, emptyProblems, isSameName, placesBefore } from "./placeProblems";
import { isSas, type SasContent } from "./sas/sas";
import { sasProblems } from "./sas/sasProblems";
import { FINGERPRINT_TAG } from "./secretTags";

/** A Key Vault secret that holds the active key: a new version with every switch. */
export interface KeyVaultSecretArgs {
    /** Resource group of the vault. */
    readonly resourceGroupName: Input<string>;
    /** Name of the vault. */
    readonly vaultName: Input<string>;
    /** Name of the secret: 1 to 127 letters, digits and hyphens. */
    readonly secretName: Input<string>;
    /** What the secret holds; default `key`. */
    readonly content?: KeyContent | SasContent;
    /** Content type of the secret; default: what `content` says. */
    readonly contentType?: Input<string>;
    /** The secret expires this long after the switch, such as `90d`; default: with the SAS that it holds, else never. */
    readonly expiresAfter?: Input<string>;
    /** How long readers may go on with a copy, such as `24h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
    /** Names the child resource; default: the secret's name. */
    readonly name?: string;
}

/** An entry of `keyVaultSecrets` as a holder. azure-native writes it, in the configured subscription. */
export interface KeyVaultSecretHolder extends KeyVaultSecretArgs, Holder {
    readonly kind: "keyVaultSecret";
}

/** The same as plain values. */
export type KeyVaultSecretPlace = PlaceOf<KeyVaultSecretHolder>;

/** Key Vault: names of secrets and of vaults. */
const SECRET_NAME = /^[0-9a-zA-Z-]{1,127}$/;
const VAULT_NAME = /^[a-zA-Z](?!.*--)[0-9a-zA-Z-]{1,22}[0-9a-zA-Z]$/;

/** Secrets as they are looked at: known by their tags, because Azure Resource Manager never shows a value. */
export const keyVaultSecretConsumer: Consumer<KeyVaultSecretPlace> = {
    names: ({ vaultName, secretName }) => [vaultName, secretName],

    id: secretId,

    actions: () => ["Microsoft.KeyVault/vaults/secrets/read", "Microsoft.KeyVault/vaults/secrets/write"],

    problems(place, others) {
        const { argument, resourceGroupName, vaultName, secretName, content = "key", expiresAfter, cachedFor } = place;
        const twin = placesBefore(place, others).find(
            (other) => isSameName(other.vaultName, vaultName) && isSameName(other.secretName, secretName),
        );
        return [
            ...emptyProblems(place, { resourceGroupName }),
            ...unless(
                VAULT_NAME.test(vaultName),
                `${argument}.vaultName`,
                `"${vaultName}" must be 3 to 24 letters, digits and single hyphens, beginning with a letter`,
                vaultName,
            ),
            ...unless(
                SECRET_NAME.test(secretName),
                `${argument}.secretName`,
                `"${secretName}" must be 1 to 127 letters, digits and hyphens`,
                secretName,
            ),
            ...(isSas(content)
                ? sasProblems(`${argument}.content`, content)
                : unless(CONTENTS.includes(content), `${argument}.content`, `must be ${CONTENTS.join(" or ")}`)),
            ...(expiresAfter === undefined ? [] : durationProblems(`${argument}.expiresAfter`, expiresAfter)),
            ...(cachedFor === undefined ? [] : durationProblems(`${argument}.cachedFor`, cachedFor)),
            ...unless(
                twin === undefined,
                `${argument}.secretName`,
                `"${secretName}" is written by ${twin?.argument} already`,
            ),
        ];
    },

    readerLag: ({ cachedFor }) => cachedFor,

    async look(place, { arm, subscriptionId }) {
        const path = secretId(place, subscriptionId);
        const secret = await arm.find({ method: "GET", path, apiVersion: "2024-11-01" });
        if (secret === undefined) {
            return undefined;
        }
        const { properties = {}, tags = {} } = secret as SecretAnswer;
        const uris = [properties.secretUri, properties.secretUriWithVersion].filter((uri) => uri !== undefined);
        return { "": { fingerprint: tags[FINGERPRINT_TAG], uris } };
    },
};

interface SecretAnswer {
    readonly properties?: { readonly secretUri?: string; readonly secretUriWithVersion?: string };
    readonly tags?: Readonly<Record<string, string>>;
}

function secretId({ resourceGroupName, vaultName, secretName }: KeyVaultSecretPlace, subscriptionId: string): string {
    const vault = `resourceGroups/${resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
    return `/subscriptions/${subscriptionId}/${vault}/secrets/${secretName}`;
}
