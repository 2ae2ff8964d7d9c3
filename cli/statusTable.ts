import Table from "cli-table3";
import { durationText } from "../components/duration";
import type { PairStatus } from "./status";

const HEADS = ["Pair", "Service", "Slot", "Age", "Due", "State"] as const;

/** Below that a sentence has no room. */
const NARROWEST = 60;

/** One space on either side of each cell, and one line between two. */
const AROUND = 3;

/** The pairs as a table for a terminal of that width: a row each, and below it a sentence if there is something to say. */
export function statusTable(pairs: readonly PairStatus[], width: number): string {
    const rows = pairs.map(cells);
    const table = new Table({
        head: [...HEADS],
        colWidths: [...widthsOf([HEADS, ...rows], Math.max(width, NARROWEST))],
        wordWrap: true,
        style: { head: [], border: [] },
    });
    for (const [index, pair] of pairs.entries()) {
        // A name without a space in it is broken if necessary, and never cut.
        table.push((rows[index] ?? []).map((content) => ({ content, wrapOnWordBoundary: false })));
        if (pair.condition !== "settled") {
            table.push([{ colSpan: HEADS.length, content: sentenceOf(pair) }]);
        }
    }
    return table.toString();
}

/** The number of pairs in each condition, the worst first. */
export function statusSummary(pairs: readonly PairStatus[]): string {
    const counted = ["stopped", "overdue", "due", "waits", "settled"].flatMap((condition) => {
        const count = pairs.filter((pair) => pair.condition === condition).length;
        return count === 0 ? [] : [`${count} ${condition === "waits" && count > 1 ? "wait" : condition}`];
    });
    return `${pairs.length} ${pairs.length === 1 ? "pair" : "pairs"}: ${counted.join(", ")}`;
}

function cells({ pair, service, slot, generation, ageMs, dueAt, condition }: PairStatus): readonly string[] {
    return [pair, service, `${slot} (${generation})`, durationText(ageMs), dueAt?.slice(0, 10) ?? "", condition];
}

function sentenceOf({ state, next }: PairStatus): string {
    return next === undefined ? state : `${state}\nNext: ${next}`;
}

/** Names give way if the terminal is too narrow for all; everything else is short. */
function widthsOf(rows: readonly (readonly string[])[], width: number): readonly number[] {
    const natural = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    const [pair = 0, service = 0, ...short] = natural;
    const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
    const left = width - 1 - sum(short) - AROUND * HEADS.length;
    const ofPair = pair + service <= left ? pair : Math.max(8, Math.min(pair, left - service, Math.floor(left / 2)));
    const fitted = [ofPair, Math.max(8, Math.min(service, left - ofPair)), ...short];
    return fitted.map((each) => each + AROUND - 1);
}
