import { besideIn } from "../besideIn";
import type { Ask, Held, ListedResource, Scanner } from "../scanner";

/** The version of the service's API that is called. */
export const API_VERSION = "2025-09-01";

/** How connections authenticate that hold a key, or something that goes with one. */
const BY_KEY: readonly unknown[] = ["ApiKey", "AccountKey", "CustomKeys", "SAS"];

/** Connections of AI Foundry accounts and of their projects. They never show a key, so they are known by their targets. */
export const foundryConnections: Scanner = {
    title: "AI Foundry connection",
    documented: {
        places: "AI Foundry connection of an account or of a project",
        calls: "2, and 1 a project",
        known: "by name",
        notSeen: "which key; tools of agents",
    },
    type: "Microsoft.CognitiveServices/accounts",
    apiVersion: API_VERSION,
    actions: [
        "Microsoft.CognitiveServices/accounts/read",
        "Microsoft.CognitiveServices/accounts/connections/read",
        "Microsoft.CognitiveServices/accounts/projects/read",
        "Microsoft.CognitiveServices/accounts/projects/connections/read",
    ],

    async look(account, ask) {
        const { id, name } = account;
        const path = `${id}/projects`;
        const [own, projects] = await Promise.all([
            connectionsOf(account, name, ask),
            ask.all({ method: "GET", path, apiVersion: API_VERSION }, `${name}: projects`),
        ]);
        const ofProjects = projects.map((project) => {
            // The service names a project `account/project`.
            const place = `${name}/${project.name.split("/").at(-1)}`;
            return connectionsOf({ ...project, tags: { ...account.tags, ...project.tags } }, place, ask);
        });
        return [...own, ...(await Promise.all(ofProjects)).flat()];
    },
};

async function connectionsOf({ id, tags }: ListedResource, name: string, ask: Ask): Promise<readonly Held[]> {
    const path = `${id}/connections`;
    const connections = await ask.all({ method: "GET", path, apiVersion: API_VERSION }, `${name}: connections`);
    return connections
        .filter(({ properties }) => BY_KEY.includes(properties.authType))
        .map(({ id: holder, name: connection, properties: { target, metadata } }) => ({
            kind: foundryConnections.title,
            holder,
            name: "",
            place: `${name}/${connection.split("/").at(-1)}`,
            tags,
            content: { kind: "masked", beside: besideIn({ target, metadata }) },
        }));
}
