import type { PendingCall } from "../../../sandbox/azure/faults";
import type { JournalEntry } from "../../../sandbox/azure/journal";
import { READER } from "../support/entriesOf";
import { isCertain } from "../support/isCertain";

/** A call that an update makes: which of its calls of that operation, from 1. */
export interface ServiceCall {
    readonly operation: string;
    readonly nth: number;
}

/** The secret is written by the provider of azure-native; its other calls, for a token of its own, are none of the pair's. */
const STAND_IN = ["azure-native-stand-in", "node"];

/** Whether a call is one of the pair's: of its handlers or of its consumers. */
export function isOfPair({ client, operation }: Pick<PendingCall, "client" | "operation">): boolean {
    return client !== READER && (operation === "vaults/secrets/put" || !STAND_IN.includes(client ?? ""));
}

/** Every call of an update that ran undisturbed. */
export function callsOf(entries: readonly JournalEntry[]): readonly ServiceCall[] {
    const counts = new Map<string, number>();
    return entries
        .filter((entry) => entry.kind === "call")
        .filter(isOfPair)
        .flatMap(({ operation }) => {
            const nth = (counts.get(operation) ?? 0) + 1;
            counts.set(operation, nth);
            return isCertain({ operation, nth }) ? [{ operation, nth }] : [];
        });
}
