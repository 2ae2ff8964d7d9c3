import type { Place } from "../consumer";
import { writtenConsumerOf } from "../consumers";
import type { KeyVaultSecretPlace } from "../keyVaultSecret";
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
        Object.entries(contentsOf(place)).flatMap(([name, content]) =>
            isSas(content) ? [{ argument: `${place.argument}.${name}`, place, content: content }] : [],
        ),
    );
}

function contentsOf(place: Place): Readonly<Record<string, unknown>> {
    if (place.kind === "keyVaultSecret") {
        return { content: (place as KeyVaultSecretPlace).content };
    }
    return writtenConsumerOf(place, place.argument).contents(place);
}
