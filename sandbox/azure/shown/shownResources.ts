import type { Operation } from "../../specs/operation";
import type { Answer } from "../answer";
import { unknownVersion } from "../arm/apiVersions";
import { resourceNotFound } from "../arm/armErrors";
import { armId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { FoundRoute, Route, RouteFinder } from "../arm/router";
import { armActionOf } from "../arm/servedAction";
import { isList, namedMembers, operationOf, type Specification, specificationOf } from "../keyServices/specification";

/** A resource that only shows the content that a test gave it. */
export interface ShownResource {
    readonly id: string;
    /** The package that describes the operations on it. */
    readonly packageName: string;
    readonly properties: Body;
    readonly tags?: Readonly<Record<string, string>>;
    /** The answers of its actions, such as `listSecrets`. */
    readonly actions?: Readonly<Record<string, Body>>;
}

/**
 * Resources that are read alone: each in the lists of its subscription and of its parent, by itself, and what its actions show. The
 * paths, methods, versions and members are those of the services' own packages.
 */
export class ShownResources implements RouteFinder {
    readonly #resources = new Map<string, ShownResource>();
    readonly #specifications = new Map<string, Specification>();
    /** How many resources a page of a list has; may be changed at any time. */
    pageSize = 100;

    /** Makes the service of a package known, also where nothing of it is there. */
    async serve(packageName: string): Promise<void> {
        this.#specifications.set(packageName, await specificationOf(packageName));
    }

    async add(resource: ShownResource): Promise<void> {
        await this.serve(resource.packageName);
        this.#resources.set(resource.id.toLowerCase(), resource);
    }

    delete(id: string): void {
        this.#resources.delete(id.toLowerCase());
    }

    /** Existing resources are shown before anything else, even if another part of the local Azure has some of the same service. */
    readonly first: RouteFinder = { find: (method, path) => (this.#has(path) ? this.find(method, path) : undefined) };

    #has(path: string): boolean {
        const outer = path.split("/").slice(0, -1).join("/").toLowerCase();
        const isListOfSome = isList(path) && this.#listed(path).length > 0;
        return this.#resources.has(path.toLowerCase()) || this.#resources.has(outer) || isListOfSome;
    }

    find(method: string, path: string): FoundRoute | undefined {
        for (const specification of this.#specifications.values()) {
            const operation = operationOf(specification, method, path);
            if (operation !== undefined && this.#serves(operation, path)) {
                return this.#route(operation, path);
            }
        }
        return undefined;
    }

    /** Lists of subscriptions, and actions on existing resources: others may have some of the same service. */
    #serves({ method }: Operation, path: string): boolean {
        return (
            this.#has(path) || (method === "GET" && isList(path) && /^\/subscriptions\/[^/]+\/providers\//i.test(path))
        );
    }

    #route(operation: Operation, path: string): FoundRoute {
        const { action = "" } = armActionOf(operation.method, operation.path, path) ?? {};
        const route: Route = {
            method: operation.method as Route["method"],
            path: operation.path,
            operation: `shown/${action}`,
            target: ["target"],
            handle: ({ query }) => {
                const asked = query.get("api-version");
                if (asked !== operation.apiVersion) {
                    throw unknownVersion(operation.path, asked ?? "", [operation.apiVersion]);
                }
                return this.#answer(operation, path, Number(query.get("$skiptoken") ?? 0));
            },
        };
        const [, , subscription = ""] = path.split("/");
        return { route, params: { subscription, target: path.split("/").slice(8).join("/") } };
    }

    #answer(operation: Operation, path: string, skipped: number): Answer {
        if (operation.method === "POST") {
            const action = path.split("/").at(-1) ?? "";
            const shown = this.#get(path.split("/").slice(0, -1).join("/")).actions?.[action];
            return { status: 200, body: namedMembers(shown ?? {}, operation) };
        }
        if (!isList(path)) {
            return { status: 200, body: bodyOf(this.#get(path)) };
        }
        const all = this.#listed(path);
        const value = all
            .slice(skipped, skipped + this.pageSize)
            .map((one) => namedMembers(bodyOf(one), operation, "value[]."));
        const next = skipped + this.pageSize;
        // A link is a whole address; the host in it is not the one to ask.
        const nextLink = `https://elsewhere.invalid${path}?api-version=${operation.apiVersion}&%24skiptoken=${next}`;
        return { status: 200, body: { value, ...(next < all.length ? { nextLink } : {}) } };
    }

    #get(id: string): ShownResource {
        const found = this.#resources.get(id.toLowerCase());
        if (found === undefined) {
            const { type, names, resourceGroup } = armId(id);
            throw resourceNotFound(type, names.join("/"), resourceGroup);
        }
        return found;
    }

    /** Of a subscription, or of the resource that they are part of. */
    #listed(path: string): readonly ShownResource[] {
        const [, type = ""] = path.toLowerCase().split("/providers/");
        return [...this.#resources.values()].filter(({ id }) => {
            const read = armId(id);
            return read.parent === undefined
                ? read.type.toLowerCase() === type
                : `${read.parent.id}/${read.type.split("/").at(-1)}`.toLowerCase() === path.toLowerCase();
        });
    }
}

function bodyOf({ id, properties, tags }: ShownResource): Body {
    const { names, type, parent } = armId(id);
    const location = parent === undefined ? { location: "here" } : {};
    return { id, name: names.at(-1), type, ...location, ...(tags === undefined ? {} : { tags }), properties };
}
