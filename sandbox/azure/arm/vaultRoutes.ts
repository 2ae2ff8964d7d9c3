import type { Answer } from "../callPipeline";
import type { Secret, SecretContent, Vault } from "../vaults/vault";
import type { Vaults } from "../vaults/vaults";
import { ArmError, resourceNotFound } from "./armError";
import { optionalText, record, stringMap } from "./body";
import { Documents, merged, resource } from "./documents";
import type { ResourceGroups } from "./resourceGroups";
import type { RoleAssignments } from "./roleAssignments";
import { type ArmRequest, inGroup, param, type Route } from "./router";

const TYPE = "Microsoft.KeyVault/vaults";

/** Key Vault Secrets User, Secrets Officer, Administrator. */
const ROLES_OF_READERS = [
    "4633458b-17de-408a-b874-0445c86b69e6",
    "b86a8fe4-44ce-4948-aee5-ecb2c155cd7e",
    "00482a5a-887f-4fb3-b363-3b7fe8e74483",
];

/**
 * Key Vaults and, as far as Resource Manager lets one, their secrets: it writes values and never reads them back. They are
 * the same secrets that the vault's own address has.
 */
export function vaultRoutes(
    vaults: Vaults,
    groups: ResourceGroups,
    roleAssignments: RoleAssignments,
): readonly Route[] {
    const documents = new Documents(TYPE);
    const remove = (name: string, group: string): boolean => {
        const existed = documents.delete(name, group);
        if (existed) {
            vaults.delete(name);
        }
        return existed;
    };
    groups.onDelete((group) => {
        for (const name of documents.namesIn(group)) {
            remove(name, group);
        }
    });

    const vaultIn = (request: ArmRequest): Vault => {
        const name = param(request, "vault");
        documents.get(name, groups.check(request));
        return vaults.get(name);
    };
    const secretIn = (request: ArmRequest): Secret => {
        const secret = vaultIn(request).find(param(request, "secret"));
        if (secret === undefined) {
            throw resourceNotFound(
                `${TYPE}/secrets`,
                `${param(request, "vault")}/${param(request, "secret")}`,
                groups.check(request),
            );
        }
        return secret;
    };
    const idOf = (vault: Vault, secret: Secret): string =>
        `${documents.get(vault.name, vault.resourceGroup).id}/secrets/${secret.name}`;

    const path = `${inGroup(TYPE)}/:vault`;
    const route = { path, target: ["vault"] };
    const secretRoute = { path: `${path}/secrets/:secret`, target: ["vault", "secret"] };
    return [
        {
            ...route,
            method: "PUT",
            operation: "vaults/put",
            async handle(request) {
                const name = param(request, "vault");
                const resourceGroup = groups.check(request);
                const former = documents.find(name, resourceGroup);
                if (former === undefined && vaults.find(name) !== undefined) {
                    throw new ArmError(409, "VaultAlreadyExists", `The vault name '${name}' is already in use.`);
                }
                const vault = vaults.find(name) ?? (await vaults.create(name, resourceGroup));
                const document = { id: request.path, resourceGroup, body: merged(former?.body, request.body) };
                const isNew = documents.put(name, document);
                const { enableRbacAuthorization } = record(document.body.properties, "properties");
                vault.guard = enableRbacAuthorization
                    ? (reader, secret) =>
                          roleAssignments.allow(reader, ROLES_OF_READERS, `${document.id}/secrets/${secret}`)
                    : undefined;
                return resource(document, name, TYPE, { vaultUri: vault.uri, provisioningState: "Succeeded" }, isNew);
            },
        },
        {
            ...route,
            method: "GET",
            operation: "vaults/get",
            handle(request) {
                const { name, uri, resourceGroup } = vaultIn(request);
                const document = documents.get(name, resourceGroup);
                return resource(document, name, TYPE, { vaultUri: uri, provisioningState: "Succeeded" });
            },
        },
        {
            ...route,
            method: "DELETE",
            operation: "vaults/delete",
            handle: (request) => ({ status: remove(param(request, "vault"), groups.check(request)) ? 200 : 204 }),
        },
        {
            path: `/subscriptions/:subscription/providers/${TYPE}`,
            target: [],
            method: "GET",
            operation: "vaults/list",
            handle() {
                const listed = vaults.names.map((name) => {
                    const { uri, resourceGroup } = vaults.get(name);
                    const properties = { vaultUri: uri, provisioningState: "Succeeded" };
                    return resource(documents.get(name, resourceGroup), name, TYPE, properties).body;
                });
                return { status: 200, body: { value: listed } };
            },
        },
        {
            ...secretRoute,
            method: "PUT",
            operation: "vaults/secrets/put",
            handle(request) {
                const vault = vaultIn(request);
                const name = param(request, "secret");
                if (!/^[0-9A-Za-z-]{1,127}$/.test(name)) {
                    throw new ArmError(
                        400,
                        "BadParameter",
                        `The secret name '${name}' is not valid: letters, digits and dashes.`,
                    );
                }
                const { value, ...description } = contentOf(request);
                if (value === undefined) {
                    throw new ArmError(400, "BadParameter", "'properties.value' is missing.");
                }
                const isNew = vault.find(name) === undefined;
                const secret = vault.write(name, { value, ...description });
                return answered(secret, idOf(vault, secret), isNew);
            },
        },
        {
            ...secretRoute,
            method: "PATCH",
            operation: "vaults/secrets/patch",
            handle(request) {
                const secret = secretIn(request);
                const { value, ...description } = contentOf(request);
                if (value === undefined) {
                    secret.describe(description);
                } else {
                    secret.add({ ...secret.current, ...description, value });
                }
                return answered(secret, idOf(vaultIn(request), secret));
            },
        },
        {
            ...secretRoute,
            method: "GET",
            operation: "vaults/secrets/get",
            handle(request) {
                const secret = secretIn(request);
                return answered(secret, idOf(vaultIn(request), secret));
            },
        },
        {
            path: `${path}/secrets`,
            target: ["vault"],
            method: "GET",
            operation: "vaults/secrets/list",
            handle(request) {
                const vault = vaultIn(request);
                const value = vault.secrets.map((secret) => document(secret, idOf(vault, secret)));
                return { status: 200, body: { value } };
            },
        },
    ];
}

function contentOf(request: ArmRequest): Partial<SecretContent> {
    const properties = record(request.body.properties, "properties");
    const value = optionalText(properties.value, "properties.value");
    const contentType = optionalText(properties.contentType, "properties.contentType");
    const { tags } = request.body;
    return {
        ...(value === undefined ? {} : { value }),
        ...(contentType === undefined ? {} : { contentType }),
        ...(tags === undefined ? {} : { tags: stringMap(tags, "tags") }),
        ...(properties.attributes === undefined
            ? {}
            : { attributes: record(properties.attributes, "properties.attributes") }),
    };
}

function answered(secret: Secret, id: string, isNew = false): Answer {
    return { status: isNew ? 201 : 200, body: document(secret, id) };
}

function document(secret: Secret, id: string): unknown {
    const { id: version, createdAt, contentType, tags, attributes } = secret.current;
    const seconds = Math.floor(createdAt.getTime() / 1000);
    return {
        id,
        name: secret.name,
        type: `${TYPE}/secrets`,
        tags,
        properties: {
            attributes: { enabled: true, ...attributes, created: seconds, updated: seconds },
            contentType,
            secretUri: secret.uri,
            secretUriWithVersion: `${secret.uri}/${version}`,
        },
    };
}
