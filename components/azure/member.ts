/** The member of this name in an answer of a service, in upper or lower case; undefined if it does not exist. */
export function member(value: unknown, name: string): unknown {
    if (typeof value !== "object" || value === null) {
        return undefined;
    }
    return Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}
