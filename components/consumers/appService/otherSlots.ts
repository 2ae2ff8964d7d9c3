import type { Access } from "../access";
import type { Place, Seen } from "../consumer";
import { isSameName, placesOf } from "../placeProblems";
import { type SitePlace, siteCall, siteId } from "./site";

/**
 * What the other deployment slots of an app hold under the same names, as far as no place of the pair says so: a swap brings it
 * into production, and with it a key that may be gone by then.
 */
export async function lookInOtherSlots<P extends SitePlace>(
    place: P,
    all: readonly Place[],
    access: Access,
    look: (place: P, access: Access) => Promise<Seen | undefined>,
    namesIn: (place: P) => readonly string[],
): Promise<Seen> {
    if (place.slot !== undefined) {
        return {};
    }
    const siblings = placesOf<P>(all, place.kind).filter(({ site }) => isSameName(site, place.site));
    const isDeclared = (slot: string, name: string) =>
        siblings.some((other) => isSameName(other.slot, slot) && namesIn(other).includes(name));
    const slots = await slotsOf(place, access);
    const looks = slots.map(async (slot) =>
        Object.entries((await look({ ...place, slot }, access)) ?? {})
            .filter(([name]) => !isDeclared(slot, name))
            .map(([name, value]) => [`${slot}/${name}`, value] as const),
    );
    return Object.fromEntries((await Promise.all(looks)).flat());
}

async function slotsOf(place: SitePlace, { arm, subscriptionId }: Access): Promise<readonly string[]> {
    const answer = await arm.find(siteCall("GET", `${siteId(place, subscriptionId)}/slots`));
    const { value = [] } = (answer ?? {}) as { readonly value?: readonly { readonly name?: string }[] };
    // App Service names a slot `site/slot`.
    return value.flatMap(({ name }) => name?.split("/").slice(-1) ?? []);
}
