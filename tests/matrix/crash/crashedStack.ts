import { writeFile } from "node:fs/promises";
import type { PairChange } from "../../integration/support/photos";
import { PAIRS, Stack } from "../../integration/support/stack";
import type { Testbed } from "../../integration/support/testbed";
import type { PlaceGroup } from "../places/placeGroup";
import { callsOf } from "../support/entriesOf";
import { MatrixPair, type PairNow } from "../support/matrixPair";
import { type CaseResult, CaseUnderWay } from "./caseUnderWay";
import { savedSince } from "./checkpoints";
import type { CrashCase, Round } from "./crashCase";
import { runUp } from "./killedUpdate";
import { type Moment, momentsOf } from "./moment";
import type { Scenario } from "./scenarios";

export interface RoundResult {
    readonly results: readonly CaseResult[];
    /** What each `up` printed. */
    readonly outputs: readonly string[];
}

/** A refusal, a refresh, the change itself and the way back; a neighbour that stops an update adds to that. */
const MOST_REPAIRS = 8;

/** A stack whose pairs are killed again and again, all of them at once and each at a moment of its own. */
export class CrashedStack {
    /** What the program says of each pair. */
    readonly #changes: PairChange[] = [];
    /** Triggers are numbers that were not used before. */
    #n = 1;

    private constructor(
        private readonly testbed: Testbed,
        private readonly stack: Stack,
        private readonly pairs: readonly MatrixPair[],
    ) {}

    /** Makes pairs that were rotated once. @param name names their accounts, too, in lower-case letters and digits. */
    static async make(testbed: Testbed, name: string, group: PlaceGroup, size: number): Promise<CrashedStack> {
        const pairs = await Promise.all(
            Array.from({ length: size }, (_, index) => MatrixPair.make(testbed, `${name}x${index}`, group)),
        );
        await Promise.all(pairs.map((pair) => pair.run()));
        const made = new CrashedStack(testbed, await Stack.create(testbed, PAIRS, name), pairs);
        for (const n of [1, 2]) {
            made.#n = n;
            await made.#configure(pairs.map(() => ({ rotationTrigger: n })));
            await made.#upUndisturbed();
        }
        return made;
    }

    /** Ends the applications. */
    async stop(): Promise<void> {
        await Promise.all(this.pairs.map(({ site }) => site.stop()));
    }

    /** Carries a change out undisturbed, with the first pair, and returns its moments. */
    async record(scenario: Scenario): Promise<readonly Moment[]> {
        await this.#prepare([scenario]);
        const operations: string[] = [];
        const [isCall = () => false] = this.pairs.map((pair) => callsOf(pair));
        const endListening = this.testbed.sandbox.azure.journal.on((entry) => {
            if (entry.kind === "call" && isCall(entry)) {
                operations.push(entry.operation);
            }
        });
        const before = await this.stack.readState();
        await runUp(this.testbed, this.stack);
        endListening();
        const saved = savedSince(before, await this.stack.readState());
        return momentsOf(
            operations,
            saved.map(({ type }) => type),
        );
    }

    /** Kills once, repairs, and says of each case what is wrong. */
    async run(round: Round): Promise<RoundResult> {
        const [{ variant, victim }] = round;
        const begun = await this.#begin(round);
        try {
            const before = await this.stack.readState();
            const moments = begun.map(({ pair, crashCase: { moment } }) => ({ pair, moment }));
            const { environment = {}, repairArguments = [], isRestored, isRolledBack } = variant;
            const killed = await runUp(this.testbed, this.stack, { victim, moments, environment });
            if (victim === "engine") {
                await this.stack.cancel();
            }
            if (isRestored) {
                await writeFile(this.stack.stateFile, before);
            }
            if (isRolledBack) {
                await this.#configure(begun.map(({ wayBack }) => wayBack));
            }
            const outputs = [killed.output, ...(await this.#repair(begun, repairArguments))];
            await Promise.all(begun.map((one) => one.stop()));
            return { outputs, results: begun.map((one, index) => one.result(killed.ends[index] ?? "missed")) };
        } finally {
            await Promise.all(begun.map((one) => one.stop()));
        }
    }

    /** Configures the changes of the cases, the first pair for the first of them, and begins to watch. */
    async #begin(cases: readonly CrashCase[]): Promise<readonly CaseUnderWay[]> {
        const starts = await this.#prepare(cases.map(({ scenario }) => scenario));
        return cases.flatMap((crashCase, index) => {
            const [pair, start] = [this.pairs[index], starts[index]];
            return pair === undefined || start === undefined ? [] : [new CaseUnderWay(crashCase, pair, start, this.#n)];
        });
    }

    /** Brings the first pairs to where their scenarios begin, and configures the changes. The others rest. */
    async #prepare(scenarios: readonly Scenario[]): Promise<readonly PairNow[]> {
        this.#n += 1;
        const found = await this.#now();
        const first = found.map((pair, index) => scenarios[index]?.preparation(pair, this.#n));
        if (first.some((change) => change !== undefined)) {
            await this.#configure(found.map((pair, index) => first[index] ?? atRest(pair)));
            await this.#upUndisturbed();
        }
        const starts = await this.#now();
        await this.#configure(starts.map((pair, index) => scenarios[index]?.change(pair, this.#n) ?? atRest(pair)));
        return starts;
    }

    /** Runs `up` until all is in place, with `--refresh` where the one before asked for it. Returns what they printed. */
    async #repair(begun: readonly CaseUnderWay[], first: readonly string[]): Promise<readonly string[]> {
        const outputs: string[] = [];
        let args = first;
        while (begun.some(({ isSettled }) => !isSettled) && outputs.length < MOST_REPAIRS) {
            const { all, exitCode } = await this.#up(args);
            outputs.push(all);
            args = /run `pulumi up --refresh`/.test(all) ? ["--refresh"] : [];
            await Promise.all(begun.map((one) => one.lookAfterRepair(this.stack, exitCode)));
        }
        return outputs;
    }

    #now(): Promise<readonly PairNow[]> {
        return Promise.all(this.pairs.map((pair) => pair.now(this.stack)));
    }

    /** Changes what the program says of the first pairs. */
    #configure(changes: readonly PairChange[]): Promise<void> {
        this.#changes.splice(0, changes.length, ...changes);
        const described = this.pairs.map((pair, index) => [pair.name, pair.described(this.#changes[index] ?? {})]);
        return this.stack.configure({ pairs: Object.fromEntries(described) });
    }

    async #upUndisturbed(): Promise<void> {
        const { exitCode, all } = await this.#up([]);
        if (exitCode !== 0) {
            throw new Error(`An undisturbed up ended with ${exitCode}:\n${all}`);
        }
    }

    async #up(args: readonly string[]) {
        const { sandbox, env, trail } = this.testbed;
        const { project } = this.stack;
        const result = await sandbox.pulumi(project.folder, this.stack.upCommand(args), { env, reject: false });
        trail.print(result.all);
        return result;
    }
}

/** The pair as it is: nothing is wanted of it. */
function atRest({ trigger }: PairNow): PairChange {
    return { rotationTrigger: trigger };
}
