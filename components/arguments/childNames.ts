/** An entry of a list of consumers, as far as its child resource is named by it. */
export interface Named {
    /** What the child is to the pair: the same for all entries of a kind. */
    readonly role: string;
    /** The entry's own name, instead of the place. */
    readonly name?: string | undefined;
    /** The names that lead to the place; those that are outputs are left out. */
    readonly place: readonly unknown[];
}

/**
 * Names of the child resources of consumers: by the entry's own `name`, else by the place it is about where that is plain
 * text, so that entries may be reordered. Entries that would be named alike are numbered.
 */
export function childNames(pair: string, entries: readonly Named[]): readonly string[] {
    const taken = new Map<string, number>();
    return entries.map(({ role, name, place }) => {
        const own = name === undefined ? place.filter((part) => typeof part === "string") : [name];
        const child = [pair, role, ...own].join("-");
        const count = (taken.get(child) ?? 0) + 1;
        taken.set(child, count);
        return count === 1 ? child : `${child}-${count}`;
    });
}
