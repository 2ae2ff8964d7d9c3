import { createRequire } from "node:module";
import type { Properties } from "../pluginProperties";
import { type FunctionNames, sdkSchema } from "../sdkSchema";
import type { StandIn } from "../standIn";
import { ResourceManager } from "./armClient";
import { armResource, resourceId } from "./armResource";
import { plainType } from "./plainType";
import { outputsFrom } from "./propertyShapes";
import { type ResourceType, resourceTypes } from "./resourceTypes";
import type { Send } from "./send";
import { vaultSecret } from "./vaultSecret";

const FUNCTIONS: readonly FunctionNames[] = [
    {
        token: "azure-native:authorization:getClientConfig",
        inputs: [],
        outputs: ["clientId", "objectId", "subscriptionId", "tenantId"],
    },
    {
        token: "azure-native:storage:listStorageAccountKeys",
        inputs: ["accountName", "resourceGroupName", "expand"],
        outputs: ["keys"],
    },
];

/** A STAND-IN for azure-native, which knows the types of services that the local Azure has, keeps all others as they are written, and talks to a local Azure only. */
export function azureNative(send?: Send): StandIn {
    const arm = new ResourceManager(send);
    return {
        version: createRequire(__filename)("@pulumi/azure-native/package.json").version,
        configure: (configuration) => arm.configure(configuration),
        schema: (version) => sdkSchema("azure-native", version, Object.keys(resourceTypes), FUNCTIONS),
        kindOf: (token) => {
            if (resourceTypes[token] === undefined) {
                return plainType(token, arm);
            }
            const type = typeOf(token);
            return token === "azure-native:keyvault:Secret" ? vaultSecret(type, arm) : armResource(type, arm);
        },
        invoke: async (token, args) => {
            switch (token) {
                case "azure-native:authorization:getClientConfig":
                    return getClientConfig(arm);
                case "azure-native:storage:listStorageAccountKeys":
                    return listStorageAccountKeys(arm, args);
                default:
                    return getResource(arm, token, args);
            }
        },
    };
}

function typeOf(token: string): ResourceType {
    const type = resourceTypes[token];
    if (type === undefined) {
        const known = Object.keys(resourceTypes).join(", ");
        throw new Error(`The stand-in for azure-native does not know ${token}; it knows ${known}`);
    }
    return type;
}

async function getClientConfig(arm: ResourceManager): Promise<Properties> {
    const claims = await arm.claims();
    return {
        clientId: claims.appid ?? "",
        objectId: claims.oid ?? "",
        subscriptionId: arm.subscriptionId,
        tenantId: arm.setting("tenantId", "ARM_TENANT_ID"),
    };
}

async function listStorageAccountKeys(arm: ResourceManager, args: Properties): Promise<Properties> {
    const type = typeOf("azure-native:storage:StorageAccount");
    return arm.call("POST", `${resourceId(type, args, arm.subscriptionId)}/listKeys`, type.apiVersion);
}

/** `azure-native:keyvault:getVault` and its like: a GET of the type's own path. */
async function getResource(arm: ResourceManager, token: string, args: Properties): Promise<Properties> {
    const type = typeOf(token.replace(/:get(\w+)$/, ":$1"));
    const id = resourceId(type, args, arm.subscriptionId);
    return { id, ...outputsFrom(type, await arm.call("GET", id, type.apiVersion)) };
}
