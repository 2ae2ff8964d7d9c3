import { isSameId } from "./naming";

/** The managed identities of a resource, as Azure Resource Manager shows them. */
export interface ManagedIdentities {
    /** Object id of the resource's own. */
    readonly principalId?: string;
    /** The user-assigned ones by their resource ids. */
    readonly userAssignedIdentities?: Readonly<Record<string, { readonly principalId?: string }>>;
}

/** Object id of the user-assigned identity with this resource id, which Azure writes in any letter case; undefined if it does not exist. */
export function assignedPrincipal({ userAssignedIdentities = {} }: ManagedIdentities, id = ""): string | undefined {
    const found = Object.entries(userAssignedIdentities).find(([each]) => isSameId(each, id));
    return found?.[1].principalId;
}
