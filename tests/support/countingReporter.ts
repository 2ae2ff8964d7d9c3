import { relative } from "node:path";
import { type MochaOptions, Runner, reporters } from "mocha";

const { EVENT_HOOK_END, EVENT_TEST_END } = Runner.constants;
const SLOWEST = 10;

/** Mocha's own report, with the slowest files and the counts, on a line of their own, at its end. */
export class CountingReporter extends reporters.Spec {
    readonly #msOf = new Map<string, number>();

    constructor(runner: Runner, options: MochaOptions) {
        super(runner, options);
        for (const event of [EVENT_TEST_END, EVENT_HOOK_END]) {
            runner.on(event, ({ file, duration = 0 }: Mocha.Runnable) => {
                if (file !== undefined) {
                    this.#msOf.set(file, (this.#msOf.get(file) ?? 0) + duration);
                }
            });
        }
    }

    override epilogue(): void {
        super.epilogue();
        const slowest = [...this.#msOf].sort(([, one], [, other]) => other - one).slice(0, SLOWEST);
        console.log(`The ${slowest.length} slowest files:`);
        for (const [file, ms] of slowest) {
            console.log(`${(ms / 1000).toFixed(1).padStart(8)} s  ${relative(process.cwd(), file)}`);
        }
        const { passes, failures, pending } = this.stats;
        console.log(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
    }
}
