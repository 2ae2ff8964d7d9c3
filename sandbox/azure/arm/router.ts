import type { IncomingHttpHeaders } from "node:http";
import { type MatchFunction, match } from "path-to-regexp";
import type { Answer } from "../answer";
import type { Weather } from "../weather";
import type { Body } from "./body";

/** A call of Azure Resource Manager, read and ready to take effect. */
export interface ArmRequest {
    readonly path: string;
    /** The values of the route's `:names`, in the case the client wrote them. */
    readonly params: Readonly<Record<string, string>>;
    readonly query: URLSearchParams;
    readonly headers: IncomingHttpHeaders;
    readonly body: Body;
    /** In which it takes effect. */
    readonly weather: Readonly<Weather>;
}

/** One operation of Azure Resource Manager. */
export interface Route {
    readonly method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
    /** A path-to-regexp pattern, or a path with its parameters in braces; letter case does not matter. */
    readonly path: string;
    /** The operation's name in the journal. */
    readonly operation: string;
    /** The names of the parameters that make the target, joined by "/". */
    readonly target: readonly string[];
    /** Further text for the journal; never a key. */
    readonly detail?: (request: ArmRequest) => string | undefined;
    readonly handle: (request: ArmRequest) => Answer | Promise<Answer>;
}

/** The path of a resource type within a resource group. */
export function inGroup(type: string): string {
    return `/subscriptions/:subscription/resourceGroups/:group/providers/${type}`;
}

/** The route of a call, with the values of its parameters. */
export interface FoundRoute {
    readonly route: Route;
    readonly params: Record<string, string>;
}

/** Finds the route of a call. */
export interface RouteFinder {
    find(method: string, path: string): FoundRoute | undefined;
}

/** Finds the route of a call among those that are always there. */
export class Router implements RouteFinder {
    readonly #routes: readonly { readonly route: Route; readonly matches: MatchFunction<Record<string, string>> }[];

    constructor(routes: readonly Route[]) {
        this.#routes = routes.map((route) => ({ route, matches: match<Record<string, string>>(route.path) }));
    }

    find(method: string, path: string): FoundRoute | undefined {
        for (const { route, matches } of this.#routes) {
            const found = route.method === method && matches(path);
            if (found) {
                return { route, params: found.params };
            }
        }
        return undefined;
    }
}

/** The object of the call, for the journal. */
export function targetOf(route: Route, params: Readonly<Record<string, string | readonly string[]>>): string {
    return route.target
        .map((name) => params[name])
        .filter((value) => value !== undefined)
        .join("/");
}

/** The parameter; the route has it, or the route is wrong. */
export function param(request: Pick<ArmRequest, "params">, name: string): string {
    const value = request.params[name];
    if (value === undefined) {
        throw new Error(`The route has no parameter '${name}'.`);
    }
    return value;
}
