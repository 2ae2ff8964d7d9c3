import type { Place } from "../consumer";
import { consumerKindOf } from "../consumers";
import { isSas, type SasContent } from "./sas";

/** A SAS in a place of the pair, and the argument that declares it. */
export interface DeclaredSas {
    readonly argument: string;
    readonly place: Place;
    readonly content: SasContent;
}

/** Every SAS in the places of a pair. */
export function declaredSas(places: readonly Place[]): readonly DeclaredSas[] {
    return places.flatMap((place) =>
        Object.entries(consumerKindOf(place).contents?.(place) ?? {}).flatMap(([name, content]) =>
            isSas(content) ? [{ argument: `${place.argument}.${name || "content"}`, place, content: content }] : [],
        ),
    );
}
