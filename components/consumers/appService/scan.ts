import type { Ask, Held, HeldContent, ListedResource, Scanner } from "../scanner";
import { API_VERSION } from "./site";

/** The maps of a site's configuration that may hold a key, and its place in an entry. */
const MAPS = [
    { map: "appsettings", kind: "App Service setting", valueIn: (entry: unknown) => entry },
    { map: "connectionstrings", kind: "App Service connection string", valueIn: memberOf("value") },
    { map: "azurestorageaccounts", kind: "App Service storage mount", valueIn: memberOf("accessKey") },
] as const;

/** Web apps and function apps, and their deployment slots: settings, connection strings, storage mounts. */
export const webApps: Scanner = {
    title: "App Service setting",
    documented: {
        places: "App Service setting, connection string, storage mount; also of function apps and of deployment slots",
        calls: "4, and 3 a slot",
        known: "by fingerprint",
        notSeen: "what the code of an app contains; signatures to which it writes logs and backups",
    },
    type: "Microsoft.Web/sites",
    apiVersion: API_VERSION,
    actions: [
        "Microsoft.Web/sites/read",
        "Microsoft.Web/sites/config/list/action",
        "Microsoft.Web/sites/slots/read",
        "Microsoft.Web/sites/slots/config/list/action",
    ],

    async look(site, ask) {
        const [own, slots] = await Promise.all([
            valuesOf(site, site.name, ask),
            ask.all(
                { method: "GET", path: `${site.id}/slots`, apiVersion: API_VERSION },
                `${site.name}: deployment slots`,
            ),
        ]);
        const ofSlots = slots.map((slot) => {
            // App Service names a slot `site/slot`.
            const name = `${site.name}/${slot.name.split("/").at(-1)}`;
            return valuesOf({ ...slot, tags: { ...site.tags, ...slot.tags } }, name, ask);
        });
        return [...own, ...(await Promise.all(ofSlots)).flat()];
    },
};

async function valuesOf({ id, tags }: ListedResource, name: string, ask: Ask): Promise<readonly Held[]> {
    const maps = MAPS.map(async ({ map, kind, valueIn }) => {
        const call = { method: "POST", path: `${id}/config/${map}/list`, apiVersion: API_VERSION } as const;
        const answer = await ask.send(call, `${name}: ${map}`);
        const { properties } = (answer ?? {}) as { readonly properties?: Readonly<Record<string, unknown>> };
        if (answer !== undefined && (typeof properties !== "object" || properties === null)) {
            ask.notLookedAt(`${name}: ${map}`, "no usable answer");
        }
        return Object.entries(properties ?? {}).flatMap(([entry, value]): Held[] => {
            const content = contentOf(valueIn(value), value);
            const place = `${name}/${entry}`;
            return content === undefined
                ? []
                : [{ kind, holder: `${id}/config/${map}`, name: entry, place, tags, content }];
        });
    });
    return (await Promise.all(maps)).flat();
}

/** A mount whose key is not shown still names its account. */
function contentOf(value: unknown, entry: unknown): HeldContent | undefined {
    if (typeof value === "string") {
        return { kind: "text", text: value };
    }
    const { accountName } = (entry ?? {}) as { readonly accountName?: unknown };
    return typeof accountName === "string" ? { kind: "masked", beside: `AccountName=${accountName}` } : undefined;
}

function memberOf(member: string): (entry: unknown) => unknown {
    return (entry) => (entry as Readonly<Record<string, unknown>> | null)?.[member];
}
