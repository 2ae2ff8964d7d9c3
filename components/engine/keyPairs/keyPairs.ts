import type { AzureConnection } from "../../azure/connection";
import type { VaultSecrets } from "../../azure/vaultSecrets";
import type { SourceInputs } from "../../services/sourceInputs";
import { type VaultPairInputs, vaultAddress } from "../../services/vaultPair";
import { connectionFor, defaultSubscriptionId } from "../azureAccess";
import { AzureKeyPair, azureKeyPairId } from "./azureKeyPair";
import { CustomKeyPair, customPairId } from "./customKeyPair";
import type { KeyPair } from "./keyPair";
import { type KeyMaterial, VaultKeyPair, vaultPairId } from "./vaultKeyPair";

/** The access to a pair. */
export interface PairAccess extends KeyMaterial {
    readonly source: SourceInputs;
    /** Configuration namespace with the settings for Azure. */
    readonly azureConfig: string;
}

/** The pair of a source, connected with the named configuration. */
export async function keyPairOf(access: PairAccess): Promise<KeyPair> {
    const { source, azureConfig } = access;
    if (source.service === "custom") {
        return new CustomKeyPair(source);
    }
    const connection = await connectionFor(azureConfig);
    return source.service === "vaultPair"
        ? new VaultKeyPair(source, await secretsOf(source, connection), access)
        : new AzureKeyPair(source, connection);
}

/** Identity of the pair; calls no service. */
export async function identityOf(source: SourceInputs, azureConfig: string): Promise<string> {
    if (source.service === "custom") {
        return customPairId(source);
    }
    if (source.service === "vaultPair") {
        return vaultPairId(source);
    }
    const id = azureKeyPairId(source, source.subscriptionId ?? (await defaultSubscriptionId(azureConfig)));
    // ARM ids differ in case from one API to the next.
    return id.toLowerCase();
}

/** Key Vault's SDK takes a while to load, and no other pair needs it. */
async function secretsOf(source: VaultPairInputs, connection: AzureConnection): Promise<VaultSecrets> {
    const { secretsAt } = await import("../../azure/vaultSecrets.js");
    return secretsAt(vaultAddress(source), connection);
}
