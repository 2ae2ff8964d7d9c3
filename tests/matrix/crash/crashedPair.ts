import { setTimeout as sleep } from "node:timers/promises";
import type { PairChange } from "../../integration/support/photos";
import type { PairNow } from "../support/matrixPair";
import type { MatrixStack } from "../support/matrixStack";
import { type CaseResult, CaseUnderWay } from "./caseUnderWay";
import type { CrashCase } from "./crashCase";
import type { Scenario } from "./scenarios";

/** A refusal, a refresh, the change itself and the way back. */
const MOST_REPAIRS = 6;

/** A pair whose updates are killed again and again. */
export class CrashedPair<Stack extends MatrixStack = MatrixStack> {
    /** Triggers are numbers that were not used before. */
    #n = 1;

    private constructor(readonly stack: Stack) {}

    /** Rotates the pair of a new stack once, so that it has left a key before. */
    static async make<Stack extends MatrixStack>(stack: Stack): Promise<CrashedPair<Stack>> {
        const made = new CrashedPair(stack);
        for (const n of [1, 2]) {
            made.#n = n;
            await made.#upUndisturbed({ rotationTrigger: n });
        }
        return made;
    }

    /** Kills once, repairs, and returns the problems. */
    async run(crashCase: CrashCase): Promise<CaseResult> {
        const { stack } = this;
        const { scenario, variant, victim, moment } = crashCase;
        const { start, change } = await this.prepare(scenario);
        const underWay = new CaseUnderWay(crashCase, stack.pair, start, this.#n);
        const { environment = {}, isRefreshed = false, isRestored, isRolledBack } = variant;
        try {
            await stack.configure(change);
            const before = await stack.readState();
            const { killEnd, output } = await stack.upKilled(victim, moment, { environment });
            const outputs = [output];
            if (isRestored) {
                await stack.restore(before);
            }
            if (isRolledBack) {
                await stack.configure(underWay.wayBack);
            }
            let next = { isRefreshed };
            while (!underWay.isSettled && outputs.length <= MOST_REPAIRS) {
                const repair = await stack.up(next);
                outputs.push(repair.output);
                next = { isRefreshed: /run `pulumi up --refresh`/.test(repair.output) };
                await underWay.lookAfterRepair(stack, repair);
                // The first one comes at once; a person who runs another one has read the output of this one.
                await (underWay.isSettled ? undefined : this.#untilListsAreCurrent());
            }
            return underWay.result(killEnd, outputs);
        } finally {
            await underWay.stop();
        }
    }

    /** Brings the pair to where the scenario begins, and returns the change that it is. */
    async prepare(scenario: Scenario): Promise<{ readonly start: PairNow; readonly change: PairChange }> {
        const { stack } = this;
        this.#n += 1;
        await this.#untilListsAreCurrent();
        const first = scenario.preparation(await stack.pair.now(stack), this.#n);
        if (first !== undefined) {
            await this.#upUndisturbed(first);
        }
        const start = await stack.pair.now(stack);
        return { start, change: scenario.change(start, this.#n) };
    }

    async #upUndisturbed(change: PairChange): Promise<void> {
        await this.stack.configure(change);
        const { hasFailed, output } = await this.stack.up();
        if (hasFailed) {
            throw new Error(`An undisturbed up failed:\n${output}`);
        }
        await this.#untilListsAreCurrent();
    }

    /** An update that begins sooner waits for them, and does nothing else. */
    #untilListsAreCurrent(): Promise<void> {
        return sleep(this.stack.pair.azure.weather.listLagMs);
    }
}
