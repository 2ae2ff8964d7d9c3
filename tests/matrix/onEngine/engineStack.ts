import { writeFile } from "node:fs/promises";
import type { PendingCall } from "local-azure";
import type { PairChange } from "../../integration/support/photos";
import { PAIRS, Stack } from "../../integration/support/stack";
import type { Testbed } from "../../integration/support/testbed";
import type { Moment } from "../crash/moment";
import type { Victim } from "../crash/victim";
import type { PlaceGroup } from "../places/placeGroup";
import { cloudOf } from "../support/matrixCloud";
import { MatrixPair } from "../support/matrixPair";
import type { MatrixStack, Up, UpOptions } from "../support/matrixStack";
import { isOfPair } from "../support/ownCalls";
import { upKilled } from "./killedUpdate";

/** A stack with one pair on the engine. */
export class EngineStack implements MatrixStack {
    private constructor(
        private readonly testbed: Testbed,
        readonly pair: MatrixPair,
        readonly stack: Stack,
    ) {}

    /** @param name of the stack and of the pair's account, in lower-case letters and digits. */
    static async make(testbed: Testbed, name: string, group: PlaceGroup): Promise<EngineStack> {
        const pair = await MatrixPair.make(cloudOf(testbed), name, group);
        return new EngineStack(testbed, pair, await Stack.create(testbed, PAIRS, name));
    }

    configure(change: PairChange): Promise<void> {
        return this.stack.configure({ pairs: { [this.pair.name]: this.pair.described(change) } });
    }

    async up({ isRefreshed, environment }: UpOptions = {}): Promise<Up> {
        const { sandbox, env, trail } = this.testbed;
        const command = this.stack.upCommand(isRefreshed ? ["--refresh"] : []);
        const { all, exitCode } = await sandbox.pulumi(this.stack.project.folder, command, {
            env: { ...env, ...environment },
            reject: false,
        });
        trail.print(all);
        return { output: all, hasFailed: exitCode !== 0 };
    }

    async upKilled(victim: Victim, moment: Moment, { environment }: UpOptions) {
        const killed = await upKilled(this.testbed, this, victim, moment, environment);
        if (victim === "engine") {
            await this.stack.cancel();
        }
        return killed;
    }

    outputs(type: string, name?: string): ReturnType<Stack["outputs"]> {
        return this.stack.outputs(type, name);
    }

    readState(): Promise<string> {
        return this.stack.readState();
    }

    restore(state: string): Promise<void> {
        return writeFile(this.stack.stateFile, state);
    }

    isOwnCall(call: Pick<PendingCall, "client" | "operation">): boolean {
        return isOfPair(call);
    }
}
