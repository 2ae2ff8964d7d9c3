import type { Ask, Held, ListedResource, Scanner } from "../../consumers/scanner";

const AUDITING = "2021-11-01-preview";
const ALERTS = "2020-11-01-preview";
const DATABASES = "2022-08-01-preview";

/** The settings of a server or a database that write logs, and the version of their list. */
const OF_DATABASE = { auditingSettings: AUDITING, extendedAuditingSettings: AUDITING } as const;
const OF_SERVER = {
    ...OF_DATABASE,
    devOpsAuditingSettings: "2022-02-01-preview",
    securityAlertPolicies: ALERTS,
    vulnerabilityAssessments: ALERTS,
} as const;

/** Auditing of SQL servers and of their databases, alerts and vulnerability assessments, which write to storage by a key that is not shown. */
export const sqlServers: Scanner = {
    title: "SQL auditing",
    documented: {
        places: "SQL auditing of servers and databases, and alerts and vulnerability assessments of servers",
        calls: "6, and 2 a database",
        known: "by name",
        notSeen: "which key; managed instances",
    },
    type: "Microsoft.Sql/servers",
    apiVersion: DATABASES,
    actions: [
        "Microsoft.Sql/servers/read",
        "Microsoft.Sql/servers/databases/read",
        ...Object.keys(OF_SERVER).map((list) => `Microsoft.Sql/servers/${list}/read`),
        ...Object.keys(OF_DATABASE).map((list) => `Microsoft.Sql/servers/databases/${list}/read`),
    ],

    async look(server, ask) {
        const { id, name, tags } = server;
        const call = { method: "GET", path: `${id}/databases`, apiVersion: DATABASES } as const;
        const [own, databases] = await Promise.all([
            policiesOf({ id, place: name, tags }, OF_SERVER, ask),
            ask.all(call, `${name}: databases`),
        ]);
        const ofDatabases = databases.map((database) => {
            const place = `${name}/${database.name}`;
            return policiesOf({ id: database.id, place, tags: { ...tags, ...database.tags } }, OF_DATABASE, ask);
        });
        return [...own, ...(await Promise.all(ofDatabases)).flat()];
    },
};

async function policiesOf(
    { id, place, tags }: Pick<Held, "place" | "tags"> & { readonly id: string },
    lists: Readonly<Record<string, string>>,
    ask: Ask,
): Promise<readonly Held[]> {
    const found = Object.entries(lists).map(async ([list, apiVersion]) => {
        const policies = await ask.all({ method: "GET", path: `${id}/${list}`, apiVersion }, `${place}: ${list}`);
        return policies.flatMap((policy) => {
            const address = addressIn(policy);
            return address === undefined ? [] : [{ holder: policy.id, list, address }];
        });
    });
    const all = (await Promise.all(found)).flat();
    // The extended form of the auditing settings is another view of the same ones.
    const once = all.filter(
        ({ list, address }) => list !== "auditingSettings" || !all.some((one) => isExtended(one, address)),
    );
    return once.map(({ holder, list, address }) => ({
        kind: sqlServers.title,
        holder,
        name: "",
        place: `${place}/${list}`,
        tags,
        content: { kind: "masked", beside: address },
    }));
}

function isExtended(one: { readonly list: string; readonly address: string }, address: string): boolean {
    return one.list === "extendedAuditingSettings" && one.address === address;
}

/** The account that it writes to by a key; undefined if it is off, writes nowhere, or uses its own identity. */
function addressIn({ properties }: ListedResource): string | undefined {
    const { state, isManagedIdentityInUse, storageEndpoint, storageContainerPath } = properties as Policy;
    const isByKey = isManagedIdentityInUse !== true && state?.toLowerCase() !== "disabled";
    return isByKey ? storageEndpoint || storageContainerPath || undefined : undefined;
}

interface Policy {
    readonly state?: string;
    readonly isManagedIdentityInUse?: boolean;
    readonly storageEndpoint?: string;
    readonly storageContainerPath?: string;
}
