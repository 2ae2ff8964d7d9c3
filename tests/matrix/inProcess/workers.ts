import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

interface Question {
    readonly id: number;
    readonly task: unknown;
}

type Reply = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string });

interface Asked {
    resolve(result: unknown): void;
    reject(error: Error): void;
}

/** Much is made and soon forgotten; and the SDK notes a stack with each promise. */
const FAST = ["--max-semi-space-size=64", "--stack-trace-limit=2"];

const PATIENCE_MS = 5_000;

/** Processes that each carry out many tasks at once, so that every core has something to do. */
export class Workers<Task, Result> {
    readonly #workers: readonly Worker[];

    /** @param file of a module that calls {@link serve}. */
    constructor(file: string, count: number) {
        this.#workers = Array.from({ length: count }, () => new Worker(file));
    }

    /** Carries all of them out, in this order, so many at once in each process. An error of one of them ends all. */
    async run(tasks: readonly Task[], atOnce: number, onResult: (task: Task, result: Result) => void): Promise<void> {
        const queue = [...tasks];
        const work = async (worker: Worker) => {
            for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
                onResult(task, (await worker.ask(task)) as Result);
            }
        };
        await Promise.all(this.#workers.flatMap((worker) => Array.from({ length: atOnce }, () => work(worker))));
    }

    async stop(): Promise<void> {
        await Promise.all(this.#workers.map((worker) => worker.stop()));
    }
}

class Worker {
    readonly #process: ChildProcess;
    readonly #asked = new Map<number, Asked>();
    #ids = 0;

    constructor(file: string) {
        this.#process = fork(file, { execArgv: FAST });
        this.#process.on("message", (reply: Reply) => {
            const asked = this.#asked.get(reply.id);
            this.#asked.delete(reply.id);
            if ("error" in reply) {
                asked?.reject(new Error(reply.error));
            } else {
                asked?.resolve(reply.result);
            }
        });
        this.#process.on("exit", (code) => {
            for (const { reject } of this.#asked.values()) {
                reject(new Error(`A process of the matrix ended with ${code}.`));
            }
        });
    }

    ask(task: unknown): Promise<unknown> {
        this.#ids += 1;
        const id = this.#ids;
        return new Promise((resolve, reject) => {
            this.#asked.set(id, { resolve, reject });
            this.#process.send({ id, task } satisfies Question);
        });
    }

    async stop(): Promise<void> {
        if (this.#process.exitCode === null && this.#process.signalCode === null) {
            const ended = once(this.#process, "exit");
            this.#process.disconnect();
            await ended;
        }
    }
}

/** Carries out the tasks of the parent process, until that process is done. */
export function serve<Task, Result>(carryOut: (task: Task) => Promise<Result>, stop: () => Promise<void>): void {
    // A process that no longer listens does not need the answer.
    const reply = (answer: Reply) => process.send?.(answer, undefined, undefined, () => undefined);
    process.on("message", ({ id, task }: Question) => {
        carryOut(task as Task).then(
            (result) => reply({ id, result }),
            (error: unknown) => reply({ id, error: error instanceof Error ? (error.stack ?? "") : String(error) }),
        );
    });
    process.on("disconnect", () => {
        // Cases may be under way, where the one who asked was stopped.
        setTimeout(() => process.exit(), PATIENCE_MS).unref();
        void stop().finally(() => process.exit());
    });
}
