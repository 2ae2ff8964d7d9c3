import type { RotationInputs } from "../../arguments/rotationInputs";
import { containsUnknown } from "../../shape/unknown";
import { report } from "../report";
import { namesIn } from "./touched";

/**
 * Says in a preview what happens to the places whose entries are gone. The engine asks nobody about resources that it will delete, so the pair
 * that had them says this (rule 27).
 */
export async function tellWhatStays(
    { consumers: before = [] }: Partial<Pick<RotationInputs, "consumers">>,
    inputs: RotationInputs,
): Promise<void> {
    if (containsUnknown([before, inputs.consumers])) {
        return;
    }
    const now = new Set(inputs.consumers.flatMap(namesIn));
    for (const place of before) {
        const gone = namesIn(place).filter((name) => !now.has(name));
        if (gone.length > 0) {
            await report(inputs, place.onRemove === "delete" ? goes(gone) : stays(gone));
        }
    }
}

function stays(names: readonly string[]): string {
    return names.length === 1
        ? `${names} is no longer in the program: it stays as it is, with the key in use, and no rotation moves it`
        : `${names.join(", ")} are no longer in the program: they stay as they are, with the key in use, and no rotation moves them`;
}

function goes(names: readonly string[]): string {
    return `${names.join(", ")}: no longer in the program, and \`onRemove\` takes away what the pair has put there`;
}
