/** How deep the members of an answer are named: a list of keys within the properties of a resource is the deepest there is. */
export const MAX_DEPTH = 3;

/** The names of members within a member: `a` and `[].b` make `a[].b`, `a` and `b` make `a.b`. */
export function prefixed(prefix: string, names: readonly string[]): readonly string[] {
    return names.map((name) =>
        prefix === "" || name.startsWith("[]") || name === "" ? `${prefix}${name}` : `${prefix}.${name}`,
    );
}
