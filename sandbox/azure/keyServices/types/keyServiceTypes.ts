import type { KeyServiceType } from "../keyServiceType";
import { accountTypes } from "./accounts";
import { botSiteTypes } from "./botSites";
import { devicePolicyTypes } from "./devicePolicies";
import { messagingTypes } from "./messaging";
import { namedKeyTypes } from "./namedKeys";

/** Every type of resource with keys that the local Azure serves; storage accounts have a service of their own. */
export const keyServiceTypes: readonly KeyServiceType[] = [
    ...accountTypes,
    ...messagingTypes,
    ...namedKeyTypes,
    ...devicePolicyTypes,
    ...botSiteTypes,
];

/** The type of that name; letter case does not matter. */
export function findKeyServiceType(name: string): KeyServiceType | undefined {
    return keyServiceTypes.find(({ type }) => type.toLowerCase() === name.toLowerCase());
}

/** The packages that describe the types of that provider, such as `Microsoft.Cache`. */
export function packagesOf(provider: string): readonly string[] {
    const types = keyServiceTypes.filter(({ type }) => type.toLowerCase().startsWith(`${provider.toLowerCase()}/`));
    return [...new Set(types.map(({ packageName }) => packageName))];
}
