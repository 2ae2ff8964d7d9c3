import * as keyvault from "@pulumi/azure-native/keyvault";
import * as redis from "@pulumi/azure-native/redis";
import { secret } from "@pulumi/pulumi";

/** A cache whose key is in a vault, and ends. */
export function program() {
    const resourceGroupName = "cache";
    const cache = new redis.Redis("cache", {
        resourceGroupName,
        sku: { name: "Standard", family: "C", capacity: 1 },
        minimumTlsVersion: "1.2",
    });
    const keys = redis.listRedisKeysOutput({ resourceGroupName, name: cache.name });
    new keyvault.Secret("cache", {
        resourceGroupName,
        vaultName: "shopvault",
        secretName: "cache",
        properties: {
            value: secret(keys.primaryKey),
            attributes: { expires: Math.floor(Date.now() / 1000) + 30 * 86_400 },
        },
    });
}
