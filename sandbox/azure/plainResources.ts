import { resourceNotFound } from "./arm/armErrors";
import { armId } from "./arm/armId";
import { Documents, merged, resource } from "./arm/documents";
import type { ResourceGroups } from "./arm/resourceGroups";
import type { FoundRoute, Route, RouteFinder } from "./arm/router";

const IN_GROUP = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/[^/]+(?:\/[^/]+\/[^/]+)+$/i;

const METHODS = ["PUT", "PATCH", "GET", "DELETE"] as const;

/**
 * Resources of any type that nothing else here serves, kept as they were written: they have no effect, no keys and no checks. So a
 * stack may have whatever it has in Azure.
 */
export class PlainResources implements RouteFinder {
    readonly #types = new Map<string, Documents>();

    /** @param isServed whether another part of the local Azure has such a resource, or would make it */
    constructor(
        private readonly groups: ResourceGroups,
        private readonly isServed: (id: string) => boolean,
    ) {
        groups.onDelete((group) => {
            for (const documents of this.#types.values()) {
                for (const name of documents.namesIn(group)) {
                    documents.delete(name, group);
                }
            }
        });
    }

    find(method: string, path: string): FoundRoute | undefined {
        const [, subscription = "", group = ""] = IN_GROUP.exec(path) ?? [];
        const known = METHODS.find((one) => one === method);
        if (group === "" || known === undefined || this.isServed(path)) {
            return undefined;
        }
        const { type, names } = armId(path);
        const name = names.join("/");
        return { route: this.#route(known, path, type, name), params: { subscription, group, name } };
    }

    #route(method: (typeof METHODS)[number], path: string, type: string, name: string): Route {
        const documents = this.#types.get(type.toLowerCase()) ?? new Documents(type);
        this.#types.set(type.toLowerCase(), documents);
        const properties = { provisioningState: "Succeeded" };
        return {
            method,
            path: patternOf(path),
            operation: `plain/${type}/${method.toLowerCase()}`,
            target: ["name"],
            handle: (request) => {
                const resourceGroup = this.groups.check(request);
                if (method === "DELETE") {
                    return { status: documents.delete(name, resourceGroup) ? 200 : 204 };
                }
                const former = documents.find(name, resourceGroup);
                if (former === undefined && method !== "PUT") {
                    throw resourceNotFound(type, name, resourceGroup);
                }
                if (former !== undefined && method === "GET") {
                    return shown(resource(former, type, properties), name);
                }
                const body = merged(former?.body, request.body);
                const { document, isNew } = documents.put({ id: path, name, resourceGroup, body });
                return shown(resource(document, type, properties, isNew), name);
            },
        };
    }
}

/** A resource within another one is called by its last name. */
function shown(answer: ReturnType<typeof resource>, name: string): ReturnType<typeof resource> {
    return { ...answer, body: { ...Object(answer.body), name: name.split("/").at(-1) } };
}

/** The path with each name as a parameter. The permissions of a call are those of its path. */
function patternOf(path: string): string {
    const [scope = "", types = ""] = path.split(/\/providers\//i);
    const [namespace = "", ...rest] = types.split("/");
    const parts = rest.map((part, index) => (index % 2 === 0 ? part : `:name${index}`));
    return `${scope}/providers/${[namespace, ...parts].join("/")}`;
}
