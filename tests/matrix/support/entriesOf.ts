import type { JournalEntry } from "local-azure";
import type { MatrixPair } from "./matrixPair";

/** The user agent of requests that only try held keys. It tells them from those of a pair's own probe. */
export const READER = "reader-of-held-keys";

/** Tells the calls of a pair's handlers, and of the provider of its secret, from all others. */
export function callsOf(pair: MatrixPair): (entry: Named) => boolean {
    const isAbout = entriesAbout(pair);
    return (entry) => isAbout(entry) && entry.client !== READER && !isOfApplication(entry);
}

/** Tells the entries that may go with a change of the pair's keys, or of who holds one. */
export function changesOf(pair: MatrixPair): (entry: Named) => boolean {
    const isAbout = entriesAbout(pair);
    return (entry) => isAbout(entry) && !entry.operation.startsWith("blob") && !isOfApplication(entry);
}

type Named = Pick<JournalEntry, "operation" | "target"> & { readonly client?: string; readonly path?: string };

/** Everything that belongs to a pair has its name in its own, or is known by another name. */
function entriesAbout({ name, places }: MatrixPair): (entry: Named) => boolean {
    const names = [name, ...places.flatMap(({ aliases = [] }) => aliases)];
    const named = new RegExp(`\\b(${names.join("|")})\\b`);
    return ({ target, path = "" }) => named.test(`${target} ${path}`);
}

/** The application stores and reads photos; a pair only asks the account itself whether it takes a key. */
function isOfApplication({ operation }: Named): boolean {
    return operation.startsWith("blobs/") || operation.startsWith("containers/");
}
