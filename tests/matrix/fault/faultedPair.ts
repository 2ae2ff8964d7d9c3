import type { PlantedFault } from "../../../sandbox/azure/faults";
import { contains, keyForms } from "../../integration/support/keyForms";
import { PAIRS, Stack } from "../../integration/support/stack";
import type { Testbed } from "../../integration/support/testbed";
import type { PlaceGroup } from "../places/placeGroup";
import { HeldKeys } from "../support/heldKeys";
import { MatrixPair } from "../support/matrixPair";
import { messageIn, unclearIn } from "./clearMessage";
import { type FaultCase, isOutlasted } from "./faultCase";
import { callsOf, isOfPair, type ServiceCall } from "./serviceCall";

export interface CaseResult {
    /** What is wrong; nothing, where all is well. Then what was printed follows. */
    readonly problems: readonly string[];
    /** How often the fault was met. */
    readonly hits: number;
    /** What the update said where it failed. */
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

/** Short enough that a call without an answer costs seconds, and long enough for two busy cores. */
const CALL_TIMEOUT = "3s";
const PROPAGATION = { interval: "100ms", timeout: "8s", blindWait: "2s" };
const BLIND_WAIT = /the data plane does not answer from here/;
const REGENERATES = 2;

/** A pair that rotates again and again, each time with something wrong. */
export class FaultedPair {
    #n = 1;

    private constructor(
        private readonly testbed: Testbed,
        readonly pair: MatrixPair,
        readonly stack: Stack,
        private readonly held: HeldKeys,
    ) {}

    /** @param name names its account, in lower-case letters and digits. */
    static async make(testbed: Testbed, name: string, group: PlaceGroup): Promise<FaultedPair> {
        const pair = await MatrixPair.make(testbed, name, group);
        const stack = await Stack.create(testbed, PAIRS, name);
        const faulted = new FaultedPair(testbed, pair, stack, new HeldKeys(pair));
        await faulted.#configure();
        await faulted.#upUndisturbed();
        return faulted;
    }

    stop(): Promise<void> {
        return this.held.stop();
    }

    /** The calls of the second undisturbed rotation: in the first one, nothing was outgoing before. */
    async record(): Promise<readonly ServiceCall[]> {
        const { journal } = this.pair.azure;
        let start = 0;
        for (const _ of ["first", "second"]) {
            start = journal.entries.length;
            await this.#rotate();
            await this.#upUndisturbed();
        }
        return callsOf(journal.entries.slice(start));
    }

    /** Rotates with the fault, if there is one, then without, and says what is wrong. */
    async run(next?: FaultCase): Promise<CaseResult> {
        const [regenerated, failedBefore, requestsBefore] = [
            this.pair.known.regenerated,
            this.held.failures.length,
            this.held.requests,
        ];
        const lostBefore = this.held.lost.length;
        await this.#rotate();
        const fault = next === undefined ? undefined : this.#plant(next);
        const faulted = await this.#up();
        fault?.remove();
        const repair = await this.#repair(faulted);
        const regenerates = this.pair.known.regenerated - regenerated;
        const extraRegenerates = Math.max(0, regenerates - REGENERATES);
        const failedRequests = this.held.failures.length - failedBefore;
        const unclear = faulted.failed ? unclearIn(faulted.output, next?.call) : [];
        const problems = [
            ...unclear,
            ...repair.problems,
            ...(await this.#keysShown([faulted.output, ...repair.outputs])),
            ...(faulted.failed && (next === undefined || isOutlasted(next)) ? ["the update failed"] : []),
            ...(next?.lasts === "once" && BLIND_WAIT.test(faulted.output) ? ["one failure cost a blind wait"] : []),
            ...this.held.lost.slice(lostBefore).map((at) => `a consumer held a key that was not accepted, at ${at}`),
            ...(failedRequests === 0 ? [] : [`${failedRequests} requests failed`]),
            ...(extraRegenerates <= 1 ? [] : [`${extraRegenerates} extra regenerates`]),
        ];
        return {
            problems: problems.length === 0 ? [] : [...problems, faulted.output, ...repair.outputs],
            hits: fault?.hits ?? 0,
            stopped: faulted.failed ? messageIn(faulted.output) : undefined,
            unclear: unclear.length > 0,
            failedRequests,
            requests: this.held.requests - requestsBefore,
            regenerates,
            extraRegenerates,
            settled: repair.problems.length === 0,
        };
    }

    #plant({ call, kind, lasts }: FaultCase): PlantedFault {
        const times = lasts === "once" ? 1 : Number.POSITIVE_INFINITY;
        return this.pair.azure.faults.add({ ...kind.fault(call), ...call, match: isOfPair, times });
    }

    /** One `up` without faults, with `--refresh` where the one before asked for it; none, where all is in place. */
    async #repair({ failed, output }: Update): Promise<{ outputs: readonly string[]; problems: readonly string[] }> {
        if (!failed && (await this.#missing()) === "") {
            return { outputs: [], problems: [] };
        }
        const args = /run `pulumi up --refresh`/.test(output) ? ["--refresh"] : [];
        const repair = await this.#up(args);
        const missing = repair.failed ? "the repairing up failed" : await this.#missing();
        return { outputs: [repair.output], problems: missing === "" ? [] : [`unsettled: ${missing}`] };
    }

    async #missing(): Promise<string> {
        await this.pair.site.settled().catch(() => undefined);
        const now = await this.pair.now(this.stack);
        const isTaken = now.trigger === this.#n;
        return [...this.pair.unfinished(now), ...(isTaken ? [] : ["the trigger was not taken"])].join(", ");
    }

    async #keysShown(outputs: readonly string[]): Promise<readonly string[]> {
        const forms = keyForms(this.testbed.trail.keys);
        const state = await this.stack.readState();
        return [
            ...(outputs.some((output) => contains(output, forms)) ? ["a key was printed"] : []),
            ...(contains(state, forms) ? ["a key is in the state as it is"] : []),
        ];
    }

    async #rotate(): Promise<void> {
        this.#n += 1;
        await this.#configure();
    }

    #configure(): Promise<void> {
        const described = this.pair.described({ rotationTrigger: this.#n, propagation: PROPAGATION });
        return this.stack.configure({ pairs: { [this.pair.name]: described } });
    }

    async #upUndisturbed(): Promise<void> {
        const { output, failed } = await this.#up();
        if (failed) {
            throw new Error(`An undisturbed up failed:\n${output}`);
        }
    }

    async #up(args: readonly string[] = []): Promise<Update> {
        const { sandbox, env, trail } = this.testbed;
        const { stack } = this;
        const { all, exitCode } = await sandbox.pulumi(stack.project.folder, stack.upCommand(args), {
            env: { ...env, TWO_KEY_CALL_TIMEOUT: CALL_TIMEOUT },
            reject: false,
        });
        trail.print(all);
        return { output: all, failed: exitCode !== 0 };
    }
}

interface Update {
    readonly output: string;
    readonly failed: boolean;
}
