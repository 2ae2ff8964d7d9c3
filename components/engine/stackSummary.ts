import { type PairEnd, restartsIn, summaryOf } from "../lifecycle/summary";
import { reportOfStack, type Subject } from "./report";

/*
 * One process serves all resources of an update, so it sees the end of every pair. How many there are the program tells, as soon as it
 * has made them; in a plugin, which is no program, each pair is counted when it is first heard of.
 */

const heardOf = new Set<string>();
const ends = new Map<string, readonly [string, PairEnd]>();
const restarting: string[] = [];
let told = 0;

/** Takes note of a pair, and of how many the program has. */
export function notePair({ owner }: Subject, { pairs = 0 }: { readonly pairs?: number }): void {
    heardOf.add(owner);
    told = Math.max(told, pairs);
}

/** Takes note of the applications that this preview expects to restart. */
export function noteRestarts(applications: readonly string[]): void {
    restarting.push(...applications);
}

/** The end of a pair in this update; the last pair reports on all of them. */
export async function pairEnded({ pair, owner }: Subject, end: PairEnd): Promise<void> {
    ends.set(owner, [pair, end]);
    if (ends.size === Math.max(told, heardOf.size)) {
        for (const line of [summaryOf([...ends.values()]), restartsIn(restarting)]) {
            await (line === undefined ? undefined : reportOfStack(line));
        }
    }
}
