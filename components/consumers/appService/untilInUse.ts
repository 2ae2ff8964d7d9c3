import type { Access } from "../access";
import type { Change } from "../consumer";
import { type ReferringMap, refreshReferences, untilResolved, versionless } from "./references";
import { type SitePlace, untilRestarted } from "./site";
import { entriesOf, type MapChange, writeMap } from "./siteMap";

/** Returns when the app runs with the values: references are resolved in the version written last, and the app has been restarted. */
export async function untilInUse<Entry>(
    map: ReferringMap,
    change: Change<SitePlace>,
    { before, isWritten }: MapChange<Entry>,
    access: Access,
): Promise<void> {
    const { place, references } = change;
    // A write makes the platform read every secret anew; without one, a versionless reference looks as if nothing had changed.
    const isRefreshed = !isWritten && versionless(change).length > 0;
    if (isRefreshed) {
        await refreshReferences(map, change, access);
    }
    const former = Object.fromEntries(entriesOf(before, Object.keys(references)));
    const hadAll = Object.keys(references).every((name) => former[name] !== undefined);
    const putBack = async () => {
        await writeMap<Entry>(map, place, access, (now) => ({ ...now, ...former }));
        await untilRestarted(place, "ifNeeded", access);
    };
    await untilResolved(map, change, access, isWritten && hadAll ? putBack : undefined);
    await untilRestarted(place, isRefreshed ? "always" : "ifNeeded", access);
}
