/** The member of this name in an answer of a service, whatever the case of its letters; undefined if there is none. */
export function member(value: unknown, name: string): unknown {
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
