import type { ArmCall } from "../../armCall";

/** The call for another page of a list. */
type PageCall<Method> = Required<Pick<ArmCall, "path" | "apiVersion" | "query">> & { readonly method: Method };

/** The call for the next page of a list. It goes to Resource Manager alone, even if the link names another host: it carries a token. */
export function nextPage<Method extends ArmCall["method"]>(
    nextLink: string,
    { method, apiVersion }: { readonly method: Method; readonly apiVersion: string },
): PageCall<Method> {
    const { pathname, searchParams } = new URL(nextLink, "https://management.azure.com");
    const { "api-version": version = apiVersion, ...query } = Object.fromEntries(searchParams);
    return { method, path: pathname, apiVersion: version, query };
}
