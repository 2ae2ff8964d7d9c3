import { type FakeAccess, fakeAccess, Refused } from "../support/fakeAccess";

type SiteMap = Readonly<Record<string, unknown>>;

/** The parts of a web app, and its answers. */
interface SiteState {
    readonly maps?: Readonly<Record<string, SiteMap>>;
    readonly slots?: readonly string[];
    /** The status and the version of references, one answer after the other; the last one stays. */
    readonly references?: readonly { readonly status: string; readonly activeVersion?: string }[];
    /** The statuses with which writes are refused before one is taken. */
    readonly refusals?: readonly number[];
    /** Answers the call that reads secrets anew. */
    readonly refresh?: number;
}

/**
 * A web app with these maps, each by its path: `web/config/appsettings`, or `web/slots/staging/config/appsettings`. A map that is not named
 * is absent with its site.
 */
export function fakeSite({
    maps = {},
    slots = [],
    references = [],
    refusals = [],
    refresh = 200,
}: SiteState): FakeAccess {
    const current: Record<string, SiteMap> = { ...maps };
    const refused = [...refusals];
    let asked = 0;
    return fakeAccess((call, { body }) => {
        const [, method, path = ""] = /^(\S+) (.*)$/.exec(call) ?? [];
        if (path.endsWith("/slots")) {
            return { value: slots.map((slot) => ({ name: `web/${slot}` })) };
        }
        if (path.endsWith("/refresh")) {
            return refresh === 200 ? undefined : refuse(refresh);
        }
        if (path.includes("/configreferences/")) {
            return { properties: references[Math.min(asked++, references.length - 1)] };
        }
        const properties = current[path.replace(/\/list$/, "")];
        if (method === "PUT") {
            const status = refused.shift();
            if (status !== undefined) {
                refuse(status);
            }
            current[path] = (body as { readonly properties: SiteMap }).properties;
        } else if (path.endsWith("/list")) {
            return properties === undefined ? refuse(404) : { properties };
        }
        return {};
    });
}

function refuse(status: number): never {
    throw new Refused(status);
}
