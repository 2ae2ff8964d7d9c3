import type { Operation } from "../../specs/operation";
import { armActionOf } from "../arm/armAction";
import { ArmError, resourceNotFound } from "../arm/armError";
import { armId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { ArmRequest, FoundRoute, Route, RouteFinder } from "../arm/router";
import type { Answer, Effect } from "../callPipeline";
import type { Behaviour, KeyCall } from "./keyCall";
import type { KeyServices } from "./keyServices";
import { storeKeyValues } from "./keyValues";
import { plainKeys, requestedValue } from "./plainKeys";
import type { Resource } from "./resource";
import { resourceBody } from "./resourceBody";
import { operationOf, type Specification } from "./specification";
import { botChannel } from "./types/botSites";
import { deviceHub } from "./types/devicePolicies";
import { keyHolder } from "./types/keyHolders";

/** The first one that serves a call wins. */
const BEHAVIOURS: readonly Behaviour[] = [botChannel, deviceHub, storeKeyValues, keyHolder, plainKeys, shownResource];

/** The operations of every service that there is a resource of: with the paths, methods and versions of its specification. */
export class KeyServiceRoutes implements RouteFinder {
    constructor(
        private readonly services: KeyServices,
        private readonly postpone: (effect: Effect, durationMs: number) => Answer,
        private readonly keysOf: KeyCall["keysOf"],
    ) {}

    find(method: string, path: string): FoundRoute | undefined {
        for (const specification of this.services.specifications) {
            const operation = operationOf(specification, method, path);
            if (operation !== undefined) {
                return this.#route(specification, operation, path);
            }
        }
        return undefined;
    }

    #route(specification: Specification, operation: Operation, path: string): FoundRoute {
        const role = specification.lists.has(operation)
            ? "list"
            : specification.regenerates.has(operation)
              ? "regenerate"
              : "other";
        const resource = this.#resourceOf(path);
        const [, , subscription = ""] = path.split("/");
        const route: Route = {
            method: operation.method as Route["method"],
            path: operation.path,
            operation: journalName(operation, path),
            target: ["target"],
            detail: (request) => (role === "regenerate" ? requestedValue(operation, request) : undefined),
            handle: (request) => {
                checkVersion(operation, request);
                if (resource === undefined) {
                    throw notThere(operation, path);
                }
                return this.#answer({ operation, role, resource, request });
            },
        };
        return { route, params: { subscription, target: resource?.name ?? "" } };
    }

    async #answer(asked: Pick<KeyCall, "operation" | "role" | "resource" | "request">): Promise<Answer> {
        const { operation, resource } = asked;
        const call: KeyCall = {
            ...asked,
            children: this.services.childrenOf(resource),
            finish: async (effect) =>
                operation.isLongRunning ? this.postpone(async () => effect(), this.services.operationMs) : effect(),
            held: this.services.held,
            keysOf: this.keysOf,
            remove: ({ id }) => this.services.delete(id.id),
            make: (id) => this.services.make(armId(id), resource.packageName),
        };
        for (const behaviour of BEHAVIOURS) {
            const answer = behaviour(call);
            if (answer !== undefined) {
                return answer;
            }
        }
        throw new ArmError(
            404,
            "NotFound",
            `The local Azure does not serve ${operation.name} of ${operation.package}.`,
        );
    }

    /** The resource that the path is one of, or is of an action of. */
    #resourceOf(path: string): Resource | undefined {
        const segments = path.split("/");
        const ends = segments.map((_, index) => segments.length - index);
        return ends
            .map((end) => this.services.find(segments.slice(0, end).join("/")))
            .find((found) => found !== undefined);
    }
}

/** The resource itself. */
function shownResource({ operation, resource, request, finish }: KeyCall): Promise<Answer> | undefined {
    const isOwn = operation.method === "GET" && request.path.toLowerCase() === resource.id.id.toLowerCase();
    return isOwn ? finish(() => ({ status: 200, body: onlyNamed(resourceBody(resource), operation) })) : undefined;
}

/** A specification may name members of the properties one by one, and the etag not at all. */
function onlyNamed(body: Body, { response }: Operation): Body {
    const names = new Set(response.map((name) => name.split(/[.[]/)[0]));
    return Object.fromEntries(Object.entries(body).filter(([name]) => name === "properties" || names.has(name)));
}

/** A provider takes the versions of its specification only, and says which these are. */
function checkVersion({ path, apiVersion }: Operation, { query }: ArmRequest): void {
    const asked = query.get("api-version");
    if (asked !== apiVersion) {
        const [, namespace, type] = /\/providers\/([^/]+)\/([^/]+)/i.exec(path) ?? [];
        throw new ArmError(
            400,
            "NoRegisteredProviderFound",
            `No registered resource provider found for location 'here' and API version '${asked}' for type '${type}' of ${namespace}. The supported api-versions are '${apiVersion}'.`,
        );
    }
}

function notThere(operation: Operation, path: string): ArmError {
    const { scope = path } = armActionOf(operation.method, operation.path, path) ?? {};
    const { type, names, resourceGroup } = armId(scope);
    return resourceNotFound(type, names.join("/"), resourceGroup);
}

/** The last type of the resource and what is done with it, such as `redis/listKeys`. */
function journalName({ method, path: pattern }: Operation, path: string): string {
    const parts = armActionOf(method, pattern, path)?.action.split("/") ?? [];
    const [type = "", verb = ""] = method === "POST" ? parts.slice(-3) : parts.slice(-2);
    const done = method === "GET" ? "get" : method === "PUT" ? "put" : verb;
    return `${lowerFirst(type)}/${lowerFirst(done)}`;
}

function lowerFirst(word: string): string {
    return word.charAt(0).toLowerCase() + word.slice(1);
}
