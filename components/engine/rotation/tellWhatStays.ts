import type { RotationInputs } from "../../arguments/rotationInputs";
import type { Place } from "../../consumers/consumer";
import { placeName } from "../../consumers/consumers";
import { containsUnknown } from "../../shape/unknown";
import { report } from "../report";
import { valueNames } from "./touched";

/**
 * Says in a preview what becomes of the places whose entries are gone. The engine asks nobody about what it is going to delete, so this is
 * said by the pair that had them (rule 27).
 */
export async function tellWhatStays(
    { consumers: before = [] }: Partial<Pick<RotationInputs, "consumers">>,
    inputs: RotationInputs,
): Promise<void> {
    if (containsUnknown([before, inputs.consumers])) {
        return;
    }
    const now = new Set(inputs.consumers.flatMap(namesOf));
    for (const place of before) {
        const gone = namesOf(place).filter((name) => !now.has(name));
        if (gone.length > 0) {
            const one = gone.length === 1;
            const becomes =
                place.onRemove === "delete"
                    ? `${one ? "is" : "are"} deleted, as far as the pair made ${one ? "it" : "them"}`
                    : `${one ? "stays" : "stay"} as ${one ? "it is" : "they are"}, with the key in use, and no rotation moves ${one ? "it" : "them"} any more`;
            await report(
                inputs,
                `${gone.join(", ")} ${one ? "is" : "are"} not in the program any more: ${one ? "it" : "they"} ${becomes}`,
            );
        }
    }
}

function namesOf(place: Place): readonly string[] {
    return valueNames(place).map((value) => [placeName(place), value].filter((part) => part !== "").join("/"));
}
