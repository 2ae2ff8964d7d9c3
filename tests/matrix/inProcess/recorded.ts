import type { CrashedPair } from "../crash/crashedPair";
import { type Moment, momentsOf, type RecordedCall } from "../crash/moment";
import type { Scenario } from "../crash/scenarios";
import { callsOf } from "../support/entriesOf";
import type { PairStack } from "./pairStack";

/** Carries a change out undisturbed, and returns its moments. */
export async function momentsIn(pair: CrashedPair<PairStack>, scenario: Scenario): Promise<readonly Moment[]> {
    const { stack } = pair;
    const { change } = await pair.prepare(scenario);
    const calls: RecordedCall[] = [];
    const saved = new Set<string>();
    const isCall = callsOf(stack.pair);
    const endListening = stack.pair.azure.journal.on((entry) => {
        if (entry.kind === "call" && isCall(entry)) {
            const { operation } = entry;
            calls.push({ operation, ...(stack.isOtherUnderWay && { isBesideOther: true }) });
        }
    });
    await stack.configure(change);
    const { hasFailed, output } = await stack.up({ onSaved: (type) => saved.add(type) });
    endListening();
    if (hasFailed) {
        throw new Error(`An undisturbed up failed:\n${output}`);
    }
    return momentsOf(calls, [...saved]);
}
