import type { Held, Scanner } from "../../consumers/scanner";

/** The connection strings of storage to which a cache is saved, by how the cache calls them. */
const PERSISTED: readonly string[] = [
    "rdb-storage-connection-string",
    "aof-storage-connection-string-0",
    "aof-storage-connection-string-1",
];

/** Caches of Azure Cache for Redis that are saved to a storage account with a key; one that does so with its identity holds none. */
export const redisCaches: Scanner = {
    title: "Redis persistence",
    documented: {
        calls: "0",
        known: "by name; by fingerprint where the connection string is shown",
        notSeen: "a connection string that is not shown at all; storage of exports",
    },
    type: "Microsoft.Cache/redis",
    apiVersion: "2024-11-01",
    actions: ["Microsoft.Cache/redis/read"],

    look({ id, name, tags, properties }) {
        const configuration = (properties.redisConfiguration ?? {}) as Readonly<Record<string, unknown>>;
        const isKeyless = configuration["preferred-data-persistence-auth-method"] === "ManagedIdentity";
        const held = (isKeyless ? [] : PERSISTED).flatMap((setting): readonly Held[] => {
            const value = configuration[setting];
            return typeof value !== "string" || value === ""
                ? []
                : [
                      {
                          kind: redisCaches.title,
                          holder: id,
                          name: setting,
                          place: `${name}/${setting}`,
                          tags,
                          content: { kind: "masked", beside: value },
                      },
                  ];
        });
        return Promise.resolve(held);
    },
};
