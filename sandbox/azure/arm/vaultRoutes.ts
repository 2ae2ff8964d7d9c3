import type { Answer } from "../answer";
import type { Secret, SecretContent } from "../vaults/secret";
import { shownAttributes } from "../vaults/secretBundle";
import { checkMembers, SECRET_MEMBERS, secretContent } from "../vaults/secretContent";
import type { Vault } from "../vaults/vault";
import type { Vaults } from "../vaults/vaults";
import { ArmError, resourceNotFound } from "./armErrors";
import { record } from "./body";
import { type Document, Documents, listRoutes, merged, resource } from "./documents";
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
 * Key Vaults and their secrets in Resource Manager: it writes values and never reads them back. They are
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

    const shown = (document: Document, isNew = false): Answer =>
        resource(document, TYPE, { vaultUri: vaults.get(document.name).uri, provisioningState: "Succeeded" }, isNew);
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
                const body = merged(former?.body, request.body);
                const { document, isNew } = documents.put({ id: request.path, name, resourceGroup, body });
                const { enableRbacAuthorization } = record(document.body.properties, "properties");
                vault.guard = enableRbacAuthorization
                    ? (reader, secret) =>
                          roleAssignments.allow(reader, ROLES_OF_READERS, `${document.id}/secrets/${secret}`)
                    : undefined;
                return shown(document, isNew);
            },
        },
        {
            ...route,
            method: "GET",
            operation: "vaults/get",
            handle(request) {
                const { name, resourceGroup } = vaultIn(request);
                return shown(documents.get(name, resourceGroup));
            },
        },
        {
            ...route,
            method: "DELETE",
            operation: "vaults/delete",
            handle: (request) => ({ status: remove(param(request, "vault"), groups.check(request)) ? 200 : 204 }),
        },
        ...listRoutes(documents, "vaults", groups.check, (document) => shown(document).body),
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
                    const { contentType, tags, attributes } = secret.current;
                    const attributesNow = { ...attributes, ...description.attributes };
                    secret.add({ contentType, tags, ...description, attributes: attributesNow, value });
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
    checkMembers(request.body, ["properties", "tags", "id", "name", "type", "location"], "a secret");
    checkMembers(
        properties,
        ["value", ...SECRET_MEMBERS, "secretUri", "secretUriWithVersion"],
        "the properties of a secret",
    );
    return secretContent(properties, request.body.tags);
}

function answered(secret: Secret, id: string, isNew = false): Answer {
    return { status: isNew ? 201 : 200, body: document(secret, id) };
}

function document(secret: Secret, id: string): unknown {
    const { id: version, contentType, tags } = secret.current;
    return {
        id,
        name: secret.name,
        type: `${TYPE}/secrets`,
        tags,
        properties: {
            attributes: shownAttributes(secret.current),
            contentType,
            secretUri: secret.uri,
            secretUriWithVersion: `${secret.uri}/${version}`,
        },
    };
}
