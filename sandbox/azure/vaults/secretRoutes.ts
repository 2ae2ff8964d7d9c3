import { ArmError } from "../arm/armError";
import { optionalText, record, stringMap } from "../arm/body";
import { type ArmRequest, param, type Route } from "../arm/router";
import type { Answer } from "../callPipeline";
import type { Secret, SecretContent, SecretVersion, Vault } from "./vault";

/** The secrets of one vault at its own address, where values are read as well as written. */
export function secretRoutes(vaultNow: () => Vault): readonly Route[] {
    const secretIn = (request: ArmRequest): Secret => {
        const name = param(request, "secret");
        const secret = vaultNow().find(name);
        if (secret === undefined) {
            throw notFound(name);
        }
        return secret;
    };
    const versionIn = (request: ArmRequest, secret: Secret): SecretVersion => {
        const { version } = request.params;
        const found = version === undefined ? secret.current : secret.find(version);
        if (found === undefined) {
            throw notFound(`${secret.name}/${version}`);
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
                const { value, ...description } = contentOf(request);
                if (value === undefined) {
                    throw new ArmError(400, "BadParameter", "The request body has no value.");
                }
                const secret = vaultNow().write(param(request, "secret"), { value, ...description });
                return bundle(secret, secret.current);
            },
        },
        {
            ...route,
            path: "/secrets/:secret/versions",
            method: "GET",
            operation: "secrets/versions",
            handle(request) {
                const secret = secretIn(request);
                const value = secret.versions.map((version) => item(secret, version));
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
                    throw new ArmError(403, "Forbidden", "Operation get is not allowed on a disabled secret.");
                }
                return bundle(secret, version);
            },
        },
        {
            ...route,
            path: "/secrets/:secret{/:version}",
            method: "PATCH",
            operation: "secrets/update",
            handle(request) {
                const secret = secretIn(request);
                if (versionIn(request, secret) !== secret.current) {
                    throw new ArmError(400, "BadParameter", "The local vault changes the current version only.");
                }
                const { value: _, ...description } = contentOf(request);
                secret.describe(description);
                return bundle(secret, secret.current);
            },
        },
    ];
}

/** The data action that each operation needs, in the words of a role definition. */
const DATA_ACTIONS: Readonly<Record<string, string>> = {
    "secrets/get": "getSecret",
    "secrets/set": "setSecret",
    "secrets/update": "update",
    "secrets/versions": "readMetadata",
};

export function dataActionOf({ operation }: Route): string {
    return `Microsoft.KeyVault/vaults/secrets/${DATA_ACTIONS[operation]}/action`;
}

function contentOf({ body }: ArmRequest): Partial<SecretContent> {
    const value = optionalText(body.value, "value");
    const contentType = optionalText(body.contentType, "contentType");
    return {
        ...(value === undefined ? {} : { value }),
        ...(contentType === undefined ? {} : { contentType }),
        ...(body.tags === undefined ? {} : { tags: stringMap(body.tags, "tags") }),
        ...(body.attributes === undefined ? {} : { attributes: record(body.attributes, "attributes") }),
    };
}

function bundle(secret: Secret, version: SecretVersion): Answer {
    return { status: 200, body: { value: version.value, ...item(secret, version) } };
}

/** A version as lists have it: without the value. */
function item(secret: Secret, { id, createdAt, contentType, tags, attributes }: SecretVersion) {
    const seconds = Math.floor(createdAt.getTime() / 1000);
    return {
        id: `${secret.uri}/${id}`,
        contentType,
        tags,
        attributes: { enabled: true, ...attributes, created: seconds, updated: seconds },
    };
}

function notFound(name: string): ArmError {
    return new ArmError(404, "SecretNotFound", `A secret with (name/id) ${name} was not found in this key vault.`);
}
