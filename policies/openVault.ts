import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { plainType } from "./stack/resourceType";
import { keySecretsIn } from "./stack/secretOfStack";
import { type Stack, wanted } from "./stack/stack";
import { textAt } from "./stack/value";
import { type Grant, type Vault, vaultsIn } from "./stack/vaultOfStack";

/** Settings of `open-vault`. */
export interface OpenVaultSettings {
    /** Object ids of principals outside of the stack that need the secrets. */
    readonly readers: readonly string[];
}

/** A vault that holds a key must be readable only for those that need it. */
export const openVault = keyPolicy<OpenVaultSettings>({
    name: "open-vault",
    description: "Vaults that hold a key must be readable only for the applications that need it.",
    enforcementLevel: "advisory",
    defaults: { readers: [] },
    schema: {
        readers: {
            type: "array",
            items: { type: "string" },
            description: "Object ids of principals outside of the stack that may read the secrets of such a vault.",
        },
    },
    judge: openVaults,
});

/** Roles that read secrets, by their id ("Azure built-in roles for Key Vault data plane operations"). */
const READING_ROLES: Readonly<Record<string, string>> = {
    "4633458b-17de-408a-b874-0445c86b69e6": "Key Vault Secrets User",
    "b86a8fe4-44ce-4948-aee5-ecb2c155cd7e": "Key Vault Secrets Officer",
    "00482a5a-887f-4fb3-b363-3b7fe8e74483": "Key Vault Administrator",
};

/** The names for every principal in the place of one principal. */
const EVERYBODY: ReadonlySet<string> = new Set(["*", "everyone", "00000000-0000-0000-0000-000000000000"]);

/** The permissions for secrets that an application may need. */
const READING: ReadonlySet<string> = new Set(["get", "list"]);

/** The vaults that hold a key and are readable for more than those that need it. */
export function openVaults(stack: Stack, { readers }: OpenVaultSettings): readonly Finding[] {
    const apps = applicationsOf(stack);
    const allowed = new Set([...readers.map((reader) => String(reader).toLowerCase()), ...apps.keys()]);
    return vaultsWithKeys(stack).flatMap((vault) => {
        const wrong = vault.byRoles
            ? wideAssignments(vault, stack)
            : vault.grants.flatMap((grant) => wideGrant(grant, allowed, apps));
        const name = vault.name ?? vault.resource.name;
        return wrong.length === 0
            ? []
            : [
                  {
                      urn: vault.resource.urn,
                      names: [vault.resource.name, name],
                      message: `${name} holds a key, but ${[...new Set(wrong)].join("; ")}. ${vault.byRoles ? BY_ROLES : BY_POLICIES}`,
                  },
              ];
    });
}

const BY_ROLES =
    "Assign the role Key Vault Secrets User to the identity of each application, with the secret (or the vault) as `scope`.";
const BY_POLICIES =
    "Set `enableRbacAuthorization` and assign Key Vault Secrets User per secret, or keep one policy with `get` for each application's identity; name readers outside of this stack in the policy's `readers`.";

/** The vaults that a pair writes to, or that hold a secret with a key. */
function vaultsWithKeys(stack: Stack): readonly Vault[] {
    const names = new Set(
        [
            ...stack.pairs.flatMap(({ consumers }) => consumers.map((consumer) => textAt(consumer, "vaultName"))),
            ...keySecretsIn(stack).map(({ vaultName }) => vaultName),
        ].map((name) => name?.toLowerCase()),
    );
    return vaultsIn(stack).filter(({ name }) => name !== undefined && names.has(name));
}

/** The identities of the stack's own resources, by object id. */
function applicationsOf(stack: Stack): ReadonlyMap<string, string> {
    return new Map(
        stack.resources.flatMap(({ name, type, outputs }) => {
            const own =
                plainType(type) === "managedidentity:userassignedidentity"
                    ? textAt(outputs, "principalId")
                    : textAt(outputs, "identity", "principalId");
            return own === undefined ? [] : [[own.toLowerCase(), name] as const];
        }),
    );
}

function wideGrant(
    { objectId, permissions }: Grant,
    allowed: ReadonlySet<string>,
    apps: ReadonlyMap<string, string>,
): readonly string[] {
    const reads = permissions.some((permission) => ["get", "all", "*"].includes(permission));
    if (objectId === undefined || !reads) {
        return [];
    }
    if (EVERYBODY.has(objectId)) {
        return ["its access policies give `get` to everybody"];
    }
    const app = apps.get(objectId);
    const surplus = permissions.filter((permission) => !READING.has(permission));
    if (app !== undefined) {
        return surplus.length === 0 ? [] : [`${app} may do more than read its secrets (${surplus.join(", ")})`];
    }
    if (permissions.some((permission) => permission === "all" || permission === "*")) {
        return [`its access policies let ${objectId} do everything with its secrets, purge included`];
    }
    // A principal that writes secrets is a person or a pipeline that looks after the vault.
    const looksAfter = permissions.includes("set");
    return allowed.has(objectId) || looksAfter
        ? []
        : [`its access policies let ${objectId} read every secret, and no application of this stack has that identity`];
}

/** Assignments of reading roles that reach further than the vault. */
function wideAssignments(vault: Vault, stack: Stack): readonly string[] {
    return stack.resources
        .filter(({ type }) => plainType(type) === "authorization:roleassignment")
        .flatMap((resource) => {
            const tree = wanted(resource);
            const role = READING_ROLES[textAt(tree, "roleDefinitionId")?.split("/").at(-1)?.toLowerCase() ?? ""];
            const scope = textAt(tree, "scope")?.toLowerCase().replace(/\/+$/, "");
            if (role === undefined || scope === undefined) {
                return [];
            }
            const reach = reachOf(scope, vault);
            const principal = textAt(tree, "principalId")?.toLowerCase() ?? "";
            if (EVERYBODY.has(principal) || textAt(tree, "principalType")?.toLowerCase() === "everyone") {
                return reach === "elsewhere" ? [] : [`${resource.name} gives ${role} to everybody`];
            }
            return reach === "wider" && role === READING_ROLES["4633458b-17de-408a-b874-0445c86b69e6"]
                ? [`${resource.name} gives ${role} on all of ${scope}, and so on every vault in it`]
                : [];
        });
}

/** Whether a scope is the vault or a secret in it, wider than that, or somewhere else. */
function reachOf(scope: string, { name = "", resourceGroupName }: Vault): "vault" | "wider" | "elsewhere" {
    const inVault = /\/vaults\/([^/]+)(?:\/|$)/.exec(scope);
    if (inVault !== null) {
        return inVault[1] === name ? "vault" : "elsewhere";
    }
    const group = /^\/subscriptions\/[^/]+\/resourcegroups\/([^/]+)$/.exec(scope)?.[1];
    if (group !== undefined) {
        return resourceGroupName === undefined || group === resourceGroupName ? "wider" : "elsewhere";
    }
    const isAbove = /^(?:\/subscriptions\/[^/]+|\/providers\/microsoft\.management\/managementgroups\/[^/]+)$/;
    return isAbove.test(scope) ? "wider" : "elsewhere";
}
