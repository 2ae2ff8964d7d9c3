import type { JournalEntry } from "./azure/journal";

/** An entry of the journal as a line of a log: the time, the answer, the request and its caller; or an event of that time. */
export function callLine(entry: JournalEntry): string {
    const { at, operation, target, detail } = entry;
    const status = entry.kind === "call" ? String(entry.status || "cut") : "·";
    const took = entry.kind === "call" ? `${Math.round(entry.durationMs)} ms` : "";
    const what = [operation, target, detail].filter((part) => part !== undefined && part !== "").join("  ");
    return `${new Date(at).toISOString().slice(11, 23)}  ${status.padStart(3)}  ${took.padStart(8)}  ${what}`;
}
