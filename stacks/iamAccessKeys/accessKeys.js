// @ts-check
// The two access keys of an IAM user as a pair of pulumi-two-key. IAM shows a secret access key once, when it is made, so
// both are kept in a secret of AWS Secrets Manager: { "key1": { "accessKeyId": …, "secretAccessKey": … }, "key2": … }.
// Before the first update, put the access key that applications use there, as "key1".
const {
    CreateAccessKeyCommand,
    DeleteAccessKeyCommand,
    GetUserCommand,
    IAMClient,
    ListAccessKeysCommand,
} = require("@aws-sdk/client-iam");
const {
    GetSecretValueCommand,
    PutSecretValueCommand,
    SecretsManagerClient,
} = require("@aws-sdk/client-secrets-manager");

/**
 * @typedef {{ readonly accessKeyId: string, readonly secretAccessKey: string }} AccessKey
 * @typedef {"key1" | "key2"} Slot
 * @typedef {{ readonly key1?: AccessKey, readonly key2?: AccessKey, readonly making?: Slot }} Kept
 * What is kept: the access key of each slot, and the slot whose access key is being made, so that one which a crash has left
 * in IAM alone is told from one that somebody else made.
 * @typedef {{ readonly userName: string, readonly secretId: string }} Config
 */

/** @type {readonly [Slot, Slot]} */
const slots = ["key1", "key2"];

/** Errors of IAM that come after it has taken the signature. */
const ACCEPTED_ALL_THE_SAME = ["AccessDenied", "AccessDeniedException"];

const iam = new IAMClient({});
const secretsManager = new SecretsManagerClient({});

/** @type {import("pulumi-two-key").KeyPairModule} */
const accessKeys = {
    slots,

    identity: (config) => `aws/iam/users/${configOf(config).userName}`,

    /** A slot whose access key is gone, or is switched off, has none. */
    async list({ config }) {
        const [kept, existing] = await Promise.all([read(configOf(config)), activeIds(configOf(config))]);
        if (kept.key1 === undefined && kept.key2 === undefined) {
            throw new Error(`put the access key that applications use into ${configOf(config).secretId}, as "key1"`);
        }
        const keys = slots.map((slot) => {
            const key = kept[slot];
            return [slot, key !== undefined && existing.includes(key.accessKeyId) ? textOf(key) : ""];
        });
        return Object.fromEntries(keys);
    },

    /** Deletes the slot's access key, and one that a crash has left, then makes another. A user has two at most. */
    async regenerate({ config }, name) {
        const { userName } = configOf(config);
        const slot = name === "key1" ? "key1" : "key2";
        const other = slot === "key1" ? "key2" : "key1";
        const kept = await read(configOf(config));
        const inUse = kept[other];
        if (inUse === undefined) {
            throw new Error(`nobody knows which access key is ${other}, so none was deleted`);
        }
        const removable = (await allIds(configOf(config))).filter((id) => id !== inUse.accessKeyId);
        const strange = removable.filter((id) => id !== kept[slot]?.accessKeyId);
        if (strange.length > 0 && kept.making === undefined) {
            throw new Error(
                `access key ${strange[0]} of ${userName} is in neither slot, so none was deleted; delete it`,
            );
        }
        await write(configOf(config), { ...kept, making: slot });
        for (const AccessKeyId of removable) {
            await iam.send(new DeleteAccessKeyCommand({ UserName: userName, AccessKeyId }));
        }
        const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
        const made = {
            accessKeyId: AccessKey?.AccessKeyId ?? "",
            secretAccessKey: AccessKey?.SecretAccessKey ?? "",
        };
        const { making: _, ...others } = kept;
        await write(configOf(config), { ...others, [slot]: made });
        return { [slot]: textOf(made), [other]: textOf(inUse) };
    },

    /** IAM takes a new access key after some seconds. The rights of the key are another question. */
    async accepts(_context, text) {
        const holder = new IAMClient({ credentials: accessKeyIn(text), maxAttempts: 1 });
        try {
            await holder.send(new GetUserCommand({}));
            return true;
        } catch (error) {
            return error instanceof Error && ACCEPTED_ALL_THE_SAME.includes(error.name);
        } finally {
            holder.destroy();
        }
    },

    /** A credentials file, as all of AWS's own software reads it. */
    connectionString(_context, text) {
        const { accessKeyId, secretAccessKey } = accessKeyIn(text);
        return `[default]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
    },

    keyInConnectionString(text) {
        const [, accessKeyId] = /^aws_access_key_id = (.+)$/m.exec(text) ?? [];
        const [, secretAccessKey] = /^aws_secret_access_key = (.+)$/m.exec(text) ?? [];
        return accessKeyId && secretAccessKey ? textOf({ accessKeyId, secretAccessKey }) : undefined;
    },
};

/** @param {Readonly<Record<string, unknown>>} config */
function configOf({ userName, secretId }) {
    return { userName: String(userName), secretId: String(secretId) };
}

/** @param {Config} config @returns {Promise<Kept>} */
async function read({ secretId }) {
    const { SecretString } = await secretsManager.send(new GetSecretValueCommand({ SecretId: secretId }));
    return JSON.parse(SecretString ?? "{}");
}

/** @param {Config} config @param {Kept} kept */
async function write({ secretId }, kept) {
    const SecretString = JSON.stringify(kept);
    await secretsManager.send(new PutSecretValueCommand({ SecretId: secretId, SecretString }));
}

/** @param {Config} config */
async function listed({ userName }) {
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: userName }));
    return AccessKeyMetadata.map(({ AccessKeyId = "", Status }) => ({
        id: AccessKeyId,
        isActive: Status === "Active",
    }));
}

/** @param {Config} config */
async function allIds(config) {
    return (await listed(config)).map(({ id }) => id);
}

/** @param {Config} config */
async function activeIds(config) {
    return (await listed(config)).filter(({ isActive }) => isActive).map(({ id }) => id);
}

/** @param {AccessKey} key */
function textOf({ accessKeyId, secretAccessKey }) {
    return `${accessKeyId}:${secretAccessKey}`;
}

/** @param {string} text @returns {AccessKey} */
function accessKeyIn(text) {
    const [accessKeyId = "", secretAccessKey = ""] = text.split(":");
    return { accessKeyId, secretAccessKey };
}

module.exports = accessKeys;
