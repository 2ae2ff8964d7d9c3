// `pulumi-resource-azure-native`: a STAND-IN for the release's provider plugin, which cannot be downloaded everywhere.
// It knows the few types that the stacks of this repository use, and talks to a local Azure only.
import { createRequire } from "node:module";
import type { Properties } from "../properties";
import { serveStandIn } from "../standIn";
import { armResource, resourceId } from "./armResource";
import { ResourceManager } from "./resourceManager";
import { type ResourceType, resourceTypes } from "./resourceTypes";
import { outputsFrom } from "./shapes";

const arm = new ResourceManager();

void serveStandIn({
    version: createRequire(__filename)("@pulumi/azure-native/package.json").version,
    configure: (configuration) => arm.configure(configuration),
    kindOf: (token) => armResource(typeOf(token), arm),
    invoke: async (token, args) => {
        switch (token) {
            case "azure-native:authorization:getClientConfig":
                return getClientConfig();
            case "azure-native:storage:listStorageAccountKeys":
                return listStorageAccountKeys(args);
            default:
                return getResource(token, args);
        }
    },
});

function typeOf(token: string): ResourceType {
    const type = resourceTypes[token];
    if (type === undefined) {
        const known = Object.keys(resourceTypes).join(", ");
        throw new Error(`The stand-in for azure-native does not know ${token}; it knows ${known}`);
    }
    return type;
}

async function getClientConfig(): Promise<Properties> {
    const claims = await arm.claims();
    return {
        clientId: claims.appid ?? "",
        objectId: claims.oid ?? "",
        subscriptionId: arm.subscriptionId,
        tenantId: arm.setting("tenantId", "ARM_TENANT_ID"),
    };
}

async function listStorageAccountKeys(args: Properties): Promise<Properties> {
    const type = typeOf("azure-native:storage:StorageAccount");
    return arm.call("POST", `${resourceId(type, args, arm.subscriptionId)}/listKeys`, type.apiVersion);
}

/** `azure-native:keyvault:getVault` and its like: a GET of the type's own path. */
async function getResource(token: string, args: Properties): Promise<Properties> {
    const type = typeOf(token.replace(/:get(\w+)$/, ":$1"));
    const id = resourceId(type, args, arm.subscriptionId);
    return { id, ...outputsFrom(type, await arm.call("GET", id, type.apiVersion)) };
}
