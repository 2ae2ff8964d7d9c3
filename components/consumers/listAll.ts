import type { ArmAccess, ArmCall } from "./access";

/** Every item of a list that Azure Resource Manager may answer in pages; none where there is no such resource. */
export async function listAll<Item>(call: ArmCall, arm: ArmAccess): Promise<readonly Item[]> {
    const answer = await arm.find(call);
    const { value = [], nextLink } = (answer ?? {}) as Page<Item>;
    return nextLink ? [...value, ...(await listAll<Item>(callOf(nextLink, call), arm))] : value;
}

interface Page<Item> {
    readonly value?: readonly Item[];
    readonly nextLink?: string | null;
}

/** Resource Manager alone is asked, whatever host the link names. */
function callOf(nextLink: string, { method, apiVersion }: ArmCall): ArmCall {
    const { pathname, searchParams } = new URL(nextLink, "https://management.azure.com");
    const { "api-version": version = apiVersion, ...query } = Object.fromEntries(searchParams);
    return { method, path: pathname, apiVersion: version, query };
}
