/** The action that a caller must be allowed, and its scope. */
export interface ArmAction {
    /** As a role definition names it, such as `Microsoft.Storage/storageAccounts/listKeys/action`. */
    readonly action: string;
    /** The id of the resource. */
    readonly scope: string;
}

/**
 * The action that a call is, by the rule of Azure Resource Manager: types and names alternate in a path, and a POST ends with its action.
 * `pattern` tells names (`:name` or `{name}`) from words. Nothing if no permission is needed: to ask for the result of an operation, or
 * which tenants and subscriptions one has.
 */
export function armActionOf(method: string, pattern: string, path: string): ArmAction | undefined {
    const segments = path.split("/");
    const words = wordsOf(pattern, segments.length);
    const provider = words.findLastIndex((word) => word.toLowerCase() === "providers");
    if (provider === -1 && !words.some((word) => word.toLowerCase() === "resourcegroups")) {
        return undefined;
    }
    if (provider === -1) {
        return { action: `Microsoft.Resources/subscriptions/resourceGroups/${verb(method)}`, scope: path };
    }
    const [namespace = "", ...rest] = words.slice(provider + 1);
    if (rest[0] === "operations" || rest[0] === "operationResults") {
        return undefined;
    }
    const done = method === "POST" ? rest.findLastIndex((word) => !isName(word)) : rest.length;
    const type = [namespace, ...rest.slice(0, done).filter((_, index) => index % 2 === 0)].join("/");
    const scope = segments.slice(0, segments.length - (rest.length - done)).join("/");
    return { action: `${type}/${method === "POST" ? `${rest[done]}/action` : verb(method)}`, scope };
}

/** The segments of the pattern, with its optional part (`{/slots/:slot}`) where the path is as long as that. */
function wordsOf(pattern: string, length: number): readonly string[] {
    const whole = pattern.replace(/\{(\/[^}]*)\}/, "$1").split("/");
    return whole.length === length ? whole : pattern.replace(/\{\/[^}]*\}/, "").split("/");
}

function isName(word: string): boolean {
    return /^(:|\{)/.test(word);
}

function verb(method: string): string {
    switch (method) {
        case "GET":
            return "read";
        case "DELETE":
            return "delete";
        default:
            return "write";
    }
}
