// npm run crash-matrix -- [--sample N] [--only PATTERN] [--scenarios alternate,back] [--workers N] [--pairs N]
//
// Kills each process of an update at each moment of each kind of change, repairs in each way, and counts what went wrong.
// Ends with one line of JSON.
import { parseArgs } from "node:util";
import { startTestbed, type Testbed } from "../../integration/support/testbed";
import type { CaseResult } from "./caseUnderWay";
import { type CrashCase, caseName, casesOf, type Round, roundsOf } from "./crashCase";
import { CrashedStack, type RoundResult } from "./crashedStack";
import { SCENARIOS } from "./scenarios";
import { Tally } from "./tally";

const { values: options } = parseArgs({
    options: {
        sample: { type: "string" },
        only: { type: "string", default: "" },
        scenarios: { type: "string", default: SCENARIOS.map(({ name }) => name).join(",") },
        workers: { type: "string", default: "2" },
        pairs: { type: "string", default: "12" },
    },
});

/** The application restarts late, and keys propagate slowly. */
const LATE_MS = 1_000;

async function main(): Promise<void> {
    const startedAt = Date.now();
    const testbed = await startTestbed();
    const { azure } = testbed.sandbox;
    azure.sites.surroundings.restartDelayMs = LATE_MS;
    azure.storage.propagation.acceptedAfterMs = LATE_MS;
    const tally = new Tally();
    try {
        const stacks = new Stacks(testbed);
        const cases = sampled(await casesFound(stacks));
        const rounds = [...roundsOf(cases, Number(options.pairs))];
        console.log(`${cases.length} cases in ${rounds.length} updates`);
        const work = async () => {
            for (let round = rounds.shift(); round !== undefined; round = rounds.shift()) {
                const since = Date.now();
                const { results, outputs } = await stacks.run(round);
                for (const result of results) {
                    tally.add(result);
                    console.log(line(`[${tally.cases}/${cases.length}]`, result));
                }
                if (results.some(({ problems }) => problems.length > 0)) {
                    console.log(outputs.join("\n").replaceAll(/^/gm, "    | "));
                }
                console.log(`    ${round.length} at once, ${((Date.now() - since) / 1000).toFixed(1)} s`);
                azure.journal.clear();
            }
        };
        await Promise.all(Array.from({ length: Number(options.workers) }, work));
    } finally {
        await testbed.sandbox.stop();
    }
    console.log(JSON.stringify({ ...tally.counts, seconds: Math.round((Date.now() - startedAt) / 1000) }));
    process.exitCode = tally.isGood ? 0 : 1;
}

/** All cases that the options leave. */
async function casesFound(stacks: Stacks): Promise<readonly CrashCase[]> {
    const wanted = options.scenarios.split(",");
    const only = new RegExp(options.only);
    const stack = await stacks.take(1);
    const cases: CrashCase[] = [];
    for (const scenario of SCENARIOS.filter(({ name }) => wanted.includes(name))) {
        const moments = await stack.record(scenario);
        console.log(`${scenario.name}: ${moments.length} moments`);
        cases.push(...casesOf(scenario, moments).filter((found) => only.test(caseName(found))));
    }
    stacks.giveBack(1, stack);
    return cases;
}

function line(count: string, { crashCase, problems, repairs, extraRegenerates, killEnd }: CaseResult): string {
    const facts = `${repairs} up, ${extraRegenerates} extra${killEnd === "killed" ? "" : `, ${killEnd}`}`;
    const head = `${count} ${problems.length === 0 ? "ok" : "VIOLATION"} ${caseName(crashCase)} (${facts})`;
    return [head, ...problems].join("\n    ");
}

/** Every so many cases, spread over all. */
function sampled(cases: readonly CrashCase[]): readonly CrashCase[] {
    const count = Math.min(Number(options.sample ?? cases.length), cases.length);
    return Array.from(
        { length: count },
        (_, index) => cases[Math.floor(((index + 0.5) * cases.length) / count)],
    ).filter((found) => found !== undefined);
}

/** The stacks that are free to be killed, by size: an update of one pair is faster than one of many. */
class Stacks {
    readonly #free = new Map<number, CrashedStack[]>();
    #made = 0;

    constructor(private readonly testbed: Testbed) {}

    async run(round: Round): Promise<RoundResult> {
        // The pairs that have no case in a round take their time, too.
        const size = [1, SCENARIOS.length].find((few) => round.length <= few) ?? Number(options.pairs);
        const stack = await this.take(size);
        const result = await stack.run(round);
        if (result.results.every(({ isSettled }) => isSettled)) {
            this.giveBack(size, stack);
        } else {
            await stack.stop();
        }
        return result;
    }

    take(size: number): Promise<CrashedStack> {
        const free = this.#free.get(size)?.pop();
        if (free !== undefined) {
            return Promise.resolve(free);
        }
        this.#made += 1;
        return CrashedStack.make(this.testbed, `crash${this.#made}`, size);
    }

    giveBack(size: number, stack: CrashedStack): void {
        this.#free.set(size, [...(this.#free.get(size) ?? []), stack]);
    }
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
