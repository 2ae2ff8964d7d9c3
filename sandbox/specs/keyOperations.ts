import type { Operation } from "./operation";

/** The operations on the keys of one type of resource. */
export interface KeyOperations {
    /** The path of the resource, its parameters in braces. */
    readonly resource: string;
    /** The operations that show the keys: each view of them, or the resource itself if it holds them; empty if nothing shows them. */
    readonly lists: readonly Operation[];
    /** The operations that make a new key; several if each slot has an operation of its own. */
    readonly regenerates: readonly Operation[];
}

/** Actions that may make a new key, judged by their path. */
const REGENERATE = /^(regenerate|rotate|renew|reset|roll|new).*(key|password|secret|credential|token)/i;
/** Actions that may show keys. Actions that generate, upload or refresh keys are something else. */
const LIST = /^(list|get)?(channelwith|test|auth|shared|admin|readonly)*(keys|secrets|credentials|callbackurl)$/i;
/** A member that is a key of a pair. */
const KEY = /(^|\.)(primary|secondary)(key)?$/i;

/** The types of resource whose keys can be made anew, each with what shows them: by their paths, in the order given. */
export function keyOperationsIn(operations: readonly Operation[]): readonly KeyOperations[] {
    const byResource = new Map<string, Operation[]>();
    for (const operation of operations) {
        const resource = regeneratedResource(operation);
        if (resource !== undefined) {
            byResource.set(resource, [...(byResource.get(resource) ?? []), operation]);
        }
    }
    return [...byResource].map(([resource, regenerates]) => ({
        resource,
        lists: listsOf(resource, operations),
        regenerates,
    }));
}

/** The resource of the operation; nothing if it makes no key. */
function regeneratedResource({ path, method }: Operation): string | undefined {
    const segments = path.split("/");
    const index = segments.findIndex((segment) => REGENERATE.test(segment));
    return method === "POST" && index !== -1 ? segments.slice(0, index).join("/") : undefined;
}

function listsOf(resource: string, operations: readonly Operation[]): readonly Operation[] {
    const shown = operations.filter(
        ({ path, response, isLongRunning }) =>
            LIST.test(actionOf(resource, path)) && response.length > 0 && !isLongRunning,
    );
    return shown.length > 0
        ? shown
        : operations.filter(
              ({ path, method, response }) =>
                  path === resource && method === "GET" && response.some((name) => KEY.test(name)),
          );
}

/** The path after the resource; nothing if the path is of another resource. */
function actionOf(resource: string, path: string): string {
    return path.toLowerCase().startsWith(`${resource.toLowerCase()}/`) ? path.slice(resource.length + 1) : "";
}
