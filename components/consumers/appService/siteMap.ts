import { isDeepStrictEqual } from "node:util";
import type { Access } from "../access";
import { noSuchSite, type SitePlace, siteCall, siteId } from "./site";

/** The parts of a site's configuration that are maps, each of which can only be replaced as a whole. */
export type SiteMapName = "appsettings" | "connectionstrings" | "azurestorageaccounts";

/** One such map, by the name of the entry. */
export type SiteMap<Entry> = Readonly<Record<string, Entry>>;

/** What a change found, and whether there was anything to write. */
export interface MapChange<Entry> {
    readonly before: SiteMap<Entry>;
    readonly isWritten: boolean;
}

/** ARM id of the map. */
export function mapId(map: SiteMapName, place: SitePlace, subscriptionId: string): string {
    return `${siteId(place, subscriptionId)}/config/${map}`;
}

/** Lists the map with its values; undefined where there is no such site. */
export async function listMap<Entry>(
    map: SiteMapName,
    place: SitePlace,
    { arm, subscriptionId }: Access,
): Promise<SiteMap<Entry> | undefined> {
    const properties = await arm.findProperties(siteCall("POST", `${mapId(map, place, subscriptionId)}/list`));
    return properties as SiteMap<Entry> | undefined;
}

/**
 * Replaces the map by what `next` makes of it. One that stays as it is is not sent, because any write restarts the app. No two
 * changes of this update on one site are under way at once, or one would undo the other. Undefined where there is no such site.
 */
export async function changeMap<Entry>(
    map: SiteMapName,
    place: SitePlace,
    access: Access,
    next: (before: SiteMap<Entry>) => SiteMap<Entry>,
): Promise<MapChange<Entry> | undefined> {
    const { arm, subscriptionId } = access;
    return access.oneAtATime(siteId(place, subscriptionId), async () => {
        const before = await listMap<Entry>(map, place, access);
        if (before === undefined) {
            return undefined;
        }
        const properties = next(before);
        const isWritten = !isDeepStrictEqual({ ...before }, { ...properties });
        if (isWritten) {
            await arm.send({ ...siteCall("PUT", mapId(map, place, subscriptionId)), body: { properties } });
        }
        return { before, isWritten };
    });
}

/**
 * The same for a site that has to be there.
 *
 * @throws a `not-switched` error where there is none
 */
export async function writeMap<Entry>(
    map: SiteMapName,
    place: SitePlace,
    access: Access,
    next: (before: SiteMap<Entry>) => SiteMap<Entry>,
): Promise<MapChange<Entry>> {
    const change = await changeMap(map, place, access, next);
    if (change === undefined) {
        throw noSuchSite(place, access.subscriptionId);
    }
    return change;
}

/** Takes entries out of the map; nothing is done where the site is gone. */
export async function removeFromMap(
    map: SiteMapName,
    place: SitePlace,
    names: readonly string[],
    access: Access,
): Promise<void> {
    await changeMap(map, place, access, (before) => merged(before, {}, names));
}

/** The map with `own` in it and without what is `removed`; everything else stays as it is. */
export function merged<Entry>(
    before: SiteMap<Entry>,
    own: SiteMap<Entry>,
    removed: readonly string[],
): Readonly<Record<string, Entry>> {
    const kept = Object.entries(before).filter(([name]) => !removed.includes(name));
    return { ...Object.fromEntries(kept), ...own };
}

/** The entries of these names, as far as they are there. */
export function entriesOf<Entry>(map: SiteMap<Entry>, names: readonly string[]): readonly (readonly [string, Entry])[] {
    return Object.entries(map).filter(([name]) => names.includes(name));
}
