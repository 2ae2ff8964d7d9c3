import { ArmError } from "../arm/armErrors";
import { type ArmRequest, param, type Route } from "../arm/router";
import { secretNotFound } from "./deletedSecretRoutes";
import type { Secret, SecretVersion } from "./secret";
import { bundleOf, itemOf } from "./secretBundle";
import { checkMembers, SECRET_MEMBERS, secretContent } from "./secretContent";
import type { Vault } from "./vault";

/** The secrets of one vault at its own address, where values are read as well as written. */
export function secretRoutes(vaultNow: () => Vault): readonly Route[] {
    const secretIn = (request: ArmRequest): Secret => {
        const name = param(request, "secret");
        const secret = vaultNow().find(name);
        if (secret === undefined) {
            throw secretNotFound(name);
        }
        return secret;
    };
    const versionIn = (request: ArmRequest, secret: Secret): SecretVersion => {
        const { version } = request.params;
        const found = version === undefined ? secret.current : secret.find(version);
        if (found === undefined) {
            throw secretNotFound(`${secret.name}/${version}`);
        }
        return found;
    };

    const route = { path: "/secrets/:secret", target: ["secret"] };
    return [
        {
            ...route,
            method: "PUT",
            operation: "secrets/set",
            handle(request) {
                checkMembers(request.body, ["value", "tags", ...SECRET_MEMBERS], "a secret");
                const { value, ...description } = secretContent(request.body, request.body.tags);
                if (value === undefined) {
                    throw new ArmError(400, "BadParameter", "The request body has no value.");
                }
                const secret = vaultNow().write(param(request, "secret"), { value, ...description });
                return { status: 200, body: bundleOf(secret, secret.current) };
            },
        },
        {
            path: "/secrets",
            target: [],
            method: "GET",
            operation: "secrets/list",
            handle() {
                const value = vaultNow().secrets.map((secret) => {
                    // A list has the address without a version.
                    return { ...itemOf(secret, secret.current), id: secret.uri };
                });
                return { status: 200, body: { value, nextLink: null } };
            },
        },
        {
            ...route,
            path: "/secrets/:secret/versions",
            method: "GET",
            operation: "secrets/versions",
            handle(request) {
                const secret = secretIn(request);
                const value = secret.versions.map((version) => itemOf(secret, version));
                return { status: 200, body: { value, nextLink: null } };
            },
        },
        {
            ...route,
            path: "/secrets/:secret{/:version}",
            method: "GET",
            operation: "secrets/get",
            handle(request) {
                const secret = secretIn(request);
                const version = versionIn(request, secret);
                if (version.attributes.enabled === false) {
                    throw new ArmError(403, "Forbidden", "Operation get is not allowed on a disabled secret.", {
                        innerCode: "SecretDisabled",
                    });
                }
                return { status: 200, body: bundleOf(secret, version) };
            },
        },
        {
            ...route,
            path: "/secrets/:secret{/:version}",
            method: "PATCH",
            operation: "secrets/update",
            handle(request) {
                const secret = secretIn(request);
                const { id } = versionIn(request, secret);
                checkMembers(request.body, ["tags", ...SECRET_MEMBERS], "what describes a secret");
                secret.describe(secretContent(request.body, request.body.tags), id);
                return { status: 200, body: itemOf(secret, versionIn(request, secret)) };
            },
        },
    ];
}

/** The data action that each operation needs, in the words of a role definition. */
const DATA_ACTIONS: Readonly<Record<string, string>> = {
    "secrets/get": "getSecret/action",
    "secrets/set": "setSecret/action",
    "secrets/update": "update/action",
    "secrets/list": "readMetadata/action",
    "secrets/versions": "readMetadata/action",
    "secrets/delete": "delete",
    "deletedSecrets/list": "readMetadata/action",
    "deletedSecrets/get": "readMetadata/action",
    "deletedSecrets/recover": "recover/action",
    "deletedSecrets/purge": "purge/action",
};

export function dataActionOf({ operation }: Route): string {
    return `Microsoft.KeyVault/vaults/secrets/${DATA_ACTIONS[operation]}`;
}
