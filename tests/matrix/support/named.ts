/** The one of that name. */
export function named<Named extends { readonly name: string }>(all: readonly Named[], wanted: string): Named {
    const found = all.find(({ name }) => name === wanted);
    if (found === undefined) {
        throw new Error(`There is none called ${wanted}: ${all.map(({ name }) => name).join(", ")}.`);
    }
    return found;
}
