import { ArmError } from "../arm/armErrors";
import { type ArmRequest, param, type Route } from "../arm/router";
import type { DeletedSecret } from "./deletedSecrets";
import { deletedItemOf, itemOf } from "./secretBundle";
import type { Vault } from "./vault";

/** Deletes secrets of one vault, and shows, recovers and purges those that are deleted. */
export function deletedSecretRoutes(vaultNow: () => Vault): readonly Route[] {
    const deletedIn = (request: ArmRequest): DeletedSecret => {
        const name = param(request, "secret");
        const deleted = vaultNow().deleted.find(name);
        if (deleted === undefined) {
            throw new ArmError(404, "SecretNotFound", `Deleted Secret not found: ${name}`);
        }
        return deleted;
    };
    const route = { path: "/deletedsecrets/:secret", target: ["secret"] };
    return [
        {
            ...route,
            path: "/secrets/:secret",
            method: "DELETE",
            operation: "secrets/delete",
            handle(request) {
                const name = param(request, "secret");
                const deleted = vaultNow().delete(name);
                if (deleted === undefined) {
                    throw secretNotFound(name);
                }
                return { status: 200, body: deletedItemOf(deleted) };
            },
        },
        {
            path: "/deletedsecrets",
            target: [],
            method: "GET",
            operation: "deletedSecrets/list",
            handle: () => ({
                status: 200,
                body: { value: vaultNow().deleted.all.map(deletedItemOf), nextLink: null },
            }),
        },
        {
            ...route,
            method: "GET",
            operation: "deletedSecrets/get",
            handle: (request) => ({ status: 200, body: deletedItemOf(deletedIn(request)) }),
        },
        {
            ...route,
            path: `${route.path}/recover`,
            method: "POST",
            operation: "deletedSecrets/recover",
            handle(request) {
                const { secret } = deletedIn(request);
                vaultNow().recover(secret.name);
                return { status: 200, body: itemOf(secret, secret.current) };
            },
        },
        {
            ...route,
            method: "DELETE",
            operation: "deletedSecrets/purge",
            handle(request) {
                vaultNow().purge(deletedIn(request).secret.name);
                return { status: 204 };
            },
        },
    ];
}

/** 404 for a secret or version that is not there, worded as Key Vault does. */
export function secretNotFound(name: string): ArmError {
    return new ArmError(404, "SecretNotFound", `A secret with (name/id) ${name} was not found in this key vault.`);
}
