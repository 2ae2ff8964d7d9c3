import type { JournalEntry } from "local-azure";
import { isCertain } from "../support/isCertain";
import type { MatrixStack } from "../support/matrixStack";

/** A call that an update makes: which of its calls of that operation, from 1. */
export interface ServiceCall {
    readonly operation: string;
    readonly nth: number;
}

/** Every call of an update of that stack which ran undisturbed. */
export function callsOf(
    stack: Pick<MatrixStack, "isOwnCall">,
    entries: readonly JournalEntry[],
): readonly ServiceCall[] {
    const counts = new Map<string, number>();
    return entries
        .filter((entry) => entry.kind === "call")
        .filter((call) => stack.isOwnCall(call))
        .flatMap(({ operation }) => {
            const nth = (counts.get(operation) ?? 0) + 1;
            counts.set(operation, nth);
            return isCertain({ operation, nth }) ? [{ operation, nth }] : [];
        });
}
