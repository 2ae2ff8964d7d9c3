// npm run crash-matrix -- [--sample N] [--only PATTERN] [--places app,hosts] [--scenarios alternate,back] [--workers N] [--at-once N] [--no-engine]
//
// Stops everything at each moment of each kind of change, repairs in each way, and counts what went wrong: all cases in processes of its own,
// without an engine, and then a sample on the engine. Ends with one line of JSON, in which `cases` were run of `ofCases`.
import { join } from "node:path";
import type { CrashAnswer, CrashTask } from "../inProcess/crashWorker";
import type { Workers } from "../inProcess/workers";
import { app, groupsNamed, type PlaceGroup } from "../places/placeGroup";
import { NewOperations } from "../support/newOperations";
import { type MatrixOptions, runMatrix } from "../support/runMatrix";
import { type CrashCase, caseName, casesOf, plainCase } from "./crashCase";
import { sampleOnEngine } from "./engineSample";
import { type Moment, momentName, operationOf } from "./moment";
import { alternate, rollBack, SCENARIOS, type Scenario } from "./scenarios";
import { Tally } from "./tally";

type CrashWorkers = Workers<CrashTask, CrashAnswer>;

const tally = new Tally();

/** All cases of the places and scenarios that are wanted: each group adds the calls and resources that none before it has. */
async function casesFound(workers: CrashWorkers, options: MatrixOptions): Promise<readonly CrashCase[]> {
    const wanted = options.scenarios?.split(",");
    const recordings = groupsNamed(options.places).flatMap((group) => {
        const scenarios = wanted ? SCENARIOS.filter(({ name }) => wanted.includes(name)) : scenariosOf(group);
        return scenarios.map((scenario) => ({ group, scenario, moments: [] as readonly Moment[] }));
    });
    const tasks = recordings.map(({ group, scenario }) => {
        return { kind: "record", group: group.name, scenario: scenario.name } as const;
    });
    await workers.run(tasks, tasks.length, (task, answer) => {
        const recorded = recordings[tasks.indexOf(task as (typeof tasks)[number])];
        if (recorded !== undefined && "moments" in answer) {
            recorded.moments = answer.moments;
        }
    });
    const known = new Map(SCENARIOS.map(({ name }) => [name, new NewOperations()]));
    return recordings.flatMap(({ group, scenario, moments }) => {
        const added = known.get(scenario.name)?.of(moments.map(operationOf));
        const own = moments.filter((moment) => added?.has(operationOf(moment)));
        console.log(`${group.name} / ${scenario.name}: ${own.map(momentName).join(", ")}`);
        return casesOf({ group, scenario }, own);
    });
}

/** The work of a place is the same in each kind of change. The only difference is whether the key is new or one that it had before. */
function scenariosOf(group: PlaceGroup): readonly Scenario[] {
    return group === app ? SCENARIOS : [alternate, rollBack];
}

async function runAll(workers: CrashWorkers, cases: readonly CrashCase[], atOnce: number): Promise<void> {
    const tasks = cases.map((crashCase) => ({ kind: "run", crashCase: plainCase(crashCase) }) as const);
    const names = new Map<CrashTask, string>(tasks.map((task, index) => [task, caseName(cases[index] as CrashCase)]));
    await workers.run(tasks, atOnce, (task, answer) => {
        if ("moments" in answer) {
            return;
        }
        tally.add(answer);
        console.log(tally.line(`[${tally.cases}/${cases.length}]`, names.get(task) ?? "", answer));
        for (const output of answer.outputs) {
            console.log(output.replaceAll(/^/gm, "    | "));
        }
    });
}

runMatrix({
    worker: join(__dirname, "../inProcess/crashWorker.js"),
    tally,
    casesFound,
    nameOf: caseName,
    runAll,
    onEngine: (testbed) => sampleOnEngine(testbed, tally),
});
