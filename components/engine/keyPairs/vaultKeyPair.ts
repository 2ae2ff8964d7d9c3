import { ArmError } from "../../azure/armError";
import type { SecretValue, VaultSecrets } from "../../azure/vaultSecrets";
import { FINGERPRINT_TAG } from "../../consumers/values/secretTags";
import { RotationError } from "../../lifecycle/rotationError";
import { otherSlot } from "../../lifecycle/state";
import { fingerprintOf } from "../../services/fingerprint";
import type { Endpoints, KeyPairDescription, KeysBySlot } from "../../services/keyPairDescription";
import { type VaultPairInputs, vaultAddress, vaultPairDescription } from "../../services/vaultPair";
import { type KeyPair, LostRegenerate } from "./keyPair";

/** The material for keys that no service makes. Secret. */
export interface KeyMaterial {
    /** The next key. */
    readonly material?: string;
    /** The first key of the slot that is not in use. */
    readonly standbyMaterial?: string;
}

/** Address of the vault and names of the secrets: the identity of the pair. */
export function vaultPairId(source: VaultPairInputs): string {
    return `${vaultAddress(source)}/secrets/${source.secretNames.join("+").toLowerCase()}`;
}

/**
 * Two secrets of a vault. A key comes from outside and stays the same until it is used, so a regenerate that a crash has cut off is simply done
 * again. And a key is never used twice, even if an old state brings it back.
 */
export class VaultKeyPair implements KeyPair {
    readonly id: string;
    readonly description: KeyPairDescription;
    readonly slotsMayBeEmpty = true;
    readonly nextKey: string;
    private readonly standbyKey: string;

    constructor(
        source: VaultPairInputs,
        private readonly secrets: VaultSecrets,
        { material = "", standbyMaterial = "" }: KeyMaterial,
    ) {
        this.id = vaultPairId(source);
        this.description = vaultPairDescription(source);
        this.nextKey = material;
        this.standbyKey = standbyMaterial;
    }

    /** Secrets that exist stay unchanged. */
    async prepare(initialSlot: string): Promise<void> {
        const standby = otherSlot(this.description.slots, initialSlot);
        const found = await this.read();
        if (found[initialSlot] === undefined && found[standby] !== undefined) {
            throw this.failure(
                `there is a secret ${standby} and no ${initialSlot}, which applications are said to use; nothing was ` +
                    `written; say \`initialSlot: "${standby}"\`, or write ${initialSlot}, and run \`pulumi up\` again`,
            );
        }
        if (found[initialSlot] !== undefined && found[initialSlot].value === found[standby]?.value) {
            throw this.failure(
                `both secrets hold the same key, so neither can be changed without the other; nothing was written; write ` +
                    `another key into ${standby} and run \`pulumi up\` again`,
            );
        }
        // The one in use first: after a crash in between, the other one is missing.
        for (const [slot, key] of [
            [initialSlot, this.nextKey],
            [standby, this.standbyKey],
        ] as const) {
            if (found[slot] === undefined) {
                await this.write(slot, key, undefined);
            }
        }
    }

    async list(): Promise<KeysBySlot> {
        return valuesOf(await this.read());
    }

    async regenerate(slot: string): Promise<KeysBySlot> {
        const found = await this.read();
        const keys = valuesOf(found);
        if (keys[slot] === this.nextKey) {
            return keys;
        }
        await this.refuseUsedKey(slot, keys);
        try {
            await this.write(slot, this.nextKey, found[slot]);
        } catch (error) {
            throw error instanceof ArmError && (error.mayHaveTakenEffect || error.mayPass)
                ? new LostRegenerate(error, error)
                : error;
        }
        return { ...keys, [slot]: this.nextKey };
    }

    endpoints(): Promise<Endpoints> {
        return Promise.resolve({});
    }

    probe(): Promise<undefined> {
        return Promise.resolve(undefined);
    }

    connectionString(key: string): string {
        return key;
    }

    /** By slot, for the secrets that exist. */
    private async read(): Promise<Readonly<Record<string, SecretValue | undefined>>> {
        const { slots } = this.description;
        const found = await Promise.all(slots.map(async (slot) => [slot, await this.secrets.read(slot)] as const));
        return Object.fromEntries(found.flatMap(([slot, secret]) => (secret === "absent" ? [] : [[slot, secret]])));
    }

    /** A former key may be known to those who should lose it, and the other slot's key is in use or will be soon. */
    private async refuseUsedKey(slot: string, keys: KeysBySlot): Promise<void> {
        const fingerprint = this.fingerprint(this.nextKey);
        const { slots } = this.description;
        const versions = await Promise.all(slots.map((name) => this.secrets.tagsOfVersions(name)));
        const isFormer = versions.flat().some((tags) => tags[FINGERPRINT_TAG] === fingerprint);
        if (isFormer || Object.values(keys).includes(this.nextKey)) {
            throw this.failure(
                `the key that was drawn for ${slot} has been a key of this pair before (was an old state restored?); no key ` +
                    "was changed; run `pulumi up --replace '**-material*'`, which draws another",
            );
        }
    }

    /** Tags and content type are the user's, and stay with the new version. */
    private async write(slot: string, key: string, former: SecretValue | undefined): Promise<void> {
        if (key === "") {
            throw this.failure(`no key was drawn for ${slot}; nothing was written`);
        }
        const tags = { ...former?.tags, [FINGERPRINT_TAG]: this.fingerprint(key) };
        await this.secrets.write(slot, { value: key, contentType: former?.contentType, tags });
    }

    private fingerprint(key: string): string {
        return fingerprintOf(key, this.description.keyEncoding);
    }

    private failure(what: string): RotationError {
        return new RotationError("service", `${this.id}: ${what}`);
    }
}

function valuesOf(found: Readonly<Record<string, SecretValue | undefined>>): KeysBySlot {
    return Object.fromEntries(Object.entries(found).map(([slot, secret]) => [slot, secret?.value ?? ""]));
}
