import type { Held, Scanner } from "../scanner";

const VERSION = "2025-07-01";

/** Secrets of Container Apps. */
export const containerApps = withSecrets("Container App secret", "containerApps");

/** Secrets of Container Apps Jobs. */
export const containerAppsJobs = withSecrets("Container Apps Job secret", "jobs");

/** A secret is the value itself, or a reference to a vault that is read anew. */
interface Secret {
    readonly name?: string;
    readonly value?: string;
    readonly keyVaultUrl?: string;
}

function withSecrets(title: string, type: string): Scanner {
    return {
        title,
        type: `Microsoft.App/${type}`,
        apiVersion: VERSION,
        actions: [`Microsoft.App/${type}/read`, `Microsoft.App/${type}/listSecrets/action`],

        async look({ id, name, tags, properties }, ask) {
            const { configuration, template } = properties as {
                configuration?: { secrets?: unknown[] };
                template?: unknown;
            };
            const inTemplate = variablesIn(template).map(
                (variable): Held => ({
                    kind: title.replace("secret", "variable"),
                    holder: `${id}/template`,
                    name: variable.name ?? "",
                    place: `${name}/${variable.name}`,
                    tags,
                    content: { kind: "text", text: variable.value ?? "" },
                }),
            );
            if (configuration?.secrets?.length === 0) {
                return inTemplate;
            }
            const call = { method: "POST", path: `${id}/listSecrets`, apiVersion: VERSION } as const;
            const { value = [] } = ((await ask.send(call, name)) ?? {}) as { readonly value?: readonly Secret[] };
            const secrets = value.map(
                (secret): Held => ({
                    kind: title,
                    holder: `${id}/secrets`,
                    name: secret.name ?? "",
                    place: `${name}/${secret.name}`,
                    tags,
                    content: secret.keyVaultUrl
                        ? { kind: "reference", uri: secret.keyVaultUrl }
                        : { kind: "text", text: secret.value ?? "" },
                }),
            );
            return [...secrets, ...inTemplate];
        },
    };
}

/** Variables that are written out in the template, where a list shows them. */
function variablesIn(template: unknown): readonly { readonly name?: string; readonly value?: string }[] {
    const { containers = [], initContainers = [] } = (template ?? {}) as Template;
    return [...(containers ?? []), ...(initContainers ?? [])].flatMap(({ env }) =>
        (env ?? []).filter(({ value }) => typeof value === "string" && value !== ""),
    );
}

interface Template {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
}

interface Container {
    readonly env?: readonly { readonly name?: string; readonly value?: string }[];
}
