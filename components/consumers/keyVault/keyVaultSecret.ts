import type { Input } from "@pulumi/pulumi";
import { list, membersOf } from "../../shape/containers";
import { type ArgumentProblem, durationProblems, isGuid, oneOfProblems, unless } from "../../shape/problem";
import { optional, type Shape, writtenOut } from "../../shape/shape";
import { flag, name, resourceGroupName, text } from "../../shape/values";
import type { Consumer, ConsumerArgs, ConsumerKind, GivenToPlace, PlaceOf } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { isAmong, isSameName, valueNamed } from "../naming";
import { emptyProblems, keyContentProblems, placesBefore } from "../placeProblems";
import { aConsumer, duration, settingValue } from "../shapes";
import type { KeyContent } from "../values/keyContent";
import { isSas, type SasContent } from "../values/sas";
import { sasProblems } from "../values/sasProblems";
import { FINGERPRINT_TAG, ROTATED_AT_TAG } from "../values/secretTags";
import type { SeenValue } from "../values/seenValue";
import { isTemplate, seenText, type TemplateContent, templateProblems } from "../values/template";
import { API_VERSION, keyVaults } from "./scan";

/** A Key Vault secret that holds the active key: a new version with every switch. */
export interface KeyVaultSecretArgs extends ConsumerArgs {
    /** Resource group of the vault. */
    readonly resourceGroupName: Input<string>;
    /** Name of the vault. */
    readonly vaultName: Input<string>;
    /** Name of the secret: 1 to 127 letters, digits and hyphens. */
    readonly secretName: Input<string>;
    /** The content of the secret; default `key`. */
    readonly content?: KeyContent | SasContent | TemplateContent;
    /** Content type of the secret; default: the one of `content`. */
    readonly contentType?: Input<string>;
    /** The secret expires this long after the switch, such as `90d`; default: with the SAS that it holds, else never. */
    readonly expiresAfter?: Input<string>;
    /** How long readers may use a copy, such as `24h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
    /**
     * The readers of the secret: object ids of service principals and managed identities, or `SecretReader`s for others. Each gets the role Key
     * Vault Secrets User on this secret, not on the vault. A reader that is taken out of the list loses it. The vault must use Azure's roles
     * (`enableRbacAuthorization`). Default: nobody gets a role.
     */
    readonly readers?: readonly (Input<string> | SecretReader)[];
    /**
     * Whether the managed identities of this pair's apps that refer to the secret are readers, too, even if they are not named; default: `true`
     * if `readers` is given.
     */
    readonly appsRead?: boolean;
    /**
     * The fate of the secret when its entry, the pair or the stack is removed: it stays (`keep`, default), or it is deleted. A secret that
     * another entry still declares, or this one under another name, stays in any case.
     */
    readonly onRemove?: "keep" | "delete";
}

/** A reader of a secret: an application's managed identity, or a group or person. */
export interface SecretReader {
    /** Object id of the principal in Entra ID. */
    readonly principalId: Input<string>;
    /** The type of the principal; default `ServicePrincipal`, which managed identities are. */
    readonly principalType?: Input<"ServicePrincipal" | "Group" | "User">;
}

/** A secret as a consumer. */
export interface KeyVaultSecretConsumer extends KeyVaultSecretArgs, Consumer {
    /** The kind of the consumer; set by `keyVaultSecret`. */
    readonly kind: "keyVaultSecret";
}

/** A Key Vault secret, which azure-native writes in the configured subscription. */
export function keyVaultSecret(args: KeyVaultSecretArgs): KeyVaultSecretConsumer {
    return { kind: "keyVaultSecret", ...args };
}

/** Whether the consumer is a secret, which azure-native writes. */
export function isKeyVaultSecret(consumer: Consumer): consumer is KeyVaultSecretConsumer {
    return consumer.kind === "keyVaultSecret";
}

/** The same as plain values. */
export type KeyVaultSecretPlace = PlaceOf<KeyVaultSecretConsumer>;

/** The address of a secret. */
export type SecretName = Pick<KeyVaultSecretPlace, "resourceGroupName" | "vaultName" | "secretName">;

/** Key Vault: names of secrets and of vaults. */
const SECRET_NAME = /^[0-9a-zA-Z-]{1,127}$/;
const VAULT_NAME = /^[a-zA-Z](?!.*--)[0-9a-zA-Z-]{1,22}[0-9a-zA-Z]$/;

/** The calls that let a principal read a secret, and that show the identity of an app that reads. */
const ACTIONS_OF_READERS = [
    ...["read", "write", "delete"].map((action) => `Microsoft.Authorization/roleAssignments/${action}`),
    "Microsoft.Web/sites/read",
    "Microsoft.Web/sites/slots/read",
];

