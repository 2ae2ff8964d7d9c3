import { type KeyVaultSecret, SecretClient } from "@azure/keyvault-secrets";
import type { Absent } from "../absent";
import { noteValue } from "../redaction/redacted";
import { type Pace, REAL_PACE } from "./arm";
import { ArmError, UnusableAnswer } from "./armError";
import type { AzureConnection } from "./connection";
import { repeatAfterConflict } from "./repeatAfterConflict";
import { repeatUntilUsable } from "./repeatUntilUsable";
import { refusalIn, vaultFailure } from "./vaultFailure";

/** The current version of a secret, with its value. Secret. */
export interface SecretValue {
    readonly value: string;
    readonly contentType: string | undefined;
    readonly tags: Readonly<Record<string, string>>;
}

/**
 * The secrets of one vault as its data plane has them. Every failure is an `ArmError`. One whose current version is
 * disabled cannot be read, which is a failure.
 */
export interface VaultSecrets {
    /** The current version; `absent` if there is no such secret. */
    read(name: string): Promise<SecretValue | Absent>;
    /**
     * Writes a new version. May be repeated: that is one more version of the same value. A secret that was deleted and can be recovered is
     * recovered first, because its name is blocked.
     */
    write(name: string, secret: SecretValue): Promise<void>;
    /** The tags of every version, without values; empty if there is no such secret. */
    tagsOfVersions(name: string): Promise<readonly Readonly<Record<string, string>>[]>;
}

const opened = new WeakMap<AzureConnection, Map<string, VaultSecrets>>();
const RECOVERY_LIMIT_MS = 120_000;

/**
 * The secrets of the vault at this address, without a slash at its end. One client for all pairs of an update, so that it is
 * challenged once.
 */
export function secretsAt(vaultUri: string, connection: AzureConnection): VaultSecrets {
    const ofConnection = opened.get(connection) ?? new Map<string, VaultSecrets>();
    opened.set(connection, ofConnection);
    const secrets = ofConnection.get(vaultUri) ?? openVault(vaultUri, connection);
    ofConnection.set(vaultUri, secrets);
    return secrets;
}

/** Deletes a secret by its URI, such as `https://v.vault.azure.net/secrets/uploads`. The vault keeps it as deleted for a while. */
export async function deleteSecret(secretUri: string, connection: AzureConnection): Promise<void> {
    const { origin, pathname } = new URL(secretUri);
    const [, , name = ""] = pathname.split("/");
    const client = clientOf(origin, connection);
    await orIfAbsent(
        client
            .beginDeleteSecret(name)
            .catch((error: unknown) => Promise.reject(vaultFailure("DELETE", secretUri, error))),
        undefined,
    );
}

type Reached = Pick<AzureConnection, "credential" | "trustsHosts" | "http">;

function clientOf(vaultUri: string, { credential, trustsHosts, http }: Reached): SecretClient {
    return new SecretClient(vaultUri, credential, {
        userAgentOptions: { userAgentPrefix: "pulumi-two-key" },
        disableChallengeResourceVerification: trustsHosts,
        httpClient: http,
    });
}

/** A client of the vault of its own. */
export function openVault(
    vaultUri: string,
    connection: Reached,
    { sleep, askEveryMs }: Pace = REAL_PACE,
): VaultSecrets {
    const client = clientOf(vaultUri, connection);
    const sent = <Result>(method: string, path: string, call: () => Promise<Result>): Promise<Result> =>
        repeatUntilUsable(
            () => call().catch((error) => Promise.reject(vaultFailure(method, `${vaultUri}${path}`, error))),
            sleep,
        );
    return {
        read: (name) =>
            orIfAbsent(
                sent("GET", `/secrets/${name}`, async () => valueIn(await client.getSecret(name))),
                "absent" as const,
            ),
        write: (name, secret) => {
            noteValue(secret.value);
            return repeatAfterConflict(
                () => sent("PUT", `/secrets/${name}`, () => writeOrRecover(client, name, secret, askEveryMs)),
                false,
                sleep,
            );
        },
        tagsOfVersions: (name) =>
            orIfAbsent(
                sent("GET", `/secrets/${name}/versions`, () => tagsOfVersions(client, name)),
                [],
            ),
    };
}

function valueIn({ value, properties }: KeyVaultSecret): SecretValue {
    if (value === undefined) {
        throw new UnusableAnswer(`GET ${properties.id ?? properties.name}`, "a secret without a value", false);
    }
    noteValue(value);
    return { value, contentType: properties.contentType, tags: properties.tags ?? {} };
}

async function writeOrRecover(
    client: SecretClient,
    name: string,
    secret: SecretValue,
    askEveryMs: number,
): Promise<void> {
    try {
        await write(client, name, secret);
    } catch (error) {
        if (!isRecoverable(error)) {
            throw error;
        }
        const abortSignal = AbortSignal.timeout(RECOVERY_LIMIT_MS);
        const recovery = await client.beginRecoverDeletedSecret(name, { abortSignal, intervalInMs: askEveryMs });
        await recovery.pollUntilDone();
        await write(client, name, secret);
    }
}

async function write(client: SecretClient, name: string, { value, contentType, tags }: SecretValue): Promise<void> {
    await client.setSecret(name, value, { tags, ...(contentType === undefined ? {} : { contentType }) });
}

async function tagsOfVersions(client: SecretClient, name: string): Promise<readonly SecretValue["tags"][]> {
    const tags: SecretValue["tags"][] = [];
    for await (const version of client.listPropertiesOfSecretVersions(name)) {
        tags.push(version.tags ?? {});
    }
    return tags;
}

/** A 404 proves absence only in Key Vault's own words: a proxy may answer it, too. */
async function orIfAbsent<Found, Absent>(answer: Promise<Found>, absent: Absent): Promise<Found | Absent> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof ArmError && error.armCode === "SecretNotFound") {
            return absent;
        }
        throw error;
    }
}

/** Whether the name is blocked by a secret that was deleted. */
function isRecoverable(error: unknown): boolean {
    return refusalIn(error)?.bodyAsText?.includes("ObjectIsDeletedButRecoverable") === true;
}
