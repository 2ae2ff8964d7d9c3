/** App Service takes names of settings, connection strings and mounts that differ only in letter case for one name. */
export function isSameName(one: string, other: string): boolean {
    return one.toLowerCase() === other.toLowerCase();
}

/** The first name that has come before, in upper or lower case; nothing if all differ. */
export function repeatedName(names: readonly string[]): string | undefined {
    return names.find((name, index) => names.slice(0, index).some((former) => isSameName(former, name)));
}

/** The entry of that name, with the name as it was written. */
export function entryOf<Value>(
    map: Readonly<Record<string, Value>>,
    name: string,
): readonly [string, Value] | undefined {
    return Object.entries(map).find(([written]) => isSameName(written, name));
}
