import type { Ask, Held, ListedResource, Scanner } from "../scanner";
import { variablesHeld } from "../templateVariables";

const VERSION = "2025-07-01";

/** Secrets of Container Apps, and what their revisions run with. */
export const containerApps: Scanner = {
    ...withSecrets("Container App secret", "containerApps", revisionsOf),
    actions: [
        "Microsoft.App/containerApps/read",
        "Microsoft.App/containerApps/listSecrets/action",
        "Microsoft.App/containerApps/revisions/read",
    ],
};

/** Secrets of Container Apps Jobs, and what these run with. */
export const containerAppsJobs = withSecrets("Container Apps Job secret", "jobs", async () => []);

/** A secret is the value itself, or a reference to a vault that is read anew. */
interface Secret {
    readonly name?: string;
    readonly value?: string;
    readonly keyVaultUrl?: string;
}

interface Configuration {
    readonly secrets?: readonly unknown[];
    readonly activeRevisionsMode?: string;
}

function withSecrets(
    title: string,
    type: string,
    further: (app: ListedResource, ask: Ask, kind: string) => Promise<readonly Held[]>,
): Scanner {
    return {
        title,
        type: `Microsoft.App/${type}`,
        apiVersion: VERSION,
        actions: [`Microsoft.App/${type}/read`, `Microsoft.App/${type}/listSecrets/action`],

        async look(app, ask) {
            const { id, name, tags, properties } = app;
            const { configuration, template } = properties as {
                readonly configuration?: Configuration;
                readonly template?: unknown;
            };
            const kind = title.replace("secret", "variable");
            const { secrets: _, ...settings } = configuration ?? {};
            const inTemplate = variablesHeld({ kind, holder: `${id}/template`, place: name, tags }, template, settings);
            const inRevisions = await further(app, ask, kind);
            if (configuration?.secrets?.length === 0) {
                return [...inTemplate, ...inRevisions];
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
            return [...secrets, ...inTemplate, ...inRevisions];
        },
    };
}

/** An app that has several revisions goes on with what the older ones were made with. The latest is the app's own template. */
async function revisionsOf(
    { id, name, tags, properties }: ListedResource,
    ask: Ask,
    kind: string,
): Promise<readonly Held[]> {
    const { configuration, latestRevisionName } = properties as {
        readonly configuration?: Configuration;
        readonly latestRevisionName?: string;
    };
    if (configuration?.activeRevisionsMode?.toLowerCase() !== "multiple") {
        return [];
    }
    const call = { method: "GET", path: `${id}/revisions`, apiVersion: VERSION } as const;
    const revisions = await ask.all(call, `${name}: revisions`);
    return revisions
        .filter((revision) => revision.name !== latestRevisionName && revision.properties.active !== false)
        .flatMap((revision) =>
            variablesHeld(
                { kind, holder: revision.id, place: `${name}/${revision.name}`, tags },
                revision.properties.template,
            ),
        );
}
