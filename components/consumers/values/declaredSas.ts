import type { Place } from "../consumer";
import { consumerKindOf } from "../consumers";
import { isSas, type SasContent } from "./sas";

/** A SAS that a place of the pair is given, and the argument that says so. */
export interface DeclaredSas {
    readonly argument: string;
    readonly place: Place;
    readonly content: SasContent;
}

/** Every SAS that the places of a pair are given. */
export function declaredSas(places: readonly Place[]): readonly DeclaredSas[] {
    return places.flatMap((place) =>
        Object.entries(consumerKindOf(place).contents?.(place) ?? {}).flatMap(([name, content]) =>
            isSas(content) ? [{ argument: `${place.argument}.${name || "content"}`, place, content: content }] : [],
        ),
    );
}
