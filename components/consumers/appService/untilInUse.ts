import type { Access } from "../access";
import type { Change } from "../consumer";
import { type ReferringMap, refreshReferences, untilResolved, versionless } from "./references";
import { type SitePlace, untilRestarted } from "./site";
import { entriesOf, type MapChange, merged, type SiteMap, writeMap } from "./siteMap";

/**
 * Returns when the app runs with the values: references are resolved in the version written last, and the app has been restarted.
 *
 * @param lost those of the values that somebody has overwritten meanwhile; nothing is put back then
 */
export async function untilInUse<Entry>(
    map: ReferringMap,
    change: Change<SitePlace>,
    { before, isWritten }: MapChange<Entry>,
    lost: () => Promise<readonly string[]>,
    access: Access,
): Promise<void> {
    const { place, references } = change;
    // A write makes the platform read every secret again; without one, a versionless reference looks as if nothing had changed.
    const isRefreshed = !isWritten && versionless(change).length > 0;
    if (isRefreshed) {
        await refreshReferences(map, change, access);
    }
    const own = entriesOf(before, Object.keys(references)).map(({ name, entry }) => [name, entry]);
    const former: SiteMap<Entry> = Object.fromEntries(own);
    const hadAll = Object.keys(references).every((name) => former[name] !== undefined);
    const putBack = async () => {
        const known = Object.keys(former);
        await writeMap<Entry>({ map, place, known, next: (now) => merged(now, former, []) }, access);
        await untilRestarted(place, "ifNeeded", access);
    };
    await untilResolved(map, change, access, lost, isWritten && hadAll ? putBack : undefined);
    await untilRestarted(place, isRefreshed ? "always" : "ifNeeded", access);
}
