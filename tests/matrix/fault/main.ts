// npm run fault-matrix -- [--sample N] [--only PATTERN] [--places app,hosts] [--workers N]
//
// Has every call of a rotation meet every fault, repairs, and counts what went wrong. Ends with one line of JSON.
import { parseArgs } from "node:util";
import { startTestbed } from "../../integration/support/testbed";
import { GROUPS, groupsNamed } from "../places/placeGroup";
import { sampled } from "../support/sampled";
import { caseName, type FaultCase } from "./faultCase";
import type { CaseResult } from "./faultedPair";
import { FaultedPairs } from "./faultedPairs";

const { values: options } = parseArgs({
    options: {
        sample: { type: "string" },
        only: { type: "string", default: "" },
        places: { type: "string", default: GROUPS.map(({ name }) => name).join(",") },
        workers: { type: "string", default: "4" },
    },
});

const sum = { cases: 0, missed: 0, stopped: 0, failedRequests: 0, requests: 0, extraRegenerates: 0, mostExtra: 0 };
const ends = { unsettled: 0, unclear: 0, violations: 0 };

async function main(): Promise<void> {
    const startedAt = Date.now();
    const groups = groupsNamed(options.places);
    // Each worker has a cloud of its own: a token, or the metadata of a cloud, is not any pair's.
    const first = new FaultedPairs(await startTestbed());
    const others = Array.from(
        { length: Number(options.workers) - 1 },
        async () => new FaultedPairs(await startTestbed()),
    );
    const workers = [first, ...(await Promise.all(others))];
    try {
        const only = new RegExp(options.only);
        const cases = sampled(
            (await first.cases(groups)).filter((found) => only.test(caseName(found))),
            options.sample,
        );
        const queue = [...cases];
        await Promise.all(workers.map((pairs) => work(pairs, queue, cases.length)));
    } finally {
        await Promise.all(workers.map((pairs) => pairs.stop()));
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(JSON.stringify({ ...sum, ...ends, seconds }));
    process.exitCode = sum.cases > 0 && ends.violations === 0 ? 0 : 1;
}

/** Takes cases until there are none; a pair that could not be repaired is left behind. */
async function work(pairs: FaultedPairs, queue: FaultCase[], total: number): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const since = Date.now();
        const pair = await pairs.of(next.group);
        const result = await pair.run(next);
        count(result);
        pairs.testbed.sandbox.azure.journal.clear();
        console.log(line(`[${sum.cases}/${total}]`, next, result, Date.now() - since));
        if (!result.settled) {
            await pairs.leave(next.group);
        }
    }
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
