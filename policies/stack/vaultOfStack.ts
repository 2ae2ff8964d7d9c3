import { plainType } from "./resourceType";
import { type Stack, wanted } from "./stack";
import type { StackResource } from "./stackResource";
import { field, listAt, textAt } from "./value";

/** A key vault of azure-native. */
export interface Vault {
    readonly resource: StackResource;
    /** Its name in Azure, in lower case; undefined if it is not known yet. */
    readonly name: string | undefined;
    readonly resourceGroupName: string | undefined;
    /** Whether roles decide who reads it, or else its access policies. */
    readonly byRoles: boolean;
    /** The permissions for its secrets, by its access policies. */
    readonly grants: readonly Grant[];
}

/** The permissions that an access policy gives to one principal. */
export interface Grant {
    readonly objectId: string | undefined;
    /** Permissions on secrets, in lower case. */
    readonly permissions: readonly string[];
}

/** The vaults of a stack. */
export function vaultsIn(stack: Stack): readonly Vault[] {
    return stack.resources
        .filter(({ type }) => plainType(type) === "keyvault:vault")
        .map((resource) => {
            const tree = wanted(resource);
            const name = textAt(resource.outputs, "name") ?? textAt(resource.inputs, "vaultName");
            return {
                resource,
                name: name?.toLowerCase(),
                resourceGroupName: textAt(resource.inputs, "resourceGroupName")?.toLowerCase(),
                byRoles: field(tree, "properties", "enableRbacAuthorization") === true,
                grants: [
                    ...listAt(tree, "properties", "accessPolicies").map(grantOf),
                    ...separateGrants(stack, name?.toLowerCase()),
                ],
            };
        });
}

/** Access policies that are resources of their own. */
function separateGrants(stack: Stack, vaultName: string | undefined): readonly Grant[] {
    return stack.resources
        .filter(({ type }) => plainType(type) === "keyvault:accesspolicy")
        .map(wanted)
        .filter((tree) => vaultName !== undefined && textAt(tree, "vaultName")?.toLowerCase() === vaultName)
        .map((tree) => grantOf(field(tree, "policy")));
}

function grantOf(policy: unknown): Grant {
    return {
        objectId: textAt(policy, "objectId")?.toLowerCase(),
        permissions: listAt(policy, "permissions", "secrets").flatMap((_, index, all) => {
            const permission = textAt(all, String(index));
            return permission === undefined ? [] : [permission.toLowerCase()];
        }),
    };
}
