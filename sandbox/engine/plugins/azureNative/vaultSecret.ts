import { setTimeout as delay } from "node:timers/promises";
import type { Properties } from "../pluginProperties";
import type { ResourceKind } from "../standIn";
import { ArmError, type ResourceManager } from "./armClient";
import { armResource, orWhenGone, resourceId } from "./armResource";
import { type ResourceType, resourceTypes } from "./resourceTypes";

const API_VERSION = "7.4";
const RECOVERY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/**
 * A secret as the release of azure-native treats it: written by Resource Manager, deleted by the vault, which keeps it for a while and
 * blocks its name. A secret that is created under such a name is recovered first.
 */
export function vaultSecret(type: ResourceType, arm: ResourceManager): ResourceKind {
    const kind = armResource(type, arm);
    return {
        ...kind,
        async create(inputs) {
            await recover(arm, resourceId(type, inputs, arm.subscriptionId));
            return kind.create(inputs);
        },
        async delete(id) {
            const vaultUri = await vaultUriOf(arm, id);
            if (vaultUri !== undefined) {
                await orWhenGone(arm.callVault("DELETE", `${vaultUri}secrets/${nameIn(id)}`, API_VERSION));
            }
        },
    };
}

/** Recovers the secret if it is deleted. An identity that may not look does without, as with the release's provider. */
async function recover(arm: ResourceManager, id: string): Promise<void> {
    const vaultUri = await vaultUriOf(arm, id);
    const deleted = `${vaultUri}deletedsecrets/${nameIn(id)}`;
    if (vaultUri === undefined || !(await exists(arm.callVault("GET", deleted, API_VERSION)))) {
        return;
    }
    await arm.callVault("POST", `${deleted}/recover`, API_VERSION);
    const until = Date.now() + RECOVERY_TIMEOUT_MS;
    const secret = `${vaultUri}secrets/${nameIn(id)}/versions`;
    while (!(await exists(arm.callVault("GET", secret, API_VERSION)))) {
        if (Date.now() > until) {
            throw new Error(`The secret '${nameIn(id)}' was not recovered within a minute`);
        }
        await delay(POLL_MS);
    }
}

async function exists(call: Promise<Properties>): Promise<boolean> {
    try {
        await call;
        return true;
    } catch (error) {
        if (error instanceof ArmError && (error.status === 404 || error.status === 403)) {
            return false;
        }
        throw error;
    }
}

/** Address of the vault of this secret; nothing if there is no such vault. */
async function vaultUriOf(arm: ResourceManager, id: string): Promise<string | undefined> {
    const apiVersion = resourceTypes["azure-native:keyvault:Vault"]?.apiVersion ?? "";
    const vault = await orWhenGone(arm.call("GET", id.replace(/\/secrets\/[^/]+$/i, ""), apiVersion));
    const { vaultUri } = (vault?.properties ?? {}) as { readonly vaultUri?: string };
    return vaultUri;
}

function nameIn(id: string): string {
    return id.split("/").at(-1) ?? "";
}
