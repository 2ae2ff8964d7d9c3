import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "local-azure";
import { ROOT } from "../../package/support/pack";
import type { Python } from "../../support/pythonEnvironment";
import { makeSdk } from "../../support/sdks";
import { GROUP, type Testbed } from "./testbed";

const STACK = "dev";
const COMMAND_MS = 120_000;

/** The stack's configuration, by whole keys. */
type Config = Readonly<Record<string, string>>;
const CONFIG: Config = { "two-key:maxConcurrentCalls": "5" };

/** How a program is run: the start of its command line. */
export interface Launch {
    readonly command: string;
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    /** A program of users, by its path, in place of the one with a component of its own. */
    readonly program?: string;
}

/** How the program in Python is run, with the SDK that is generated for it. */
export async function pythonLaunch({ sandbox }: Testbed, python: Python): Promise<Launch> {
    const [sdk, packages] = [join(sandbox.directory, "python-sdk"), join(sandbox.directory, "python-packages")];
    await makeSdk("python", sdk);
    const { execa } = await import("execa");
    const pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", packages, sdk];
    await execa(python, pip);
    const main = join(ROOT, "tests/integration/programs/python/program.py");
    return { command: python, args: [main], env: { PYTHONPATH: packages } };
}

/** The changes that a command makes to the pair. */
export interface Asked {
    readonly rotation: string;
    /** Default: `keyAccepted`. */
    readonly gate?: "failing" | "none that there is";
}

/** The effects of a command on the local Azure, and the outputs of the pair now. */
export interface ForeignRun {
    readonly calls: readonly Call[];
    readonly outputs: Readonly<Record<string, { readonly value: unknown; readonly secret: boolean }>>;
    /** The output of the engine. */
    readonly printed: string;
}

/** The configuration of the programs of templates/, for the resources that are named after an account. */
export function configOfTemplates(account: string, rotation: string): Readonly<Record<string, string>> {
    return { resourceGroup: GROUP, account, vault: `vault-${account}`, app: `web-${account}`, rotation };
}

/** A stack of a program in another language, whose project is in the sandbox's folder. */
export class ForeignProgram {
    private constructor(
        private readonly testbed: Testbed,
        private readonly launch: Launch,
        private readonly account: string,
        private readonly folder: string,
    ) {}

    /**
     * @param account the storage account of its pair, which names its project as well
     * @param plugin where its project has the plugin from: a path, or a version that is installed
     */
    static async create(
        testbed: Testbed,
        runtime: string,
        launch: Launch,
        account: string,
        plugin = join(ROOT, "plugin"),
    ): Promise<ForeignProgram> {
        const folder = join(testbed.sandbox.directory, "stacks", account);
        await mkdir(folder, { recursive: true });
        // JSON is YAML, too.
        const project = { name: account, runtime, packages: { "two-key": plugin } };
        await writeFile(join(folder, "Pulumi.yaml"), JSON.stringify(project));
        return new ForeignProgram(testbed, launch, account, folder);
    }

    /** Runs a command that has to succeed. */
    async run(command: "up" | "refresh" | "destroy", asked: Asked): Promise<ForeignRun> {
        const { exitCode, ...run } = await this.execute(command, asked, CONFIG);
        if (exitCode !== 0) {
            throw new Error(`${command} of ${this.account} ended with ${exitCode}:\n${run.printed}`);
        }
        return run;
    }

    /** Runs an `up` that has to fail. */
    async fails(asked: Asked, config: Config = CONFIG): Promise<ForeignRun> {
        const { exitCode, ...run } = await this.execute("up", asked, config);
        if (exitCode === 0) {
            throw new Error(`up of ${this.account} did not fail:\n${run.printed}`);
        }
        return run;
    }

    /** The text of the state file. */
    state(): Promise<string> {
        const { directory } = this.testbed.sandbox;
        return readFile(join(directory, "state/.pulumi/stacks", this.account, `${STACK}.json`), "utf8");
    }

    private async execute(
        command: string,
        { rotation, gate = "accepted" }: { readonly rotation: string; readonly gate?: string },
        config: Config,
    ): Promise<ForeignRun & { readonly exitCode: number }> {
        const { sandbox, trail, env } = this.testbed;
        const { execa } = await import("execa");
        const { account, launch, folder } = this;
        const from = sandbox.azure.journal.entries.length;
        const { exitCode, stdout, stderr } = await execa(launch.command, [...launch.args, command, folder, STACK], {
            env: { ...sandbox.env, ...env, ...launch.env },
            extendEnv: false,
            input: JSON.stringify({
                project: account,
                config: { ...config, ...configOfTemplates(account, rotation) },
                pair: { group: GROUP, account, rotation, gate },
                ...(launch.program === undefined ? {} : { program: launch.program }),
            }),
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
