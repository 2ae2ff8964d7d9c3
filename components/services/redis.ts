import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn, hostOf } from "./endpoints";
import type { Endpoints } from "./keyPairDescription";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { primaryAndSecondary } from "./primaryAndSecondary";
import { anyName, named, nested } from "./resourceNames";

const cache = {
    keyEncoding: "base64",
    connectionString: (_name: string, key: string, { redis }: Endpoints) =>
        `${hostOf(redis)},password=${key},ssl=True,abortConnect=False`,
    keyInConnectionString: keyInField("password"),
    probe: "redis",
    acceptedWithin: "5m",
    alsoInvalidates: "Open connections that were made with the key may be closed.",
} as const satisfies Partial<AzureService>;

/** Redis caches: 32 bytes in base64. */
export const redisRows = {
    redis: {
        ...cache,
        ...primaryAndSecondary(["Primary", "Secondary"]),
        title: "Azure Cache for Redis",
        type: "Microsoft.Cache/redis",
        apiVersion: "2024-11-01",
        names: [
            named(
                "name",
                /^[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/,
                "must be 1 to 63 letters, digits and hyphens",
            ),
        ],
        endpoints: {
            level: 1,
            endpointsIn: (_names, resource) =>
                atPort(endpointIn("redis", "hostName")(_names, resource), sslPort(resource)),
        },
        withoutKeys:
            "Turn on Microsoft Entra authentication, give identities access policies, then set `disableAccessKeyAuthentication: true`.",
        example: {
            args: { name: "sessions" },
            id: "Microsoft.Cache/redis/sessions",
            resource: { properties: { hostName: "sessions.redis.cache.windows.net", sslPort: 6380 } },
            connectionString: "sessions.redis.cache.windows.net:6380,password={key},ssl=True,abortConnect=False",
        },
    },
    redisEnterprise: {
        ...cache,
        ...primaryAndSecondary(["Primary", "Secondary"], { isLongRunning: true }),
        title: "Azure Managed Redis and Redis Enterprise",
        type: "Microsoft.Cache/redisEnterprise/databases",
        apiVersion: "2022-01-01",
        names: [anyName("clusterName"), anyName("databaseName")],
        endpoints: {
            level: 1,
            endpointsIn: (_names, resource) => atPort(endpointIn("redis", "hostName")(_names, resource), 10_000),
        },
        withoutKeys:
            'Set `accessKeysAuthentication: "Disabled"` on the database and give identities access policy assignments.',
        example: {
            args: { clusterName: "fast" },
            id: "Microsoft.Cache/redisEnterprise/fast/databases/default",
            resource: { properties: { hostName: "fast.westeurope.redis.azure.net" } },
            connectionString: "fast.westeurope.redis.azure.net:10000,password={key},ssl=True,abortConnect=False",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `redis`. */
export interface RedisSource extends ResourcePlace {
    /** Name of the cache. */
    readonly name: Input<string>;
}

/** Arguments of `redisEnterprise`. */
export interface RedisEnterpriseSource extends ResourcePlace {
    /** Name of the cluster. */
    readonly clusterName: Input<string>;
    /** Name of the database; `default` is the only one that there is today. */
    readonly databaseName?: Input<string>;
}

/** The access keys of an Azure Cache for Redis, `Primary` and `Secondary`. */
export function redis({ name, ...place }: RedisSource): KeySource {
    return sourceOf({ service: "redis", name, ...place });
}

/** The access keys of a database of Azure Managed Redis or Redis Enterprise, `Primary` and `Secondary`. */
export function redisEnterprise({ clusterName, databaseName = "default", ...place }: RedisEnterpriseSource): KeySource {
    return sourceOf({ service: "redisEnterprise", name: nested(clusterName, databaseName), ...place });
}

function sslPort(resource: unknown): number {
    const { properties } = resource as { readonly properties?: { readonly sslPort?: number } };
    return properties?.sslPort ?? 6380;
}

function atPort({ redis }: Endpoints, port: number): Endpoints {
    return redis === undefined ? {} : { redis: `https://${new URL(redis).hostname}:${port}/` };
}
