const declared = new Map<string, Set<string>>();

/**
 * Notes that a resource of this update declares these values of a place. Two entries may swap names, or a resource be renamed,
 * and then the engine removes at the end what the other has just written, or wrote in an update that was killed.
 */
export function declare(placeId: string, names: readonly string[]): void {
    const id = placeId.toLowerCase();
    declared.set(id, new Set([...(declared.get(id) ?? []), ...names]));
}

/** Those of the names that nobody declares. */
export function notDeclared(placeId: string, names: readonly string[]): readonly string[] {
    const kept = declared.get(placeId.toLowerCase());
    return names.filter((name) => !kept?.has(name));
}
