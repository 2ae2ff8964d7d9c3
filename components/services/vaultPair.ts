import type { Input } from "@pulumi/pulumi";
import type { SlotNames } from "../lifecycle/state";
import { keyAlone } from "./connectionText";
import type { KeyPairDescription } from "./keyPairDescription";
import { type KeySource, sourceOf } from "./keySource";

/** Two secrets of a vault as plain values. */
export interface VaultPairInputs {
    readonly service: "vaultPair";
    readonly vaultUri: string;
    /** The slots are named as the secrets are. */
    readonly secretNames: SlotNames;
}

/** Arguments of `vaultPair`. */
export interface VaultPairSource {
    /** Address of the vault's secrets: `vault.properties.vaultUri` of azure-native. */
    readonly vaultUri: Input<string>;
    /** Names of the two secrets, which are the names of the slots as well. */
    readonly secretNames: readonly [Input<string>, Input<string>];
}

/**
 * A pair of one's own making: two Key Vault secrets, both of which your verifier accepts (of a webhook's signature, say).
 *
 * Existing secrets are adopted unchanged; if they do not exist, the first update writes both. New keys are 64 random bytes in base64, drawn
 * by `@pulumi/random`. No call can tell whether the verifier has read a new key, so an update waits `propagation.blindWait` before it gives
 * that key to consumers; make it longer than verifiers keep a copy of the secrets (default `10m`). Destroying the pair leaves both secrets
 * unchanged. The identity that runs the update must get, set and list secrets of the vault; the role Key Vault Secrets Officer allows this.
 */
export function vaultPair({ vaultUri, secretNames }: VaultPairSource): KeySource {
    return sourceOf({ service: "vaultPair", vaultUri, secretNames });
}

/** The data actions of Azure's access control that such a pair needs: they are all that is asked of the vault. */
export const vaultPairDataActions: readonly string[] = ["getSecret", "setSecret", "readMetadata"].map(
    (action) => `Microsoft.KeyVault/vaults/secrets/${action}/action`,
);

/** Whether a program's source is two secrets of a vault. A source that is an output does not count yet. */
export function isVaultPair(source: KeySource): source is VaultPairSource & { readonly service: "vaultPair" } {
    return (source as Partial<VaultPairInputs>).service === "vaultPair";
}

/** The known facts about the pair. Adopted keys may be any text, so fingerprints are taken of the text. */
export function vaultPairDescription({ secretNames }: VaultPairInputs): KeyPairDescription {
    return { slots: secretNames, keyEncoding: "text", ...keyAlone, canBeAsked: false, acceptedWithin: "10m" };
}

/** The address of the vault without a slash at its end, in the one form that tells vaults apart. */
export function vaultAddress({ vaultUri }: Pick<VaultPairInputs, "vaultUri">): string {
    return vaultUri.replace(/\/+$/, "").toLowerCase();
}
