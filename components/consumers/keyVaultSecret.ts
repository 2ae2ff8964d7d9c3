import type { Input } from "@pulumi/pulumi";
import { type ArgumentProblem, durationProblems, isGuid, oneOfProblems, unless } from "../arguments/problem";
import type { Consumer, Holder, HolderArgs, PlaceOf } from "./consumer";
import type { KeyContent } from "./keyContent";
import { CONTENTS, emptyProblems, isSameName, placesBefore } from "./placeProblems";
import { isSas, type SasContent } from "./sas/sas";
import { sasProblems } from "./sas/sasProblems";
import { FINGERPRINT_TAG } from "./secretTags";

/** A Key Vault secret that holds the active key: a new version with every switch. */
export interface KeyVaultSecretArgs extends HolderArgs {
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
    /**
     * Who may read the secret, by object ids of service principals and managed identities, or `SecretReader`s for others. Each gets
     * the role Key Vault Secrets User on this secret, not on the vault; who is taken out of the list loses it. The vault must use
     * Azure's roles (`enableRbacAuthorization`). Default: nobody is given anything.
     */
    readonly readers?: readonly (Input<string> | SecretReader)[];
    /**
     * Whether the managed identities of the apps of this pair that refer to the secret are readers, too, without being named; default:
     * where `readers` is given.
     */
    readonly appsRead?: boolean;
}

/** Who may read a secret: an application's managed identity, or a group or person. */
export interface SecretReader {
    /** Object id of the principal in Entra ID. */
    readonly principalId: Input<string>;
    /** What the principal is; default `ServicePrincipal`, which managed identities are. */
    readonly principalType?: Input<"ServicePrincipal" | "Group" | "User">;
}

/** An entry of `keyVaultSecrets` as a holder. azure-native writes it, in the configured subscription. */
export interface KeyVaultSecretHolder extends KeyVaultSecretArgs, Holder {
    readonly kind: "keyVaultSecret";
}

/** The same as plain values. */
export type KeyVaultSecretPlace = PlaceOf<KeyVaultSecretHolder>;

/** What leads to a secret. */
export type SecretName = Pick<KeyVaultSecretPlace, "resourceGroupName" | "vaultName" | "secretName">;

/** Key Vault: names of secrets and of vaults. */
const SECRET_NAME = /^[0-9a-zA-Z-]{1,127}$/;
const VAULT_NAME = /^[a-zA-Z](?!.*--)[0-9a-zA-Z-]{1,22}[0-9a-zA-Z]$/;

/** What it takes to give somebody a secret to read, and to learn as whom an app reads. */
const ACTIONS_OF_READERS = [
    ...["read", "write", "delete"].map((action) => `Microsoft.Authorization/roleAssignments/${action}`),
    "Microsoft.Web/sites/read",
    "Microsoft.Web/sites/slots/read",
];

/** Secrets as they are looked at: known by their tags, because Azure Resource Manager never shows a value. */
export const keyVaultSecretConsumer: Consumer<KeyVaultSecretPlace> = {
    names: ({ vaultName, secretName }) => [vaultName, secretName],

    id: secretId,

    actions: ({ readers, appsRead }) => [
        "Microsoft.KeyVault/vaults/secrets/read",
        "Microsoft.KeyVault/vaults/secrets/write",
        ...(readers !== undefined || appsRead ? ACTIONS_OF_READERS : []),
    ],

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
            ...readerProblems(place),
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

/** ARM id of the secret. */
export function secretId({ resourceGroupName, vaultName, secretName }: SecretName, subscriptionId: string): string {
    const vault = `resourceGroups/${resourceGroupName}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
    return `/subscriptions/${subscriptionId}/${vault}/secrets/${secretName}`;
}

const PRINCIPAL_TYPES: readonly string[] = ["ServicePrincipal", "Group", "User"];

function readerProblems({ argument, readers }: KeyVaultSecretPlace): readonly ArgumentProblem[] {
    if (readers === undefined) {
        return [];
    }
    const known = readers.map(readerOf);
    return [
        ...unless(
            readers.length > 0,
            `${argument}.readers`,
            "must not be empty: name who may read the secret, or say `appsRead: true` for the apps of this pair alone",
        ),
        ...known.flatMap(({ principalId, principalType }, index) => [
            ...unless(
                isGuid(principalId),
                `${argument}.readers[${index}]`,
                `"${principalId}" must be the object id of a principal, a GUID`,
                principalId,
            ),
            ...oneOfProblems(`${argument}.readers[${index}].principalType`, principalType, PRINCIPAL_TYPES),
            ...unless(
                known.findIndex((other) => other.principalId === principalId) === index,
                `${argument}.readers[${index}]`,
                "is named already",
                principalId,
            ),
        ]),
    ];
}

/** A reader of either form, whole. */
function readerOf(reader: string | { readonly principalId: string; readonly principalType?: string }) {
    return typeof reader === "string"
        ? { principalId: reader, principalType: "ServicePrincipal" }
        : { principalType: "ServicePrincipal", ...reader };
}
