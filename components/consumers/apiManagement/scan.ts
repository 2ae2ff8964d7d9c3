import type { Held, HeldContent, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2024-05-01";

/** Named values of API Management services; those of its workspaces are not looked at. */
export const apiManagement: Scanner = {
    title: "API Management named value",
    documented: {
        calls: "1, and 1 a secret value",
        known: "by fingerprint",
        notSeen: "named values of workspaces; text of policies",
    },
    type: "Microsoft.ApiManagement/service",
    apiVersion: API_VERSION,
    actions: [
        "Microsoft.ApiManagement/service/read",
        "Microsoft.ApiManagement/service/namedValues/read",
        "Microsoft.ApiManagement/service/namedValues/listValue/action",
    ],

    async look({ id, name, tags }, ask) {
        const values = await ask.all({ method: "GET", path: `${id}/namedValues`, apiVersion: API_VERSION }, name);
        const held = values.map(async (named): Promise<Held> => {
            const place = `${name}/${named.name}`;
            const { keyVault, secret, value } = named.properties as NamedValue;
            const content = async (): Promise<HeldContent> => {
                if (keyVault?.secretIdentifier) {
                    return { kind: "reference", uri: keyVault.secretIdentifier };
                }
                // A secret one is not in the list.
                const path = `${named.id}/listValue`;
                const shown =
                    secret === true
                        ? await ask.send({ method: "POST", path, apiVersion: API_VERSION }, place)
                        : { value };
                return { kind: "text", text: (shown as NamedValue | undefined)?.value ?? "" };
            };
            return { kind: apiManagement.title, holder: named.id, name: "", place, tags, content: await content() };
        });
        return Promise.all(held);
    },
};

interface NamedValue {
    readonly secret?: boolean;
    readonly value?: string;
    readonly keyVault?: { readonly secretIdentifier?: string };
}