/** The look at secrets: they are known by their tags, because Azure Resource Manager never shows a value. */
export const keyVaultSecretKind: ConsumerKind<KeyVaultSecretPlace> = {
    names: ({ vaultName, secretName }) => [vaultName, secretName],

    id: secretId,

    host: (place, subscriptionId) => ({
        method: "GET",
        path: vaultId(place, subscriptionId),
        apiVersion: API_VERSION,
    }),

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
                : isTemplate(content)
                  ? templateProblems(`${argument}.content`, content)
                  : keyContentProblems(`${argument}.content`, content)),
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

    contents: ({ content = "key" }) => ({ "": content }),

    readerLag: ({ cachedFor }) => cachedFor,

    async look(place, { arm, subscriptionId }) {
        const path = secretId(place, subscriptionId);
        const secret = await arm.find({ method: "GET", path, apiVersion: API_VERSION });
        if (secret === "absent") {
            return secret;
        }
        const { properties, tags } = secret as SecretAnswer;
        const { secretUri, secretUriWithVersion, attributes } = properties ?? {};
        const uris = [secretUri, secretUriWithVersion].filter((uri) => typeof uri === "string");
        if (attributes?.enabled === false) {
            return { "": { unusable: "its current version is disabled", uris } };
        }
        const rotatedAt = valueNamed(tags ?? {}, ROTATED_AT_TAG);
        const fingerprint = valueNamed(tags ?? {}, FINGERPRINT_TAG);
        return { "": { fingerprint, uris, ...(rotatedAt === undefined ? {} : { rotatedAt }) } };
    },

    async lookCloser({ content }, seen, { readSecret }, given) {
        const shown = seen[""];
        const [uri] = shown?.uris ?? [];
        if (shown === undefined || !("fingerprint" in shown) || uri === undefined) {
            return seen;
        }
        const found = await readSecret(uri);
        return found === "absent" || found === "refused"
            ? { "": withoutValue(shown, given) }
            : { "": { ...seenText(found.value, content), uris: shown.uris ?? [] } };
    },
};

/**
 * The conclusion from the tags and the version of a secret whose value may not be read, and whose tags do not name the switch. The version that
 * the stack wrote holds the stack's value. But a version without any tag of ours may be somebody else's, and a refresh took it for the stack's.
 * Old tags that happen to name the same key prove nothing.
 */
function withoutValue(shown: MarkedValue, given: GivenToPlace): SeenValue {
    const { fingerprint, uris = [] } = shown;
    if (fingerprint === undefined) {
        return { ...shown, remark: `it has no tag that says which key it holds; ${UNREADABLE}` };
    }
    if (given.version !== undefined && isAmong(given.version, uris)) {
        return { fingerprint: given.fingerprint, uris };
    }
    return fingerprint === given.fingerprint
        ? { fingerprint: undefined, uris, remark: `its tags are of an earlier switch; ${UNREADABLE}` }
        : { ...shown, remark: `as its tags say, which may be old; ${UNREADABLE}` };
}

const UNREADABLE = "its value could not be read, for which this identity needs the role Key Vault Secrets User";

type MarkedValue = Extract<SeenValue, { fingerprint: string | undefined }>;

interface SecretAnswer {
    readonly properties?: {
        readonly secretUri?: string | null;
        readonly secretUriWithVersion?: string | null;
        readonly attributes?: { readonly enabled?: boolean | null } | null;
    } | null;
    readonly tags?: Readonly<Record<string, string>> | null;
}

/** ARM id of the secret. */
export function secretId({ resourceGroupName, vaultName, secretName }: SecretName, subscriptionId: string): string {
    return `${vaultId({ resourceGroupName, vaultName }, subscriptionId)}/secrets/${secretName}`;
}

/** ARM id of the vault. */
function vaultId(
    { resourceGroupName, vaultName }: Pick<SecretName, "resourceGroupName" | "vaultName">,
    subscriptionId: string,
): string {
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`;
    return `${group}/providers/Microsoft.KeyVault/vaults/${vaultName}`;
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
                known.findIndex((other) => isSameName(other.principalId, principalId)) === index,
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

const reader: Shape = (value, at, findings) =>
    typeof value === "string"
        ? text()(value, at, findings)
        : membersOf<SecretReader>({ principalId: text(), principalType: optional(text()) })(value, at, findings);

/** Secrets of key vaults, which azure-native writes. */
export const keyVaultSecretDeclaration: ConsumerDeclaration<KeyVaultSecretConsumer> = {
    example: keyVaultSecret({
        resourceGroupName: "rg",
        name: "vault",
        wave: 1,
        vaultName: "vault",
        secretName: "uploads",
        content: "connectionString",
        contentType: "text/plain",
        expiresAfter: "180d",
        cachedFor: "1h",
        readers: [
            "b7a2c9d0-1111-2222-3333-123456789012",
            { principalId: "c7a2c9d0-1111-2222-3333-123456789012", principalType: "Group" },
        ],
        appsRead: true,
    }),
    shape: membersOf<KeyVaultSecretConsumer>({
        ...aConsumer,
        resourceGroupName,
        vaultName: name,
        secretName: name,
        content: optional(settingValue),
        contentType: optional(text()),
        expiresAfter: optional(duration),
        cachedFor: optional(duration),
        readers: optional(writtenOut(list(reader))),
        appsRead: optional(writtenOut(flag)),
    }),
    place: keyVaultSecretKind,
    scanners: [keyVaults],
};
