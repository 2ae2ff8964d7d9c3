/** An entry of a list of consumers, which may say how its child resource is named. */
interface Nameable {
    readonly name?: string;
}

/**
 * Names of the child resources of a list of consumers: by the entry's own `name`, else by the place it is about where
 * that is plain text, so that entries may be reordered. Entries that would be named alike are numbered.
 */
export function childNames<Entry extends Nameable>(
    prefix: string,
    entries: readonly Entry[],
    placeOf: (entry: Entry) => readonly unknown[],
): readonly string[] {
    const taken = new Map<string, number>();
    return entries.map((entry) => {
        const place = placeOf(entry).filter((part) => typeof part === "string");
        const name = [prefix, ...(entry.name === undefined ? place : [entry.name])].join("-");
        const count = (taken.get(name) ?? 0) + 1;
        taken.set(name, count);
        return count === 1 ? name : `${name}-${count}`;
    });
}
