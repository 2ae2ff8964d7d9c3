import type { ArmAccess, ArmCall } from "./access";
import { nextPage } from "./nextPage";

/** Every item of a list that Azure Resource Manager may answer in pages; none where there is no such resource. */
export async function listAll<Item>(call: ArmCall, arm: ArmAccess): Promise<readonly Item[]> {
    const answer = await arm.find(call);
    const { value = [], nextLink } = (answer ?? {}) as Page<Item>;
    return nextLink ? [...value, ...(await listAll<Item>(nextPage(nextLink, call), arm))] : value;
}

interface Page<Item> {
    readonly value?: readonly Item[];
    readonly nextLink?: string | null;
}
