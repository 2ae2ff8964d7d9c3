import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Call } from "../../../sandbox/azure/journal";
import type { Python } from "./python";
import type { Testbed } from "./testbed";

/** The package, where it was built. */
export const PACKAGE = resolve(__dirname, "../../../..");

const PROJECT = "python-pair";
const STACK = "dev";
const COMMAND_MS = 120_000;

/** The stack's configuration, by whole keys. */
type Config = Readonly<Record<string, string>>;
const CONFIG: Config = { "two-key:maxConcurrentCalls": "5" };

/** Inputs of the pair, as a program in Python gives them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What a command did to the local Azure, and what the pair has now. */
export interface PythonRun {
    readonly calls: readonly Call[];
    readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly secret: boolean }>>;
    /** What the engine printed. */
    readonly printed: string;
}

/** A stack of the program in programs/python, whose project is in the sandbox's folder and names the plugin by its path. */
export class PythonProgram {
    private constructor(
        private readonly testbed: Testbed,
        private readonly python: Python,
        private readonly folder: string,
        private readonly base: Inputs,
    ) {}

    /** @param base inputs of every command. */
    static async create(testbed: Testbed, python: Python, base: Inputs): Promise<PythonProgram> {
        const folder = join(testbed.sandbox.directory, "stacks", PROJECT);
        await mkdir(folder, { recursive: true });
        // JSON is YAML, too.
        const project = { name: PROJECT, runtime: "python", packages: { "two-key": join(PACKAGE, "plugin") } };
        await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
        return new PythonProgram(testbed, python, folder, base);
    }

    /** Runs a command that has to succeed, with these inputs beside those of every command. */
    async run(command: "up" | "refresh" | "destroy", inputs: Inputs): Promise<PythonRun> {
        const { exitCode, ...run } = await this.execute(command, inputs, CONFIG);
        if (exitCode !== 0) {
            throw new Error(`${command} in Python ended with ${exitCode}:\n${run.printed}`);
        }
        return run;
    }

    /** Runs an `up` that has to fail. */
    async fails(inputs: Inputs, config: Config = CONFIG): Promise<PythonRun> {
        const { exitCode, ...run } = await this.execute("up", inputs, config);
        if (exitCode === 0) {
            throw new Error(`up in Python did not fail:\n${run.printed}`);
        }
        return run;
    }

    /** The text of the state file. */
    state(): Promise<string> {
        const { directory } = this.testbed.sandbox;
        return readFile(join(directory, "state/.pulumi/stacks", PROJECT, `${STACK}.json`), "utf8");
    }

    private async execute(
        command: string,
        inputs: Inputs,
        config: Config,
    ): Promise<PythonRun & { readonly exitCode: number }> {
        const { sandbox, trail, env } = this.testbed;
        const { execa } = await import("execa");
        const program = join(PACKAGE, "tests/integration/programs/python/program.py");
        const from = sandbox.azure.journal.entries.length;
        const { exitCode, stdout, stderr } = await execa(this.python, [program, command, this.folder, STACK], {
            env: { ...sandbox.env, ...env },
            extendEnv: false,
            input: JSON.stringify({ config, inputs: { ...this.base, ...inputs } }),
            timeout: COMMAND_MS,
            reject: false,
        });
        trail.print(stderr);
        const entries = sandbox.azure.journal.entries.slice(from);
        return {
            exitCode: exitCode ?? 1,
            printed: stderr,
            calls: entries.filter((entry) => entry.kind === "call"),
            outputs: stdout === "" ? {} : JSON.parse(stdout),
        };
    }
}
