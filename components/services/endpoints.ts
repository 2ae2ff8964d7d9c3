import type { Endpoints } from "./keyPairDescription";

/** Reads one property of a resource, also a nested one, that says where its data plane is. */
export function endpointIn(
    service: string,
    ...path: readonly string[]
): (_names: unknown, resource: unknown) => Endpoints {
    return (_names, resource) => {
        const { properties } = resource as { readonly properties?: unknown };
        const found = path.reduce<unknown>(
            (value, key) => (value as Record<string, unknown> | undefined)?.[key],
            properties,
        );
        return typeof found === "string" && found !== "" ? { [service]: webAddress(found) } : {};
    };
}

/** A host or an address, as an address that ends with a slash; a port that https implies is left out. */
export function webAddress(text: string): string {
    const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
    return address
        .replace(/^sb:/i, "https:")
        .replace(/:443\/?$/, "")
        .replace(/\/*$/, "/");
}

/** Host of an address, with a port that https does not imply. */
export function hostOf(address: string | undefined): string {
    return address === undefined ? "" : new URL(address).host;
}
