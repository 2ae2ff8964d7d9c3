import { parseArgs } from "node:util";
import { EngineUnavailable } from "local-azure";
import { startTestbed, type Testbed } from "../../integration/support/testbed";
import { Workers } from "../inProcess/workers";
import { GROUPS } from "../places/placeGroup";
import { sampled } from "./sampled";

/** The common options of the command line of every matrix. */
const OPTIONS = {
    sample: { type: "string" },
    only: { type: "string", default: "" },
    places: { type: "string", default: GROUPS.map(({ name }) => name).join(",") },
    scenarios: { type: "string" },
    workers: { type: "string", default: "2" },
    "at-once": { type: "string", default: "24" },
    "no-engine": { type: "boolean", default: false },
} as const;

export type MatrixOptions = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** A matrix: its cases, how they are tried, and what they come to. */
export interface Matrix<Case, Task, Answer> {
    /** The module of its workers. */
    readonly worker: string;
    readonly tally: { readonly counts: object; readonly isGood: boolean };
    casesFound(workers: Workers<Task, Answer>, options: MatrixOptions): Promise<readonly Case[]>;
    nameOf(found: Case): string;
    runAll(workers: Workers<Task, Answer>, cases: readonly Case[], atOnce: number): Promise<void>;
    /** Tries a sample on the engine. Returns how many cases it has. */
    onEngine(testbed: Testbed): Promise<number>;
}

/** Runs a matrix as the command line says: without an engine, and then the sample on it. Its last line is one of JSON. */
export function runMatrix<Case, Task, Answer>(matrix: Matrix<Case, Task, Answer>): void {
    run(matrix).catch((error: unknown) => {
        console.error(error instanceof Error ? error.message : String(error));
        process.exitCode = 1;
    });
}

async function run<Case, Task, Answer>(matrix: Matrix<Case, Task, Answer>): Promise<void> {
    const { values: options } = parseArgs({ options: OPTIONS });
    const startedAt = Date.now();
    const workers = new Workers<Task, Answer>(matrix.worker, Number(options.workers));
    let ofCases = 0;
    try {
        const all = await matrix.casesFound(workers, options);
        ofCases = all.length;
        const only = new RegExp(options.only);
        const cases = sampled(
            all.filter((found) => only.test(matrix.nameOf(found))),
            options.sample,
        );
        console.log(`${cases.length} of ${ofCases} cases`);
        await matrix.runAll(workers, cases, Number(options["at-once"]));
    } finally {
        await workers.stop();
    }
    const onEngine = options["no-engine"] ? "skipped" : await sampleOnEngine((testbed) => matrix.onEngine(testbed));
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    console.log(JSON.stringify({ ...matrix.tally.counts, ofCases, onEngine, seconds }));
    process.exitCode = matrix.tally.isGood ? 0 : 1;
}

/** Says loudly where no engine can be had. */
async function sampleOnEngine(sample: (testbed: Testbed) => Promise<number>): Promise<number | "skipped"> {
    try {
        const testbed = await startTestbed("moderate");
        try {
            return await sample(testbed);
        } finally {
            await testbed.sandbox.stop();
        }
    } catch (error) {
        if (error instanceof EngineUnavailable) {
            console.error(`SKIPPED: the sample on the engine. ${error.message}`);
            return "skipped";
        }
        throw error;
    }
}
