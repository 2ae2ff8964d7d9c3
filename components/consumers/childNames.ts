import { RunError } from "@pulumi/pulumi";

/** The members of an entry of a list of consumers that name its child resource. */
export interface Named {
    /** The role of the child in the pair: the same for all entries of a kind. */
    readonly role: string;
    /** The entry's own name, instead of the place. */
    readonly name?: string | undefined;
    /** The names that lead to the place; those that are outputs are left out. */
    readonly place: readonly unknown[];
}

/**
 * Names of the child resources of consumers: by the entry's own `name`, else by its place if that is plain text, so that entries may be
 * reordered. Entries with the same name are numbered. If one of these is removed, others are renamed: use it for resources whose handlers know
 * the entries that the program still declares.
 */
export function childNames(pair: string, entries: readonly Named[]): readonly string[] {
    const taken = new Map<string, number>();
    return entries.map((entry) => {
        const child = childName(pair, entry);
        const count = (taken.get(child) ?? 0) + 1;
        taken.set(child, count);
        return count === 1 ? child : `${child}-${count}`;
    });
}

/** The same, with the user's path to it, for messages. */
export interface NamedEntry extends Named {
    readonly argument: string;
}

/**
 * The same for resources that nobody may rename: each name follows from its entry alone.
 *
 * @throws RunError for two entries that nothing tells apart.
 */
export function ownNames(pair: string, entries: readonly NamedEntry[]): readonly string[] {
    const names = entries.map((entry) => childName(pair, entry));
    for (const [index, name] of names.entries()) {
        const first = names.indexOf(name);
        if (first !== index) {
            throw new RunError(
                `${pair}: ${entries[first]?.argument} and ${entries[index]?.argument} would be one resource, "${name}": what tells them apart is not known ` +
                    "yet, or is the same; nothing was changed; give one of them a `name` and run `pulumi up` again",
            );
        }
    }
    return names;
}

function childName(pair: string, { role, name, place }: Named): string {
    const own = name === undefined ? place.filter((part) => typeof part === "string") : [name];
    return [pair, role, ...own].join("-");
}
