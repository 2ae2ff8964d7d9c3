// npm run soak -- [--minutes N] [--seed N]
//
// Rotates in a loop under load, with a fault at random in most rotations. Ends with one line of JSON.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { constantFrom, option, sample } from "fast-check";
import { isOk, type Load, startLoad } from "../../../sandbox/app/load";
import { startTestbed } from "../../integration/support/testbed";
import { caseName, casesOf, type FaultCase } from "../fault/faultCase";
import { type CaseResult, FaultedPair } from "../fault/faultedPair";

const { values: options } = parseArgs({
    options: {
        minutes: { type: "string", default: "5" },
        seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
});

const SAMPLE_APP = { file: join(__dirname, "../../../sandbox/app/server.js"), args: ["UPLOADS"] };
const PER_SECOND = 10;
/** What is looked for are requests that are refused; on busy cores, any may be slow. */
const REQUEST_TIMEOUT_MS = 60_000;
/** More than any soak gets to. */
const PLANNED = 100_000;

const sum = { failedRequests: 0, requests: 0, rotations: 0, regenerates: 0, faults: 0, stopped: 0, violations: 0 };

async function main(): Promise<void> {
    const startedAt = Date.now();
    const seed = Number(options.seed);
    console.log(`seed ${seed}`);
    const testbed = await startTestbed();
    try {
        const pair = await FaultedPair.make(testbed, "soaked");
        const cases = casesOf(await pair.record());
        const url = await pair.photos.site.run(SAMPLE_APP);
        const load = startLoad({ url, perSecond: PER_SECOND, timeoutMs: REQUEST_TIMEOUT_MS });
        const before = await sizesOf(pair);
        const end = Date.now() + Number(options.minutes) * 60_000;
        for (const next of sample(option(constantFrom(...cases), { freq: 5, nil: undefined }), {
            seed,
            numRuns: PLANNED,
        })) {
            if (Date.now() >= end) {
                break;
            }
            count(await pair.run(next), next, load);
        }
        // The last one has no fault, and has to settle.
        const last = await pair.run();
        await Promise.all([load.stop(), pair.stop()]);
        count(last, undefined, load);
        sum.failedRequests += load.failed;
        sum.requests += load.samples.length;
        for (const { at, outcome, latencyMs } of load.samples.filter((request) => !isOk(request))) {
            console.log(`a request of ${new Date(at).toISOString()} failed after ${latencyMs} ms: ${outcome}`);
        }
        const after = await sizesOf(pair);
        const growth = {
            heapGrowthMb: Math.round((after.heap - before.heap) / 2 ** 20),
            stateGrowthBytes: after.state - before.state,
        };
        const seconds = Math.round((Date.now() - startedAt) / 1000);
        console.log(JSON.stringify({ ...sum, ...growth, seconds, seed }));
        const isRight = sum.failedRequests === 0 && load.ok > 0 && last.settled && sum.violations === 0;
        process.exitCode = isRight ? 0 : 1;
    } finally {
        await testbed.sandbox.stop();
    }
}

function count(result: CaseResult, next: FaultCase | undefined, load: Load): void {
    const { problems, hits, stopped, failedRequests, requests, regenerates } = result;
    sum.failedRequests += failedRequests;
    sum.requests += requests;
    sum.rotations += 1;
    sum.regenerates += regenerates;
    sum.faults += hits;
    sum.stopped += stopped === undefined ? 0 : 1;
    sum.violations += problems.length > 0 ? 1 : 0;
    const what = next === undefined ? "no fault" : `${caseName(next)}, met ${hits} times`;
    const outcome = `${problems.length === 0 ? "ok" : "VIOLATION"}${stopped === undefined ? "" : ", stopped and repaired"}`;
    const requested = `${load.ok} requests of the application, ${load.failed} failed`;
    console.log([`[${sum.rotations}] ${what}: ${outcome}; ${requested}`, ...problems].join("\n    "));
}

/**
 * What could grow from rotation to rotation: the memory of this process, in which the local Azure is, and the stack's state.
 * The handlers' own processes end with each update.
 */
async function sizesOf({ photos }: FaultedPair): Promise<{ readonly heap: number; readonly state: number }> {
    // The journal is a record, and not to be taken for a leak.
    photos.azure.journal.clear();
    if (globalThis.gc === undefined) {
        throw new Error("Heap growth cannot be told without garbage collection: run node with --expose-gc.");
    }
    globalThis.gc();
    return { heap: process.memoryUsage().heapUsed, state: (await photos.stack.readState()).length };
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
