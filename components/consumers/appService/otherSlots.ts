import type { Absent } from "../../absent";
import type { Access } from "../access";
import type { Place } from "../consumer";
import { listAll } from "../lists/listAll";
import { isAmong, isSameName } from "../naming";
import { placesOf } from "../placeProblems";
import type { Seen } from "../values/seenValue";
import { type SitePlace, siteCall, siteId } from "./site";

/**
 * The values that the other deployment slots of an app hold under the same names, unless a place of the pair declares them: a swap brings such
 * a value into production, with a key that may be gone by then.
 *
 * @param lookFor looks for these names in a place
 */
export async function lookInOtherSlots<P extends SitePlace>(
    place: P,
    all: readonly Place[],
    access: Access,
    lookFor: (names: readonly string[], place: P, access: Access) => Promise<Seen | Absent>,
    namesIn: (place: P) => readonly string[],
): Promise<Seen> {
    if (place.slot !== undefined) {
        return {};
    }
    const siblings = placesOf<P>(all, place.kind).filter(({ site }) => isSameName(site, place.site));
    const isDeclared = (slot: string, name: string) =>
        siblings.some((other) => isSameName(other.slot, slot) && isAmong(name, namesIn(other)));
    const slots = await slotsOf(place, access);
    const looks = slots.map(async (slot) => {
        const seen = await lookFor([], { ...place, slot }, access);
        return Object.entries(seen === "absent" ? {} : seen)
            .filter(([name]) => !isDeclared(slot, name))
            .map(([name, value]) => [`${slot}/${name}`, value] as const);
    });
    return Object.fromEntries((await Promise.all(looks)).flat());
}

async function slotsOf(place: SitePlace, access: Access): Promise<readonly string[]> {
    const slots = await listAll<{ readonly name?: string }>(
        siteCall("GET", `${siteId(place, access.subscriptionId)}/slots`),
        access,
    );
    // App Service names a slot `site/slot`.
    return slots.flatMap(({ name }) => name?.split("/").slice(-1) ?? []);
}
