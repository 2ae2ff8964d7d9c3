// npm run soak -- [--minutes N] [--places app,hosts] [--seed N]
//
// Rotates in a loop under load, with a fault at random in most rotations. Ends with one line of JSON.

import { parseArgs } from "node:util";
import { constantFrom, option, sample, tuple } from "fast-check";
import { isOk, startLoad } from "local-azure";
import { startTestbed } from "../../integration/support/testbed";
import { caseName, type FaultCase } from "../fault/faultCase";
import { type CaseResult, FaultedPair } from "../fault/faultedPair";
import { casesOfGroups } from "../fault/faultedPairs";
import type { ServiceCall } from "../fault/serviceCall";
import { EngineStack } from "../onEngine/engineStack";
import { GROUPS, groupsNamed, type PlaceGroup } from "../places/placeGroup";

const { values: options } = parseArgs({
    options: {
        minutes: { type: "string", default: "5" },
        places: { type: "string", default: GROUPS.map(({ name }) => name).join(",") },
        seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
    },
});

const PER_SECOND = 10;
/** The soak looks for requests that are refused. On busy cores, any request may be slow. */
const REQUEST_TIMEOUT_MS = 60_000;
/** More failed requests than this tell a reader nothing new. */
const MOST_SHOWN = 20;
/** More than any soak gets to. */
const PLANNED = 100_000;

const sum = { failedRequests: 0, requests: 0, rotations: 0, regenerates: 0, faults: 0, stopped: 0, violations: 0 };

async function main(): Promise<void> {
    const startedAt = Date.now();
    const seed = Number(options.seed);
    console.log(`seed ${seed}`);
    const testbed = await startTestbed("moderate");
    try {
        const groups = groupsNamed(options.places);
        const pairs = new Map<PlaceGroup, FaultedPair>();
        const recorded: [PlaceGroup, readonly ServiceCall[]][] = [];
        for (const [index, group] of groups.entries()) {
            const pair = await FaultedPair.make(await EngineStack.make(testbed, `soaked${index}`, group));
            pairs.set(group, pair);
            recorded.push([group, await pair.record()]);
        }
        const cases = casesOfGroups(recorded);
        const soaked = [...pairs.values()];
        const loads = await Promise.all(
            soaked.map(async ({ stack }) =>
                startLoad({
                    url: await stack.pair.run(),
                    perSecond: PER_SECOND,
                    // More of them under way would only make a busy machine busier.
                    clients: PER_SECOND,
                    timeoutMs: REQUEST_TIMEOUT_MS,
                }),
            ),
        );
        const before = await sizesOf(soaked);
        const end = Date.now() + Number(options.minutes) * 60_000;
        const [anyGroup, anyCase] = [constantFrom(...groups), constantFrom(...cases)];
        const steps = sample(tuple(anyGroup, option(anyCase, { freq: 5, nil: undefined })), { seed, numRuns: PLANNED });
        for (const [group, next] of steps) {
            if (Date.now() >= end) {
                break;
            }
            const result = await pairs.get(next?.group ?? group)?.run(next);
            if (result !== undefined) {
                count(result, next);
            }
        }
        // The last ones have no fault, and have to settle.
        const last: CaseResult[] = [];
        for (const pair of soaked) {
            const result = await pair.run();
            count(result);
            last.push(result);
        }
        await Promise.all(loads.map((load) => load.stop()));
        const requests = loads.flatMap(({ samples }) => samples);
        const failed = requests.filter((request) => !isOk(request));
        sum.failedRequests += failed.length;
        sum.requests += requests.length;
        for (const { at, outcome, latencyMs } of failed.slice(0, MOST_SHOWN)) {
            console.log(`a request of ${new Date(at).toISOString()} failed after ${latencyMs} ms: ${outcome}`);
        }
        const after = await sizesOf(soaked);
        const growth = {
            heapGrowthMb: Math.round((after.heap - before.heap) / 2 ** 20),
            stateGrowthBytes: after.state - before.state,
        };
        const seconds = Math.round((Date.now() - startedAt) / 1000);
        console.log(JSON.stringify({ ...sum, ...growth, seconds, seed }));
        const isRight =
            sum.failedRequests === 0 &&
            loads.every(({ ok }) => ok > 0) &&
            last.every(({ settled }) => settled) &&
            sum.violations === 0;
        process.exitCode = isRight ? 0 : 1;
    } finally {
        await testbed.sandbox.stop();
    }
}

function count(result: CaseResult, next?: FaultCase): void {
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
    console.log([`[${sum.rotations}] ${what}: ${outcome}`, ...problems].join("\n    "));
}

/**
 * The sizes that could grow from rotation to rotation: the memory of this process, which holds the local Azure, and the stack's state.
 * The handlers' own processes end with each update.
 */
async function sizesOf(soaked: readonly FaultedPair[]): Promise<{ readonly heap: number; readonly state: number }> {
    for (const { stack } of soaked) {
        // The journal is a record, and not to be taken for a leak.
        stack.pair.azure.journal.clear();
    }
    if (globalThis.gc === undefined) {
        throw new Error("Heap growth cannot be told without garbage collection: run node with --expose-gc.");
    }
    globalThis.gc();
    const states = await Promise.all(soaked.map(({ stack }) => stack.readState()));
    return { heap: process.memoryUsage().heapUsed, state: states.join("").length };
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
