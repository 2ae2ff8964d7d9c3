// npm run fault-matrix -- [--sample N] [--only PATTERN] [--places app,hosts] [--workers N] [--at-once N] [--no-engine]
//
// Has every call of a rotation meet every fault, repairs, and counts what went wrong: all cases in processes of its own, without an engine, and
// then a sample on the engine. Ends with one line of JSON, in which `cases` were run of `ofCases`.
import { join } from "node:path";
import type { FaultAnswer, FaultTask } from "../inProcess/faultWorker";
import type { Workers } from "../inProcess/workers";
import { groupsNamed } from "../places/placeGroup";
import { type MatrixOptions, runMatrix } from "../support/runMatrix";
import { sampleOnEngine } from "./engineSample";
import { caseName, type FaultCase, plainCase } from "./faultCase";
import { casesOfGroups } from "./faultedPairs";
import type { ServiceCall } from "./serviceCall";
import { Tally } from "./tally";

type FaultWorkers = Workers<FaultTask, FaultAnswer>;

const tally = new Tally();

async function casesFound(workers: FaultWorkers, options: MatrixOptions): Promise<readonly FaultCase[]> {
    const groups = groupsNamed(options.places);
    const calls = new Map<string, readonly ServiceCall[]>();
    const tasks = groups.map(({ name }) => ({ kind: "record", group: name }) as const);
    await workers.run(tasks, tasks.length, (task, answer) => {
        if (task.kind === "record" && "calls" in answer) {
            calls.set(task.group, answer.calls);
        }
    });
    return casesOfGroups(groups.map((group) => [group, calls.get(group.name) ?? []]));
}

async function runAll(workers: FaultWorkers, cases: readonly FaultCase[], atOnce: number): Promise<void> {
    const names = new Map<FaultTask, string>(
        cases.map((faultCase) => [{ kind: "run", faultCase: plainCase(faultCase) }, caseName(faultCase)]),
    );
    await workers.run([...names.keys()], atOnce, (task, answer) => {
        if ("problems" in answer) {
            tally.add(answer);
            console.log(tally.line(`[${tally.cases}/${cases.length}]`, names.get(task) ?? "", answer));
        }
    });
}

runMatrix({
    worker: join(__dirname, "../inProcess/faultWorker.js"),
    tally,
    casesFound,
    nameOf: caseName,
    runAll,
    onEngine: (testbed) => sampleOnEngine(testbed, tally),
});
