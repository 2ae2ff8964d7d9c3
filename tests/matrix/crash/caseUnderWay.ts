import type { PairChange } from "../../integration/support/photos";
import type { MatrixPair, PairNow } from "../support/matrixPair";
import type { KillEnd, MatrixStack, Up } from "../support/matrixStack";
import { CaseWatch } from "./caseWatch";
import type { CrashCase } from "./crashCase";
import { mostExtraRegenerates } from "./variants";

/** The result of a kill and its repair. */
export interface CaseResult {
    /** The problems, and the observations; empty if all is well. */
    readonly problems: readonly string[];
    /** The output of each update, if there is a problem. */
    readonly outputs: readonly string[];
    readonly failedRequests: number;
    readonly requests: number;
    /** Regenerates beyond those of an undisturbed run. */
    readonly extraRegenerates: number;
    readonly isSettled: boolean;
    readonly killEnd: KillEnd;
    /** The `up`s it took from the kill until all was in place. */
    readonly repairs: number;
}

/** A case from just before its change until its pair is repaired. */
export class CaseUnderWay {
    readonly #watch: CaseWatch;
    #missing: readonly string[] = ["not looked at"];
    #repairs = 0;
    #extraRegenerates = 0;

    constructor(
        readonly crashCase: CrashCase,
        readonly pair: MatrixPair,
        private readonly start: PairNow,
        private readonly n: number,
    ) {
        this.#watch = new CaseWatch(pair);
    }

    /** Back to the slot that was in use before the change; an emergency is taken back with it, or it would be refused. */
    get wayBack(): PairChange {
        return { rotationTrigger: this.n, pinnedSlot: this.start.activeSlot };
    }

    get isSettled(): boolean {
        return this.#missing.length === 0;
    }

    /** Looks whether all is in place after one more `up`, which ended so. */
    async lookAfterRepair(stack: Pick<MatrixStack, "outputs">, { hasFailed }: Up): Promise<void> {
        if (this.isSettled) {
            return;
        }
        const { scenario, variant } = this.crashCase;
        this.#repairs += 1;
        const now = await this.pair.now(stack);
        const isDone = variant.isRolledBack
            ? now.activeSlot === this.start.activeSlot
            : scenario.isDone(now, this.n, this.start);
        this.#missing = [
            ...(hasFailed ? ["up failed"] : []),
            ...this.pair.unfinished(now),
            ...(isDone ? [] : ["the change is not carried out"]),
        ];
        // To go back is one more.
        const due = scenario.regenerates(now) + (variant.isRolledBack ? 1 : 0);
        this.#extraRegenerates = Math.max(0, this.#watch.regenerated - due);
    }

    stop(): Promise<void> {
        return this.#watch.stop();
    }

    /** @param outputs what each update printed. */
    result(killEnd: KillEnd, outputs: readonly string[]): CaseResult {
        const { requests, failures, lost, calls } = this.#watch;
        const { variant, victim } = this.crashCase;
        const extraRegenerates = this.#extraRegenerates;
        const problems = [
            ...(this.isSettled ? [] : [`unsettled: ${this.#missing.join(", ")}`]),
            ...lost.slice(0, 3).map((at) => `a consumer held a key that was not accepted, at ${at}`),
            ...(failures.length === 0
                ? []
                : [`${failures.length} requests failed: ${failures.slice(0, 9).join(", ")}`]),
            ...(extraRegenerates <= mostExtraRegenerates(variant, victim)
                ? []
                : [`${extraRegenerates} extra regenerates`]),
        ];
        return {
            problems: problems.length === 0 ? [] : [...problems, ...calls],
            outputs: problems.length === 0 ? [] : outputs,
            failedRequests: failures.length,
            requests,
            extraRegenerates,
            isSettled: this.isSettled,
            killEnd,
            repairs: this.#repairs,
        };
    }
}
