// npm run crash-matrix -- [--sample N] [--only PATTERN] [--places app,hosts] [--scenarios alternate,back] [--workers N] [--pairs N]
//
// Kills each process of an update at each moment of each kind of change, repairs in each way, and counts what went wrong.
// Ends with one line of JSON.
import { parseArgs } from "node:util";
import { startTestbed } from "../../integration/support/testbed";
import { app, GROUPS, groupsNamed, type PlaceGroup } from "../places/placeGroup";
import { NewOperations } from "../support/newOperations";
import { sampled } from "../support/sampled";
import type { CaseResult } from "./caseUnderWay";
import { type CrashCase, caseName, casesOf, roundsOf } from "./crashCase";
import { CrashedStacks } from "./crashedStacks";
import { momentName, operationOf } from "./moment";
import { alternate, rollBack, SCENARIOS, type Scenario } from "./scenarios";
import { Tally } from "./tally";

const { values: options } = parseArgs({
    options: {
        sample: { type: "string" },
        only: { type: "string", default: "" },
        places: { type: "string", default: GROUPS.map(({ name }) => name).join(",") },
        scenarios: { type: "string" },
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
        const stacks = new CrashedStacks(testbed, Number(options.pairs));
        const cases = sampled(await casesFound(stacks), options.sample);
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

/** All cases that the options leave: each group adds the calls and resources that none before it has. */
async function casesFound(stacks: CrashedStacks): Promise<readonly CrashCase[]> {
    const wanted = options.scenarios?.split(",");
    const only = new RegExp(options.only);
    const known = new Map(SCENARIOS.map(({ name }) => [name, new NewOperations()]));
    const cases: CrashCase[] = [];
    for (const group of groupsNamed(options.places)) {
        const stack = await stacks.take(group, 1);
        const scenarios = wanted ? SCENARIOS.filter(({ name }) => wanted.includes(name)) : scenariosOf(group);
        for (const scenario of scenarios) {
            const moments = await stack.record(scenario);
            const added = known.get(scenario.name)?.of(moments.map(operationOf));
            const own = moments.filter((moment) => added?.has(operationOf(moment)));
            console.log(`${group.name} / ${scenario.name}: ${own.map(momentName).join(", ")}`);
            cases.push(...casesOf({ group, scenario }, own).filter((found) => only.test(caseName(found))));
        }
        stacks.giveBack(group, 1, stack);
    }
    return cases;
}

/** What a place does is the same in each kind of change, but for whether the key is a new one or one that it had before. */
function scenariosOf(group: PlaceGroup): readonly Scenario[] {
    return group === app ? SCENARIOS : [alternate, rollBack];
}

function line(count: string, { crashCase, problems, repairs, extraRegenerates, killEnd }: CaseResult): string {
    const facts = `${repairs} up, ${extraRegenerates} extra${killEnd === "killed" ? "" : `, ${killEnd}`}`;
    const head = `${count} ${problems.length === 0 ? "ok" : "VIOLATION"} ${caseName(crashCase)} (${facts})`;
    return [head, ...problems].join("\n    ");
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
});
