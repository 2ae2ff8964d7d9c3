import type { Answer } from "../callPipeline";
import { resourceNotFound } from "./armError";
import { type Body, record, stringMap } from "./body";
import { type ArmRequest, inGroup, param, type Route } from "./router";

/** What Resource Manager itself keeps of a resource. */
export interface Document {
    readonly id: string;
    readonly resourceGroup: string;
    readonly body: Body;
}

/** The documents of one resource type, by name within their resource group. */
export class Documents {
    readonly #documents = new Map<string, Document>();

    constructor(readonly type: string) {}

    /** Keeps the document; whether it is new. */
    put(name: string, document: Document): boolean {
        const key = keyOf(name, document.resourceGroup);
        const isNew = !this.#documents.has(key);
        this.#documents.set(key, document);
        return isNew;
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

    /** The names of the documents in the group, in lower case. */
    namesIn(resourceGroup: string): readonly string[] {
        const prefix = keyOf("", resourceGroup);
        return [...this.#documents.keys()]
            .filter((key) => key.startsWith(prefix))
            .map((key) => key.slice(prefix.length));
    }
}

/** What a PUT or PATCH leaves of the resource: the old members, the new ones over them, tags and properties merged. */
export function merged(former: Body | undefined, request: Body): Body {
    return {
        ...former,
        ...request,
        tags: stringMap(request.tags ?? former?.tags, "tags"),
        properties: { ...record(former?.properties, "properties"), ...record(request.properties, "properties") },
    };
}

/** The answer with the resource in it; 201 where it is new. */
export function resource(document: Document, name: string, type: string, properties: Body, isNew = false): Answer {
    return {
        status: isNew ? 201 : 200,
        body: {
            ...document.body,
            id: document.id,
            name,
            type,
            properties: { ...record(document.body.properties, "properties"), ...properties },
        },
    };
}

/** PUT, GET and DELETE of a resource type that has no effect of its own here, such as a hosting plan. */
export function documentRoutes(
    type: string,
    kind: string,
    checkGroup: (request: ArmRequest) => string,
): readonly Route[] {
    const documents = new Documents(type);
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
                const document = { id: request.path, resourceGroup, body };
                return resource(document, name, type, properties, documents.put(name, document));
            },
        },
        {
            ...route,
            method: "GET",
            operation: `${kind}/get`,
            handle(request) {
                const name = param(request, "name");
                return resource(documents.get(name, checkGroup(request)), name, type, properties);
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
    ];
}

/** Azure tells neither names nor groups apart by their letter case. */
function keyOf(name: string, resourceGroup: string): string {
    return `${resourceGroup}/${name}`.toLowerCase();
}
