import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";

/** A program that a site runs: compiled JavaScript that listens on a port of its choice and sends `{ port }` to its parent. */
export interface Program {
    readonly file: string;
    readonly args?: readonly string[];
}

const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 5_000;

/** One running process of a site's program. It ends with this process, however that ends: it watches the channel to it. */
export class Instance {
    /** Connections to the process; kept open between requests. */
    readonly agent = new Agent({ keepAlive: true });
    #underWay = 0;
    #idle: (() => void) | undefined;

    private constructor(
        private readonly child: ChildProcess,
        readonly port: number,
    ) {}

    /** Starts the program and returns when it listens; an error with the program's own words if it does not. */
    static async start(program: Program, environment: NodeJS.ProcessEnv): Promise<Instance> {
        const child = fork(program.file, program.args ?? [], {
            env: environment,
            execArgv: [],
            stdio: ["ignore", "ignore", "pipe", "ipc"],
        });
        let words = "";
        child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
            words = `${words}${chunk}`.slice(-2000);
        });
        const timeout = AbortSignal.timeout(START_TIMEOUT_MS);
        try {
            const port = await Promise.race([
                once(child, "message", { signal: timeout }).then(([message]) => portIn(message)),
                once(child, "exit", { signal: timeout }).then(([code]) =>
                    Promise.reject(new Error(`exit code ${code}`)),
                ),
            ]);
            return new Instance(child, port);
        } catch (error) {
            child.kill("SIGKILL");
            throw new Error(`The program '${program.file}' did not start: ${words.trim() || error}`, { cause: error });
        }
    }

    /** Counts a request in; the returned function counts it out. */
    enter(): () => void {
        this.#underWay += 1;
        return () => {
            this.#underWay -= 1;
            if (this.#underWay === 0) {
                this.#idle?.();
            }
        };
    }

    /** Ends the process once the requests that it has are answered. Send it no new ones. */
    async retire(): Promise<void> {
        if (this.#underWay > 0) {
            await new Promise<void>((resolve) => {
                this.#idle = resolve;
            });
        }
        await this.#end("SIGTERM");
    }

    /** Ends the process now. */
    async kill(): Promise<void> {
        await this.#end("SIGKILL");
    }

    async #end(signal: NodeJS.Signals): Promise<void> {
        this.agent.destroy();
        if (this.child.exitCode !== null || this.child.signalCode !== null) {
            return;
        }
        const exited = once(this.child, "exit");
        this.child.kill(signal);
        const impatience = setTimeout(() => this.child.kill("SIGKILL"), STOP_TIMEOUT_MS);
        await exited;
        clearTimeout(impatience);
    }
}

function portIn(message: unknown): number {
    if (typeof message === "object" && message !== null && "port" in message && typeof message.port === "number") {
        return message.port;
    }
    throw new Error("The program's first message has no port.");
}
