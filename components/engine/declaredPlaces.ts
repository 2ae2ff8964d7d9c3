import { canonicalId, canonicalName, type Naming } from "../consumers/naming";

const declared = new Map<string, Set<string>>();

/**
 * Notes that a resource of this update declares these values of a place. If two entries swap names, or a resource is renamed, the engine's
 * removal at the end would hit values that the other one has just written, or has written in an update that was killed.
 */
export function declare(placeId: string, names: readonly string[], naming?: Naming): void {
    const id = canonicalId(placeId);
    const own = names.map((name) => canonicalName(name, naming));
    declared.set(id, new Set([...(declared.get(id) ?? []), ...own]));
}

/** Those of the names that no resource declares. */
export function notDeclared(placeId: string, names: readonly string[], naming?: Naming): readonly string[] {
    const kept = declared.get(canonicalId(placeId));
    return names.filter((name) => !kept?.has(canonicalName(name, naming)));
}
