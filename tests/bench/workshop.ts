import { join, resolve } from "node:path";
import { armClient, type Call, type Sandbox, startSandbox } from "local-azure";
import { Stack } from "../integration/support/stack";
import { Trail } from "../integration/support/trail";
import { timed } from "./paired";

/** The folder of the programs that are measured. */
export const PROGRAMS = join(resolve(__dirname, "../../.."), "tests/bench/programs");
const PROVIDERS = "/resourceGroups/bench/providers";

/** A sandbox with the account and the web app that the pair of the bench is about. */
export interface Workshop {
    readonly sandbox: Sandbox;
    /** From now on, Azure takes its time. */
    delay(delays: { readonly restartDelayMs: number; readonly propagationDelayMs: number }): void;
}

/** Makes a workshop in which nothing takes time, works in it and takes it down. */
export async function withWorkshop<Result>(work: (workshop: Workshop) => Promise<Result>): Promise<Result> {
    const sandbox = await startSandbox({ restartDelayMs: 0, propagationDelayMs: 0 });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => void sandbox.stop().finally(() => process.exit(130)));
    }
    try {
        const { azure } = sandbox;
        const subscription = `/subscriptions/${azure.subscriptionId}`;
        const arm = await armClient(azure);
        await arm("PUT", `${subscription}/resourceGroups/bench`, { location: "here" });
        for (const type of ["Microsoft.Storage/storageAccounts/uploads", "Microsoft.Web/sites/web"]) {
            await arm("PUT", `${subscription}${PROVIDERS}/${type}`, { location: "here" });
        }
        return await work({
            sandbox,
            delay: ({ restartDelayMs, propagationDelayMs }) => {
                azure.sites.surroundings.restartDelayMs = restartDelayMs;
                azure.storage.propagation.acceptedAfterMs = propagationDelayMs;
            },
        });
    } finally {
        await sandbox.stop();
    }
}

/** An update: how long it took, and how many calls of each operation it made. */
export interface Measured {
    readonly ms: number;
    readonly calls: Readonly<Record<string, number>>;
    /** From the first try of a new key to the last one; 0 where no key was regenerated. */
    readonly probingMs: number;
}

/** A stack of one of the bench's programs. */
export class BenchStack {
    #trigger = 0;

    private constructor(
        private readonly workshop: Workshop,
        private readonly stack: Stack,
    ) {}

    /** Makes the stack and its resources. */
    static async create(workshop: Workshop, program: "pair" | "trivial"): Promise<BenchStack> {
        const { sandbox } = workshop;
        const arm = await armClient(sandbox.azure);
        const testbed = { sandbox, arm, trail: new Trail(sandbox.azure), env: { NODE_NO_WARNINGS: "1" } };
        const project = { folder: join(PROGRAMS, program), name: `bench-${program}` };
        const stack = new BenchStack(workshop, await Stack.create(testbed, project, "bench"));
        await stack.bump();
        return stack;
    }

    /** Changes the trigger and runs `up`. */
    async bump(): Promise<Measured> {
        this.#trigger += 1;
        await this.stack.configure({ trigger: String(this.#trigger) });
        return this.up();
    }

    async up(): Promise<Measured> {
        const { journal } = this.workshop.sandbox.azure;
        journal.clear();
        const ms = await timed(() => this.stack.up());
        return { ms, calls: journal.byOperation(), probingMs: probingTime(journal.calls) };
    }
}

function probingTime(calls: readonly Call[]): number {
    const regenerated = calls.find(({ operation }) => operation === "storageAccounts/regenerateKey");
    const tries = calls
        .filter(
            ({ operation, at }) => operation === "blobService/get" && regenerated !== undefined && at >= regenerated.at,
        )
        .map(({ at }) => at);
    return tries.length === 0 ? 0 : Math.max(...tries) - Math.min(...tries);
}
