// npm run crash-matrix -- [--every] [--sample N] [--only PATTERN] [--scenarios alternate,back] [--workers N]
//
// Kills at every moment of every kind of update, repairs, and counts what went wrong. Ends with one line of JSON.
import { parseArgs } from "node:util";
import { startTestbed, type Testbed } from "../../integration/support/testbed";
import { type CaseResult, type CrashCase, CrashedPair, caseName } from "./crashedPair";
import type { Moment } from "./moment";
import { SCENARIOS, type Scenario, VARIANTS } from "./scenarios";
import { VICTIMS } from "./victim";

const { values: options } = parseArgs({
    options: {
        sample: { type: "string" },
        only: { type: "string", default: "" },
        scenarios: { type: "string", default: SCENARIOS.map(({ name }) => name).join(",") },
        every: { type: "boolean", default: false },
        workers: { type: "string", default: "3" },
    },
});

async function main(): Promise<void> {
    const startedAt = Date.now();
    const testbed = await startTestbed();
    const sum = { cases: 0, missed: 0, failedRequests: 0, requests: 0, extraRegenerates: 0, mostExtra: 0 };
    const ends = { unsettled: 0, violations: 0, mostRepairs: 0 };
    try {
        const pairs = new Pairs(testbed);
        const cases = sampled(await pairs.cases());
        const queue = [...cases];
        const work = async () => {
            for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
                const since = Date.now();
                const result = await pairs.run(next);
                sum.cases += 1;
                sum.missed += result.killed ? 0 : 1;
                sum.failedRequests += result.failedRequests;
                sum.requests += result.requests;
                sum.extraRegenerates += result.extraRegenerates;
                sum.mostExtra = Math.max(sum.mostExtra, result.extraRegenerates);
                ends.unsettled += result.settled ? 0 : 1;
                ends.violations += result.problems.length > 0 ? 1 : 0;
                ends.mostRepairs = Math.max(ends.mostRepairs, result.repairs);
                console.log(line(`[${sum.cases}/${cases.length}]`, next, result, Date.now() - since));
            }
        };
        await Promise.all(Array.from({ length: Number(options.workers) }, work));
        await pairs.stop();
    } finally {
        await testbed.sandbox.stop();
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(JSON.stringify({ ...sum, ...ends, seconds }));
    process.exitCode = sum.cases > 0 && ends.violations === 0 ? 0 : 1;
}

function line(count: string, next: CrashCase, result: CaseResult, ms: number): string {
    const { problems, repairs, extraRegenerates, killed } = result;
    const facts = `${repairs} up, ${extraRegenerates} extra, ${(ms / 1000).toFixed(1)} s${killed ? "" : ", not reached"}`;
    const head = `${count} ${problems.length === 0 ? "ok" : "VIOLATION"} ${caseName(next)} (${facts})`;
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

/** The pairs that are free to be killed, by scenario. */
class Pairs {
    readonly #free = new Map<Scenario, CrashedPair[]>();
    #made = 0;

    constructor(private readonly testbed: Testbed) {}

    async cases(): Promise<readonly CrashCase[]> {
        const only = new RegExp(options.only);
        const wanted = options.scenarios.split(",");
        const all = SCENARIOS.filter(({ name }) => wanted.includes(name)).map(async (scenario) => {
            const pair = await this.#take(scenario);
            const moments = await pair.record();
            this.#giveBack(scenario, pair);
            console.log(`${scenario.name}: ${moments.length} moments`);
            return casesOf(scenario, moments).filter((found) => only.test(caseName(found)));
        });
        return (await Promise.all(all)).flat();
    }

    async run(next: CrashCase): Promise<CaseResult> {
        const pair = await this.#take(next.scenario);
        const result = await pair.run(next);
        if (result.settled) {
            this.#giveBack(next.scenario, pair);
        } else {
            await pair.stop();
        }
        return result;
    }

    async stop(): Promise<void> {
        await Promise.all([...this.#free.values()].flat().map((pair) => pair.stop()));
    }

    async #take(scenario: Scenario): Promise<CrashedPair> {
        this.#made += 1;
        return this.#free.get(scenario)?.pop() ?? CrashedPair.make(this.testbed, `crash${this.#made}`, scenario);
    }

    #giveBack(scenario: Scenario, pair: CrashedPair): void {
        this.#free.set(scenario, [...(this.#free.get(scenario) ?? []), pair]);
    }
}

/**
 * Each process at each moment with a plain repair. Of what is left: a checkpoint matters only to the engine that writes it,
 * and the variants concern the state, so they run for one strategy and with the engine killed; `--every` is for all of it.
 */
function casesOf(scenario: Scenario, moments: readonly Moment[]): readonly CrashCase[] {
    const all = VARIANTS.filter(({ scenarios }) => scenarios.includes(scenario)).flatMap((variant) =>
        VICTIMS.flatMap((victim) => moments.map((moment) => ({ scenario, variant, victim, moment }))),
    );
    return all.filter(({ variant, victim, moment }) => {
        if (moment.kind === "checkpoint" && variant.environment !== undefined) {
            return false; // there are none
        }
        const isPlain = variant.name === "up";
        const matters = victim === "engine" || (isPlain && moment.kind === "call");
        return options.every || (matters && (isPlain || scenario.name === "alternate"));
    });
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
