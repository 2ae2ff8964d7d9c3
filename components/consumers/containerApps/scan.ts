import type { Ask, Held, ListedResource, Scanner } from "../scanner";
import { API_VERSION } from "./containerHost";
import { variablesHeld } from "./templateVariables";

/** Secrets of Container Apps, and the templates of their revisions. */
export const containerApps: Scanner = {
    ...withSecrets("Container App secret", "containerApps", revisionsOf),
    documented: {
        places: "Container App secret, and the templates of the app and its active revisions",
        calls: "1, and 1 where it has several revisions",
        known: "by fingerprint",
        notSeen: "files of volumes",
    },
    actions: [
        "Microsoft.App/containerApps/read",
        "Microsoft.App/containerApps/listSecrets/action",
        "Microsoft.App/containerApps/revisions/read",
    ],
};

/** Secrets of Container Apps Jobs, and their templates. */
export const containerAppsJobs: Scanner = {
    ...withSecrets("Container Apps Job secret", "jobs", async () => []),
    documented: {
        places: "Container Apps Job secret, and the template",
        calls: "1",
        known: "by fingerprint",
        notSeen: "executions that run with a template of their own",
    },
};

/** A secret is the value itself, or a reference to a vault. A reference is read again later. */
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
): Omit<Scanner, "documented"> {
    return {
        title,
        type: `Microsoft.App/${type}`,
        apiVersion: API_VERSION,
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
            const call = { method: "POST", path: `${id}/listSecrets`, apiVersion: API_VERSION } as const;
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

/** An app that has several revisions continues with the templates of the older ones. The latest is the app's own template. */
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
    const call = { method: "GET", path: `${id}/revisions`, apiVersion: API_VERSION } as const;
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
