// npm run fault-matrix -- [--sample N] [--only PATTERN] [--workers N]
//
// Has every call of a rotation meet every fault, repairs, and counts what went wrong. Ends with one line of JSON.
import { parseArgs } from "node:util";
import { startTestbed, type Testbed } from "../../integration/support/testbed";
import { sampled } from "../support/sampled";
import { caseName, casesOf, type FaultCase } from "./faultCase";
import { type CaseResult, FaultedPair } from "./faultedPair";

const { values: options } = parseArgs({
    options: {
        sample: { type: "string" },
        only: { type: "string", default: "" },
        workers: { type: "string", default: "4" },
    },
});

const sum = { cases: 0, missed: 0, stopped: 0, failedRequests: 0, requests: 0, extraRegenerates: 0, mostExtra: 0 };
const ends = { unsettled: 0, unclear: 0, violations: 0 };

async function main(): Promise<void> {
    const startedAt = Date.now();
    // Each worker has a cloud of its own: a token, or the metadata of a cloud, is not any pair's.
    const testbeds = await Promise.all(Array.from({ length: Number(options.workers) }, () => startTestbed()));
    try {
        const pairs = await Promise.all(testbeds.map((testbed) => FaultedPair.make(testbed, "faulted0")));
        const calls = (await pairs[0]?.record()) ?? [];
        console.log(`${calls.length} calls: ${calls.map(({ operation, nth }) => `${operation} ${nth}`).join(", ")}`);
        const only = new RegExp(options.only);
        const cases = sampled(
            casesOf(calls).filter((found) => only.test(caseName(found))),
            options.sample,
        );
        const queue = [...cases];
        await Promise.all(
            testbeds.map(async (testbed, index) => {
                const [pair] = pairs.slice(index);
                await work(testbed, pair ?? (await FaultedPair.make(testbed, "faulted0")), queue, cases.length);
            }),
        );
    } finally {
        await Promise.all(testbeds.map(({ sandbox }) => sandbox.stop()));
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(JSON.stringify({ ...sum, ...ends, seconds }));
    process.exitCode = sum.cases > 0 && ends.violations === 0 ? 0 : 1;
}

/** Takes cases until there are none; a pair that could not be repaired is left behind. */
async function work(testbed: Testbed, first: FaultedPair, queue: FaultCase[], total: number): Promise<void> {
    let pair = first;
    let made = 1;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const since = Date.now();
        const result = await pair.run(next);
        count(result);
        testbed.sandbox.azure.journal.clear();
        console.log(line(`[${sum.cases}/${total}]`, next, result, Date.now() - since));
        if (!result.settled) {
            await pair.stop();
            pair = await FaultedPair.make(testbed, `faulted${made}`);
            made += 1;
        }
    }
    await pair.stop();
}

function count(result: CaseResult): void {
    sum.cases += 1;
    sum.missed += result.hits > 0 ? 0 : 1;
    sum.stopped += result.stopped === undefined ? 0 : 1;
    sum.failedRequests += result.failedRequests;
    sum.requests += result.requests;
    sum.extraRegenerates += result.extraRegenerates;
    sum.mostExtra = Math.max(sum.mostExtra, result.extraRegenerates);
    ends.unsettled += result.settled ? 0 : 1;
    ends.unclear += result.unclear ? 1 : 0;
    ends.violations += result.problems.length > 0 ? 1 : 0;
}

function line(counted: string, next: FaultCase, result: CaseResult, ms: number): string {
    const { problems, hits, stopped, extraRegenerates } = result;
    const met = hits === 0 ? "not met" : `met ${hits} times`;
    const seconds = `${(ms / 1000).toFixed(1)} s`;
    const facts = [met, stopped === undefined ? "went on" : "stopped", `${extraRegenerates} extra`, seconds];
    const head = `${counted} ${problems.length === 0 ? "ok" : "VIOLATION"} ${caseName(next)} (${facts.join(", ")})`;
    return [head, ...(stopped === undefined ? [] : [stopped]), ...problems].join("\n    ");
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
