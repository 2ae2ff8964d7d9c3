import { SecretClient } from "@azure/keyvault-secrets";
import { ArmError, withoutKeys } from "./armError";
import type { AzureConnection } from "./connection";

/** The current version of a secret, with its value. Secret. */
export interface SecretValue {
    readonly value: string;
    readonly contentType: string | undefined;
    readonly tags: Readonly<Record<string, string>>;
}

/** The secrets of one vault as its data plane has them. Every failure is an `ArmError` without key material. */
export interface VaultSecrets {
    /** The current version; undefined where there is no such secret. */
    read(name: string): Promise<SecretValue | undefined>;
    /** Writes a new version. May be repeated: that is one more version of the same value. */
    write(name: string, secret: SecretValue): Promise<void>;
    /** The tags of every version, without values; empty where there is no such secret. */
    tagsOfVersions(name: string): Promise<readonly Readonly<Record<string, string>>[]>;
}

const opened = new WeakMap<AzureConnection, Map<string, VaultSecrets>>();

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

function openVault(vaultUri: string, { credential, trustsHosts }: AzureConnection): VaultSecrets {
    const client = new SecretClient(vaultUri, credential, {
        userAgentOptions: { userAgentPrefix: "pulumi-two-key" },
        disableChallengeResourceVerification: trustsHosts,
    });
    return {
        read: (name) => failing(`GET ${vaultUri}/secrets/${name}`, unlessAbsent(read(client, name), undefined)),
        write: (name, secret) => failing(`PUT ${vaultUri}/secrets/${name}`, write(client, name, secret)),
        tagsOfVersions: (name) =>
            failing(`GET ${vaultUri}/secrets/${name}/versions`, unlessAbsent(tagsOfVersions(client, name), [])),
    };
}

async function read(client: SecretClient, name: string): Promise<SecretValue> {
    const { value = "", properties } = await client.getSecret(name);
    return { value, contentType: properties.contentType, tags: properties.tags ?? {} };
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
async function unlessAbsent<Found, Absent>(answer: Promise<Found>, absent: Absent): Promise<Found | Absent> {
    try {
        return await answer;
    } catch (error) {
        if ((error as { readonly code?: string }).code === "SecretNotFound") {
            return absent;
        }
        throw error;
    }
}

/** The SDK's own error has the request in it, and so a key: nothing of it is kept but status and message. */
async function failing<Result>(what: string, call: Promise<Result>): Promise<Result> {
    try {
        return await call;
    } catch (error) {
        const { statusCode: status = 0, message } = error as { readonly statusCode?: number; readonly message: string };
        const answer = status === 0 ? "no usable answer" : `${status}`;
        throw new ArmError(status, `${what}: ${answer} (${withoutKeys(message)})`);
    }
}
