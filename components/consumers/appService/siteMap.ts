import { isDeepStrictEqual } from "node:util";
import type { Absent } from "../../absent";
import type { Access } from "../access";
import type { Change } from "../consumer";
import { lookedList, sureList } from "../lists/sureList";
import { isAmong, isSameName } from "../naming";
import { noSuchSite, type SitePlace, siteCall, siteId, siteName } from "./site";

/** The parts of a site's configuration that are maps. Each can only be replaced as a whole. */
export type SiteMapName = "appsettings" | "connectionstrings" | "azurestorageaccounts";

const TITLES = {
    appsettings: "app settings",
    connectionstrings: "connection strings",
    azurestorageaccounts: "storage mounts",
};

/** One such map, by the name of the entry. */
export type SiteMap<Entry> = Readonly<Record<string, Entry>>;

/** The map before a change, and whether there was anything to write. */
export interface MapChange<Entry> {
    readonly before: SiteMap<Entry>;
    readonly isWritten: boolean;
}

/** ARM id of the map. */
export function mapId(map: SiteMapName, place: SitePlace, subscriptionId: string): string {
    return `${siteId(place, subscriptionId)}/config/${map}`;
}

/** Lists the map with its values; `absent` if there is no such site. */
export async function listMap<Entry>(
    map: SiteMapName,
    place: SitePlace,
    { arm, subscriptionId }: Access,
): Promise<SiteMap<Entry> | Absent> {
    const properties = await arm.findProperties(siteCall("POST", `${mapId(map, place, subscriptionId)}/list`));
    return properties as SiteMap<Entry> | Absent;
}

/** A change of a map: `next` makes the new one. */
export interface MapWrite<Entry> {
    readonly map: SiteMapName;
    readonly place: SitePlace;
    /** Names that were written there before. */
    readonly known: readonly string[];
    next(before: SiteMap<Entry>): SiteMap<Entry>;
}

/**
 * Replaces the map by the result of `next`. An unchanged map is not sent, because any write restarts the app. No two changes of this update on
 * one site run at once, or one would undo the other. `absent` if there is no such site.
 */
export async function changeMap<Entry>(
    { map, place, known, next }: MapWrite<Entry>,
    access: Access,
): Promise<MapChange<Entry> | Absent> {
    const { arm, subscriptionId } = access;
    const whole = {
        name: `the ${TITLES[map]} of ${siteName(place)}`,
        ask: () => listMap<Entry>(map, place, access),
        namesIn: (list: SiteMap<Entry>) => Object.keys(list),
        known,
    };
    return access.oneAtATime(siteId(place, subscriptionId), async () => {
        const before = await sureList(whole, access);
        if (before === "absent") {
            return before;
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
 * The same for a site that has to exist.
 *
 * @throws a `not-switched` error if it does not exist
 */
export async function writeMap<Entry>(write: MapWrite<Entry>, access: Access): Promise<MapChange<Entry>> {
    const change = await changeMap(write, access);
    if (change === "absent") {
        throw noSuchSite(write.place, access.subscriptionId);
    }
    return change;
}

/** Takes entries out of the map; does nothing if the site is gone. */
export async function removeFromMap(
    map: SiteMapName,
    place: SitePlace,
    names: readonly string[],
    access: Access,
): Promise<void> {
    await changeMap({ map, place, known: [], next: (before) => merged(before, {}, names) }, access);
}

/** Looks at the map for entries of these names. */
export function lookAtMap<Entry>(
    map: SiteMapName,
    place: SitePlace,
    names: readonly string[],
    access: Access,
): Promise<SiteMap<Entry> | Absent> {
    const ask = () => listMap<Entry>(map, place, access);
    return lookedList({ ask, namesIn: Object.keys, known: names }, access);
}

/** Those names, as a user knows them, that do not have the written value, or not in this very spelling. */
export async function lostFromMap<Entry>(
    map: SiteMapName,
    place: SitePlace,
    values: Readonly<Record<string, string>>,
    valueIn: (entry: Entry, written: string) => string | undefined,
    access: Access,
): Promise<readonly string[]> {
    const list = await listMap<Entry>(map, place, access);
    const isLost = ([name, value]: readonly [string, string]) => {
        const entry = list === "absent" ? undefined : list[name];
        return entry === undefined || valueIn(entry, value) !== value;
    };
    return Object.entries(values)
        .filter(isLost)
        .map(([name]) => `${siteName(place)}/${name}`);
}

/** The map with `own` in it, in that spelling alone, and without the names in `removed`; everything else stays unchanged. */
export function merged<Entry>(
    before: SiteMap<Entry>,
    own: SiteMap<Entry>,
    removed: readonly string[],
): Readonly<Record<string, Entry>> {
    const gone = [...removed, ...Object.keys(own)];
    const kept = Object.entries(before).filter(([name]) => !isAmong(name, gone));
    return { ...Object.fromEntries(kept), ...own };
}

/** Those of the names that are there although they are not known to have been written. */
export function foundIn(
    before: SiteMap<unknown>,
    { values, known }: Pick<Change, "values" | "known">,
): readonly string[] {
    const there = Object.keys(before);
    return Object.keys(values).filter((name) => isAmong(name, there) && !isAmong(name, known));
}

/** The existing entries of these names. An entry goes by the requested name, and knows its own spelling. */
export function entriesOf<Entry>(map: SiteMap<Entry>, names: readonly string[]): readonly NamedEntry<Entry>[] {
    return names.flatMap((name) => {
        const spelt = Object.entries(map).filter(([other]) => isSameName(other, name));
        // App Service never keeps two of one name. If it ever does, both are found.
        return spelt.map(([spelling, entry]) => ({ name: spelt.length === 1 ? name : spelling, spelling, entry }));
    });
}

interface NamedEntry<Entry> {
    readonly name: string;
    /** The name as the map has it. */
    readonly spelling: string;
    readonly entry: Entry;
}
