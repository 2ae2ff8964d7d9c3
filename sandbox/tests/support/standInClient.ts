// Creates or deletes a secret as the stand-in for azure-native does, configured by the environment alone, in a process of its own.
// node standInClient.js create|delete <vault> <secret> <value>: prints the answer of the stand-in as JSON.

import { ResourceManager } from "../../engine/plugins/azureNative/armClient";
import { resourceTypes } from "../../engine/plugins/azureNative/resourceTypes";
import { vaultSecret } from "../../engine/plugins/azureNative/vaultSecret";

async function main([verb = "", vaultName = "", secretName = "", value = ""]: readonly string[]): Promise<void> {
    const type = resourceTypes["azure-native:keyvault:Secret"];
    if (type === undefined) {
        throw new Error("The stand-in knows no secrets.");
    }
    const arm = new ResourceManager();
    const secret = vaultSecret(type, arm);
    if (verb === "create") {
        const attributes = { expires: 1_900_000_000 };
        const inputs = { resourceGroupName: "photos", vaultName, secretName, properties: { value, attributes } };
        console.log(JSON.stringify(await secret.create(inputs)));
    } else {
        const group = `/subscriptions/${arm.subscriptionId}/resourceGroups/photos`;
        await secret.delete(`${group}/providers/Microsoft.KeyVault/vaults/${vaultName}/secrets/${secretName}`);
        console.log("{}");
    }
}

void main(process.argv.slice(2));
