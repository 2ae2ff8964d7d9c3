import { isDeepStrictEqual } from "node:util";

/** A JSON object. */
export type Tree = Readonly<Record<string, unknown>>;

/**
 * Server-side apply, for objects only. The manager's values are set. Values that it set before and no longer sets are removed, unless
 * somebody has changed them since.
 */
export function applied(live: Tree, before: Tree, after: Tree): Tree {
    return merged(without(live, before, after), after);
}

function merged(live: Tree, set: Tree): Tree {
    const entries = Object.entries(set).map(([name, value]) => {
        const former = live[name];
        return [name, isTree(value) ? merged(isTree(former) ? former : {}, value) : value] as const;
    });
    return { ...live, ...Object.fromEntries(entries) };
}

function without(live: Tree, before: Tree, after: Tree): Tree {
    const entries = Object.entries(live).flatMap(([name, value]) => {
        const [was, is] = [before[name], after[name]];
        if (was === undefined || (is !== undefined && !isTree(was))) {
            return [[name, value] as const];
        }
        if (isTree(was) && isTree(value)) {
            const left = without(value, was, isTree(is) ? is : {});
            return Object.keys(left).length > 0 ? [[name, left] as const] : [];
        }
        return isDeepStrictEqual(was, value) ? [] : [[name, value] as const];
    });
    return Object.fromEntries(entries);
}

function isTree(value: unknown): value is Tree {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
