import type { ArmCall } from "../../armCall";

/** A path of Azure Resource Manager, taken apart by its rule: types and names alternate, and a POST ends with its action. */
interface ArmPath {
    /** Such as `Microsoft.Batch/batchAccounts`. */
    readonly type: string;
    readonly names: readonly string[];
    /** The action of a POST, or the list that a GET requests. */
    readonly verb: string | undefined;
}

/** Completes a path that begins with `/resourceGroups/` by the subscription. */
export function wholePath(path: string, subscriptionId: string): string {
    return /^\/resourceGroups\//i.test(path) ? `/subscriptions/${subscriptionId}${path}` : path;
}

/** Whether the path ends with an action, like that of a POST, and not with a resource. */
export function endsWithVerb(path: string): boolean {
    return taken(path).verb !== undefined;
}

/** The names in a path, outermost first, and the action on the last. */
export function namesInPath(path: string): readonly string[] {
    const { names, verb } = taken(path);
    return [...names, ...(verb === undefined ? [] : [verb])];
}

/** A call as a user knows it, such as `POST workspace/resyncKeys`. */
export function callName({ method, path }: Pick<ArmCall, "method" | "path">): string {
    return `${method} ${namesInPath(path).join("/")}`;
}

/** The action of Azure's access control that a call needs. */
export function accessAction({ method, path }: Pick<ArmCall, "method" | "path">): string {
    const { type, verb } = taken(path);
    switch (method) {
        case "GET":
            return [type, verb, "read"].filter((part) => part !== undefined).join("/");
        case "DELETE":
            return `${type}/delete`;
        case "PUT":
        case "PATCH":
            return `${type}/write`;
        case "POST":
            return `${type}/${verb}/action`;
    }
}

function taken(path: string): ArmPath {
    const segments = path.split("/");
    const provider = segments.findLastIndex((segment) => segment.toLowerCase() === "providers");
    const [namespace = "", ...rest] = segments.slice(provider + 1);
    const verb = rest.length % 2 === 1 ? rest.at(-1) : undefined;
    const pairs = verb === undefined ? rest : rest.slice(0, -1);
    return {
        type: [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join("/"),
        names: pairs.filter((_, index) => index % 2 === 1),
        verb,
    };
}
