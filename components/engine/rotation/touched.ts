import type { Place } from "../../consumers/consumer";
import { consumerKindOf, placeName } from "../../consumers/consumers";
import { nameOfValue } from "../../consumers/holdings";
import type { TouchedPlace } from "../../lifecycle/plan";
import { containsUnknown } from "../../shape/unknown";

/** The names of the values in a place; one without a name is all that the place holds. */
export function valueNames(place: Place): readonly string[] {
    return Object.keys(consumerKindOf(place).contents?.(place) ?? { "": "key" });
}

/** The names of the values in a place, as a user knows them. */
export function namesIn(place: Place): readonly string[] {
    return valueNames(place).map((value) => nameOfValue(placeName(place), value));
}

/** The values of these places that an update touches, by the names that a user knows. */
export function touchedOf(places: readonly Place[]): readonly TouchedPlace[] {
    return places.map((place) => {
        if (containsUnknown(place)) {
            return { values: [place.argument] };
        }
        const restarts = consumerKindOf(place).restarts?.(place);
        return {
            values: namesIn(place),
            ...(restarts === undefined ? {} : { restarts }),
        };
    });
}
