import type { Held, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2021-11-01";

/** Storage accounts of Media Services, which reads their keys by itself unless it uses an identity. */
export const mediaServices: Scanner = {
    title: "Media Services storage",
    documented: { calls: "0", known: "by name", notSeen: "which key" },
    type: "Microsoft.Media/mediaservices",
    apiVersion: API_VERSION,
    actions: ["Microsoft.Media/mediaservices/read"],

    look({ id, name, tags, properties }) {
        const { storageAccounts, storageAuthentication } = properties as Account;
        const byKey = storageAuthentication === "ManagedIdentity" ? [] : (storageAccounts ?? []);
        const held = byKey.map(
            ({ id: resourceId = "" }): Held => ({
                kind: mediaServices.title,
                holder: id,
                name: resourceId,
                place: `${name}/${resourceId.split("/").at(-1)}`,
                tags,
                content: { kind: "keyOf", resourceId },
            }),
        );
        return Promise.resolve(held);
    },
};

interface Account {
    readonly storageAccounts?: readonly { readonly id?: string }[] | null;
    readonly storageAuthentication?: string;
}
