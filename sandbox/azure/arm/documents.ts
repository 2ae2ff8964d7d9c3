import type { Answer } from "../answer";
import { resourceNotFound } from "./armErrors";
import { type Body, record, stringMap } from "./body";
import { type ArmRequest, inGroup, param, type Route } from "./router";

/** The facts that Resource Manager itself keeps of a resource. */
export interface Document {
    /** Id and name in the case in which the resource was made. */
    readonly id: string;
    readonly name: string;
    readonly resourceGroup: string;
    readonly body: Body;
}

/** The documents of one resource type, by name within their resource group. */
export class Documents {
    readonly #documents = new Map<string, Document>();

    constructor(readonly type: string) {}

    /** Keeps the document, under the id and name that it was made with, and says whether it is new. */
    put(document: Document): { readonly document: Document; readonly isNew: boolean } {
        const key = keyOf(document.name, document.resourceGroup);
        const former = this.#documents.get(key);
        const kept = former === undefined ? document : { ...former, body: document.body };
        this.#documents.set(key, kept);
        return { document: kept, isNew: former === undefined };
    }

    find(name: string, resourceGroup: string): Document | undefined {
        return this.#documents.get(keyOf(name, resourceGroup));
    }

    get(name: string, resourceGroup: string): Document {
        const document = this.find(name, resourceGroup);
        if (document === undefined) {
            throw resourceNotFound(this.type, name, resourceGroup);
        }
        return document;
    }

    /** Whether there was one to delete. */
    delete(name: string, resourceGroup: string): boolean {
        return this.#documents.delete(keyOf(name, resourceGroup));
    }

    get all(): readonly Document[] {
        return [...this.#documents.values()];
    }

    /** The names of the documents in the group, in lower case. */
    namesIn(resourceGroup: string): readonly string[] {
        const prefix = keyOf("", resourceGroup);
        return [...this.#documents.keys()]
            .filter((key) => key.startsWith(prefix))
            .map((key) => key.slice(prefix.length));
    }
}

/** The resource after a PUT or PATCH: the old members, the new ones over them, tags and properties merged. */
export function merged(former: Body | undefined, request: Body): Body {
    return {
        ...former,
        ...request,
        tags: stringMap(request.tags ?? former?.tags, "tags"),
        properties: { ...record(former?.properties, "properties"), ...record(request.properties, "properties") },
    };
}

/** The answer with the resource in it; 201 where it is new. */
export function resource(document: Document, type: string, properties: Body, isNew = false): Answer {
    return {
        status: isNew ? 201 : 200,
        body: {
            ...document.body,
            id: document.id,
            name: document.name,
            type,
            properties: { ...record(document.body.properties, "properties"), ...properties },
        },
    };
}

/** PUT, GET, DELETE and the lists of a resource type that has no effect of its own here, such as a hosting plan. */
export function documentRoutes(
    documents: Documents,
    kind: string,
    checkGroup: (request: ArmRequest) => string,
): readonly Route[] {
    const { type } = documents;
    const route = { path: `${inGroup(type)}/:name`, target: ["name"] };
    const properties = { provisioningState: "Succeeded" };
    return [
        {
            ...route,
            method: "PUT",
            operation: `${kind}/put`,
            handle(request) {
                const name = param(request, "name");
                const resourceGroup = checkGroup(request);
                const body = merged(documents.find(name, resourceGroup)?.body, request.body);
                const { document, isNew } = documents.put({ id: request.path, name, resourceGroup, body });
                return resource(document, type, properties, isNew);
            },
        },
        {
            ...route,
            method: "GET",
            operation: `${kind}/get`,
            handle(request) {
                return resource(documents.get(param(request, "name"), checkGroup(request)), type, properties);
            },
        },
        {
            ...route,
            method: "DELETE",
            operation: `${kind}/delete`,
            handle: (request) => ({
                status: documents.delete(param(request, "name"), checkGroup(request)) ? 200 : 204,
            }),
        },
        ...listRoutes(documents, kind, checkGroup, (document) => resource(document, type, properties).body),
    ];
}

/** The lists of a resource type: of the subscription's resources, and of a group's. Those within another resource are not in them. */
export function listRoutes(
    documents: Documents,
    kind: string,
    checkGroup: (request: ArmRequest) => string,
    shown: (document: Document, request: ArmRequest) => unknown,
): readonly Route[] {
    const answered = (request: ArmRequest, resourceGroup?: string): Answer => {
        const listed = documents.all.filter(
            (one) =>
                !one.name.includes("/") && (resourceGroup === undefined || isSame(one.resourceGroup, resourceGroup)),
        );
        return { status: 200, body: { value: listed.map((document) => shown(document, request)) } };
    };
    return [
        {
            path: `/subscriptions/:subscription/providers/${documents.type}`,
            target: [],
            method: "GET",
            operation: `${kind}/list`,
            handle: (request) => answered(request),
        },
        {
            path: inGroup(documents.type),
            target: ["group"],
            method: "GET",
            operation: `${kind}/list`,
            handle: (request) => answered(request, checkGroup(request)),
        },
    ];
}

function isSame(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}

/** Azure tells neither names nor groups apart by their letter case. */
function keyOf(name: string, resourceGroup: string): string {
    return `${resourceGroup}/${name}`.toLowerCase();
}
