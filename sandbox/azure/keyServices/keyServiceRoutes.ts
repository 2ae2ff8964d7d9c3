import type { Operation } from "../../specs/operation";
import type { Answer } from "../answer";
import { servedBeside, unknownVersion } from "../arm/apiVersions";
import { ArmError, resourceNotFound } from "../arm/armErrors";
import { armId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { Operations } from "../arm/operations";
import type { ArmRequest, FoundRoute, Route, RouteFinder } from "../arm/router";
import { armActionOf } from "../arm/servedAction";
import type { Behaviour, KeyCall } from "./keyCall";
import type { Resource } from "./keyServiceResource";
import type { KeyServices } from "./keyServices";
import type { KeyServiceType } from "./keyServiceType";
import { storeKeyValues } from "./keyTexts";
import { LaterWrites } from "./laterWrites";
import { plainKeys, requestedValue } from "./plainKeys";
import { resourceBody, UNDOCUMENTED } from "./resourceBody";
import { inOwnForm } from "./serviceErrors";
import { isList, namedMembers, operationOf, type Specification, specificationOf } from "./specification";
import { botChannel } from "./types/botSites";
import { deviceHub } from "./types/devicePolicies";
import { keyHolder } from "./types/keyHolders";
import { findKeyServiceType, packagesOf } from "./types/keyServiceTypes";
import { writtenResource } from "./writtenResource";

/** The first one that serves a call wins. */
const BEHAVIOURS: readonly Behaviour[] = [
    botChannel,
    deviceHub,
    storeKeyValues,
    keyHolder,
    plainKeys,
    writtenResource,
    shownResource,
];

/** The operations of every service that there is a resource of: with the paths, methods and versions of its specification. */
export class KeyServiceRoutes implements RouteFinder {
    readonly #writes: LaterWrites;

    constructor(
        private readonly services: KeyServices,
        private readonly operations: Operations,
        private readonly keysOf: KeyCall["keysOf"],
    ) {
        this.#writes = new LaterWrites(operations);
    }

    find(method: string, path: string): FoundRoute | undefined {
        for (const specification of this.services.specifications) {
            const operation = operationOf(specification, method, path);
            if (operation !== undefined) {
                return isListOf(operation, path)
                    ? this.#list(path, async () => operation)
                    : this.#route(specification, operation, path);
            }
        }
        return method === "GET" && isList(path) ? this.#listOfNothingYet(path) : undefined;
    }

    /** A service answers its lists before there is a resource of it. */
    #listOfNothingYet(path: string): FoundRoute | undefined {
        const [, provider = ""] = /\/providers\/([^/]+)\/[^/]+$/i.exec(path) ?? [];
        const packages = packagesOf(provider);
        return packages.length === 0
            ? undefined
            : this.#list(path, async () => {
                  const specifications = await Promise.all(packages.map(specificationOf));
                  return specifications
                      .map((one) => operationOf(one, "GET", path))
                      .find((found) => found !== undefined);
              });
    }

    #list(path: string, operationNow: () => Promise<Operation | undefined>): FoundRoute {
        const [, , subscription = ""] = path.split("/");
        const route: Route = {
            method: "GET",
            path,
            operation: `${lowerFirst(path.split("/").at(-1) ?? "")}/list`,
            target: [],
            handle: async (request) => {
                const operation = await operationNow();
                if (operation === undefined) {
                    throw new ArmError(404, "InvalidResourceType", `The local Azure has no list '${path}'.`);
                }
                checkVersion(operation, request);
                const listed = this.services.listed(path).map(resourceBody);
                const value = listed.map((body) => namedMembers(body, operation, "value[]."));
                return { status: 200, body: { value } };
            },
        };
        return { route, params: { subscription } };
    }

    #route(specification: Specification, operation: Operation, path: string): FoundRoute {
        const role = specification.lists.has(operation)
            ? "list"
            : specification.regenerates.has(operation)
              ? "regenerate"
              : "other";
        const resource = this.#resourceOf(path);
        const type = operation.method === "PUT" ? typeWithKeys(path) : undefined;
        const [, , subscription = ""] = path.split("/");
        const route: Route = {
            method: operation.method as Route["method"],
            path: operation.path,
            operation: journalName(operation, path),
            target: ["target"],
            detail: (request) => (role === "regenerate" ? requestedValue(operation, request) : undefined),
            handle: (request) => {
                checkVersion(operation, request);
                const isNew = this.services.find(path) === undefined;
                const asked = resource ?? (type && this.services.make(armId(path), type.packageName));
                if (asked === undefined) {
                    throw notThere(operation, path);
                }
                return inOwnForm(asked, () => this.#answer({ operation, role, resource: asked, isNew, request }));
            },
        };
        return { route, params: { subscription, target: resource?.name ?? "" } };
    }

    async #answer(asked: Pick<KeyCall, "operation" | "role" | "resource" | "isNew" | "request">): Promise<Answer> {
        const { resource, request } = asked;
        const operationId = request.query.get("asyncId");
        if (operationId !== null) {
            return withStatus(this.operations.result(operationId), Number(request.query.get("asyncCode")));
        }
        const refusal = this.#writes.refusal(asked);
        if (refusal !== undefined) {
            return refusal;
        }
        const call: KeyCall = {
            ...asked,
            children: this.services.childrenOf(resource),
            finish: async (effect, written) => this.#writes.carryOut(asked, effect, written),
            held: this.services.held,
            shownOf: (type) => this.services.shownOf(type),
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
            `The local Azure does not serve ${asked.operation.name} of ${asked.operation.package}.`,
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

/** Whether the call asks for a list of resources, and not for a part of one resource. */
function isListOf({ method, response }: Operation, path: string): boolean {
    const isOfTopLevel = /\/providers\/[^/]+\/[^/]+$/i.test(path);
    return method === "GET" && isList(path) && (isOfTopLevel || response.includes("value[].id"));
}

/** The type of resource that has such a path, where resources of that type have keys. */
function typeWithKeys(path: string): KeyServiceType | undefined {
    try {
        return findKeyServiceType(armId(path).type);
    } catch {
        return undefined;
    }
}

/** API Management gives its address's answer at the end: 201 for a new resource. */
function withStatus(answer: Answer, status: number): Answer {
    return answer.status === 200 ? { ...answer, status } : answer;
}

/** The resource itself. */
function shownResource({ operation, resource, request, finish }: KeyCall): Promise<Answer> | undefined {
    const isOwn = operation.method === "GET" && request.path.toLowerCase() === resource.id.id.toLowerCase();
    return isOwn ? finish(() => ({ status: 200, body: onlyNamed(resourceBody(resource), operation) })) : undefined;
}

/** A specification may name members of the properties one by one, and the etag not at all. */
function onlyNamed(body: Body, { response }: Operation): Body {
    const names = new Set([...response.map((name) => name.split(/[.[]/)[0]), ...UNDOCUMENTED]);
    return Object.fromEntries(Object.entries(body).filter(([name]) => name === "properties" || names.has(name)));
}

/** A provider takes the versions that it has only, and says which these are. */
function checkVersion({ path, apiVersion }: Operation, { query }: ArmRequest): void {
    const asked = query.get("api-version") ?? "";
    const served = servedBeside(apiVersion, path);
    if (!served.includes(asked.toLowerCase())) {
        throw unknownVersion(path, asked, served);
    }
}

function notThere(operation: Operation, path: string): ArmError {
    const { scope = path } = armActionOf(operation.method, operation.path, path) ?? {};
    const { type, names, resourceGroup } = armId(scope);
    return resourceNotFound(type, names.join("/"), resourceGroup);
}

/** The last type of the resource and the action on it, such as `redis/listKeys`. */
function journalName({ method, path: pattern }: Operation, path: string): string {
    const parts = armActionOf(method, pattern, path)?.action.split("/") ?? [];
    const [type = "", verb = ""] = method === "POST" ? parts.slice(-3) : parts.slice(-2);
    const done = method === "GET" ? "get" : method === "PUT" ? "put" : verb;
    return `${lowerFirst(type)}/${lowerFirst(done)}`;
}

function lowerFirst(word: string): string {
    return word.charAt(0).toLowerCase() + word.slice(1);
}
