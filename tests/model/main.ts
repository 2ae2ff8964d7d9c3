// npm run model [-- --depth N --histories N --seed N --workers N]: explores all that can happen to a pair, tells long histories at random, and
// shows that broken lifecycles are found. Ends with one line of JSON.
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { carryOut, type Shown, type Task, type TaskOptions, tasks } from "./tasks";

const HISTORIES_EACH = 300;
const MEGABYTES_EACH = 8192;
/** States live long and values computed from them do not: a large nursery spares much copying. */
const YOUNG_MEGABYTES_EACH = 192;

if (isMainThread) {
    void main();
} else {
    const options = workerData as TaskOptions;
    parentPort?.on("message", (task: Task) => parentPort?.postMessage(carryOut(task, options)));
}

async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            depth: { type: "string" },
            histories: { type: "string" },
            seed: { type: "string" },
            workers: { type: "string" },
        },
    });
    const start = Date.now();
    const seed = Number(values.seed ?? start % 2 ** 31);
    const options: TaskOptions = {
        ...(values.depth === undefined ? {} : { depth: Number(values.depth) }),
        histories: Number(values.histories ?? HISTORIES_EACH),
        seed,
    };
    const all = await carryOutAll(options, Number(values.workers ?? availableParallelism()));
    const of = (...kinds: readonly Task["kind"][]) => all.filter(({ kind }) => kinds.includes(kind));
    const violations = of("explore", "tell").filter(({ isFound }) => isFound).length;
    const broken = of("mutant", "leave out");
    const killed = broken.filter(({ isFound }) => isFound).length;
    console.log(
        JSON.stringify({
            states: sum(of("explore").map(({ count }) => count)),
            depth: Object.fromEntries(of("explore").map(({ name, depth }) => [name, depth])),
            randomHistories: sum(of("tell").map(({ count }) => count)),
            seed,
            violations,
            mutants: broken.length,
            killed,
            seconds: Math.round((Date.now() - start) / 1000),
        }),
    );
    process.exitCode = violations > 0 || killed < broken.length ? 1 : 0;
}

/** Carries out all tasks, as many at a time as there are workers. */
async function carryOutAll(options: TaskOptions, workers: number): Promise<readonly Shown[]> {
    const left = [...tasks];
    const all: Shown[] = [];
    const work = () =>
        new Promise<void>((resolve, reject) => {
            const resourceLimits = {
                maxOldGenerationSizeMb: MEGABYTES_EACH,
                maxYoungGenerationSizeMb: YOUNG_MEGABYTES_EACH,
            };
            const worker = new Worker(__filename, { workerData: options, resourceLimits });
            const next = () => {
                const task = left.shift();
                if (task === undefined) {
                    void worker.terminate().then(() => resolve());
                } else {
                    worker.postMessage(task);
                }
            };
            worker.on("message", (shown: Shown) => {
                console.log(
                    `${shown.kind === "explore" || shown.kind === "tell" ? "" : "mutant "}${shown.name}: ${shown.line}`,
                );
                all.push(shown);
                next();
            });
            worker.on("error", reject);
            next();
        });
    await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
    return all;
}

function sum(counts: readonly number[]): number {
    return counts.reduce((total, count) => total + count, 0);
}
