/** Tells the operations that no group of places has made before this one: the common operations of a pair are tried once. */
export class NewOperations {
    readonly #known = new Set<string>();

    /** Those among the operations of a group. */
    of(operations: readonly string[]): ReadonlySet<string> {
        const added = new Set(operations.filter((operation) => !this.#known.has(operation)));
        for (const operation of added) {
            this.#known.add(operation);
        }
        return added;
    }
}
