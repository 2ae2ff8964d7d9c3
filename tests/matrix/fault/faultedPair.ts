import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { PlantedFault } from "local-azure";
import { contains, keyForms } from "../../integration/support/keyForms";
import { HeldKeys } from "../support/heldKeys";
import type { MatrixStack, Up } from "../support/matrixStack";
import { messageIn, unclearIn } from "./clearMessage";
import { type FaultCase, isOutlasted, mostExtraRegenerates } from "./faultCase";
import { callsOf, type ServiceCall } from "./serviceCall";

export interface CaseResult {
    /** The problems, followed by the printed output; empty if all is well. */
    readonly problems: readonly string[];
    /** How often the fault was met. */
    readonly hits: number;
    /** The text of the update at its failure. */
    readonly stopped: string | undefined;
    readonly unclear: boolean;
    readonly failedRequests: number;
    readonly requests: number;
    readonly regenerates: number;
    /** Regenerates beyond the two of a rotation. */
    readonly extraRegenerates: number;
    /** Whether one `up` without faults was enough. */
    readonly settled: boolean;
}

/** While something is wrong: short enough that a call without an answer costs seconds, and long enough for two busy cores. */
const CALL_TIMEOUT = { TWO_KEY_CALL_TIMEOUT: "5s" };
const PROPAGATION = { interval: "100ms", timeout: "1m", blindWait: "2s" };
const BLIND_WAIT = /the data plane does not answer from here/;
const REGENERATES = 2;

/** A pair that rotates again and again, each time with something wrong. */
export class FaultedPair {
    #n = 1;

    private constructor(readonly stack: MatrixStack) {}

    /** Adopts the pair of a new stack. */
    static async make(stack: MatrixStack): Promise<FaultedPair> {
        const faulted = new FaultedPair(stack);
        await faulted.#configure();
        await faulted.#upUndisturbed();
        return faulted;
    }

    /**
     * The calls that each of two undisturbed rotations makes: a busy machine adds some, such as another list where one is too old. Before
     * them comes one in which nothing was outgoing before.
     */
    async record(): Promise<readonly ServiceCall[]> {
        const { journal } = this.stack.pair.azure;
        let recorded: readonly ServiceCall[] = [];
        for (const round of [0, 1, 2]) {
            await this.#rotate();
            const start = journal.entries.length;
            await this.#upUndisturbed();
            const calls = callsOf(this.stack, journal.entries.slice(start));
            recorded =
                round < 2 ? calls : recorded.filter((one) => calls.some((other) => isDeepStrictEqual(one, other)));
        }
        return recorded;
    }

    /** Rotates with the fault, if there is one, then without, and returns the problems. */
    async run(next?: FaultCase): Promise<CaseResult> {
        const { stack } = this;
        const { pair } = stack;
        await this.#rotate();
        const regenerated = pair.known.regenerated;
        const held = new HeldKeys(pair);
        try {
            const fault = next === undefined ? undefined : this.#plant(next);
            const environment = next === undefined ? {} : CALL_TIMEOUT;
            const faulted = await stack.up({ environment });
            fault?.remove();
            const repair = await this.#repair(faulted);
            const outputs = [faulted.output, ...repair.outputs];
            const regenerates = pair.known.regenerated - regenerated;
            const extraRegenerates = Math.max(0, regenerates - REGENERATES);
            const failedRequests = held.failures.length;
            const unclear = faulted.hasFailed ? unclearIn(faulted.output, next?.call) : [];
            const problems = [
                ...unclear,
                ...repair.problems,
                ...(contains(outputs.join("\n"), keyForms(pair.known.all)) ? ["a key was printed"] : []),
                ...(faulted.hasFailed && (next === undefined || isOutlasted(next)) ? ["the update failed"] : []),
                ...(next?.lasts === "once" && BLIND_WAIT.test(faulted.output) ? ["one failure cost a blind wait"] : []),
                ...held.lost.map((at) => `a consumer held a key that was not accepted, at ${at}`),
                ...(failedRequests === 0 ? [] : [`${failedRequests} requests failed: ${held.failures.slice(0, 3)}`]),
                ...(extraRegenerates <= (next === undefined ? 1 : mostExtraRegenerates(next))
                    ? []
                    : [`${extraRegenerates} extra regenerates`]),
            ];
            return {
                problems: problems.length === 0 ? [] : [...problems, ...outputs],
                hits: fault?.hits ?? 0,
                stopped: faulted.hasFailed ? messageIn(faulted.output) : undefined,
                unclear: unclear.length > 0,
                failedRequests,
                requests: held.requests,
                regenerates,
                extraRegenerates,
                settled: repair.problems.length === 0,
            };
        } finally {
            await held.stop();
        }
    }

    #plant({ call, kind, lasts }: FaultCase): PlantedFault {
        const times = lasts === "once" ? 1 : Number.POSITIVE_INFINITY;
        const match = this.stack.isOwnCall.bind(this.stack);
        return this.stack.pair.azure.faults.add({ ...kind.fault(call), ...call, match, times });
    }

    /** One `up` without faults, with `--refresh` where the one before asked for it; none, where all is in place. */
    async #repair({ hasFailed, output }: Up): Promise<{ outputs: readonly string[]; problems: readonly string[] }> {
        if (!hasFailed && (await this.#missing()) === "") {
            return { outputs: [], problems: [] };
        }
        const repair = await this.stack.up({ isRefreshed: /run `pulumi up --refresh`/.test(output) });
        const missing = repair.hasFailed ? "the repairing up failed" : await this.#missing();
        return { outputs: [repair.output], problems: missing === "" ? [] : [`unsettled: ${missing}`] };
    }

    async #missing(): Promise<string> {
        const { pair } = this.stack;
        await pair.site.settled().catch(() => undefined);
        const now = await pair.now(this.stack);
        const isTaken = now.trigger === this.#n;
        return [...pair.unfinished(now), ...(isTaken ? [] : ["the trigger was not taken"])].join(", ");
    }

    /** Wants a rotation, when lists are current: an update that begins sooner waits for them, and does nothing else. */
    async #rotate(): Promise<void> {
        this.#n += 1;
        await this.#configure();
        await sleep(this.stack.pair.azure.weather.listLagMs);
    }

    #configure(): Promise<void> {
        return this.stack.configure({ rotationTrigger: this.#n, propagation: PROPAGATION });
    }

    async #upUndisturbed(): Promise<void> {
        const { output, hasFailed } = await this.stack.up();
        if (hasFailed) {
            throw new Error(`An undisturbed up failed:\n${output}`);
        }
    }
}
