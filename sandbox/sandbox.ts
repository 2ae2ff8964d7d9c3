import { mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type LocalAzure, startLocalAzure } from "./azure/localAzure";
import type { WeatherChoice } from "./azure/weather";
import { type Engine, findEngine } from "./engine/engine";
import { installPlugins } from "./engine/plugins";
import { type FolderGuard, guardFolder } from "./folderGuard";

export interface SandboxOptions {
    /** How long after a change of its settings a web app is restarted. */
    readonly restartDelayMs?: number;
    /** How long after a regenerate the data plane accepts the new key. */
    readonly propagationDelayMs?: number;
    /** The weather of the local Azure: how much later, staler and less reliable it is; default: fine. */
    readonly weather?: WeatherChoice;
    /** Whether stacks may have resources of any type, kept as written. */
    readonly anyType?: boolean;
    /** Takes progress as lines; without it, progress is shown on the terminal. */
    readonly report?: (line: string) => void;
}

/** A local Azure with an engine that talks to nothing else: stacks run there without a subscription. */
export interface Sandbox {
    readonly azure: LocalAzure;
    readonly engine: Engine;
    /** A temporary folder for this sandbox alone. It is gone when the sandbox is. */
    readonly directory: string;
    /** The environment of {@link Sandbox.pulumi}: this process's own, without variables that point at any other cloud or state. */
    readonly env: Readonly<Record<string, string>>;
    /**
     * Runs a `pulumi` command, never asking anything.
     *
     * @param project the folder of Pulumi.yaml.
     * @throws unless the command succeeds or `reject` is false; the message has the command's output. Once the sandbox
     * is being stopped, always.
     */
    pulumi(project: string, args: readonly string[], options?: PulumiOptions): Promise<PulumiResult>;
    /** Ends all that runs in the sandbox and removes its folder. The same happens when this process ends in any way. */
    stop(): Promise<void>;
}

export interface PulumiOptions {
    /** Variables beside those of the sandbox. */
    readonly env?: Readonly<Record<string, string>>;
    /** Gets the output as it comes. */
    readonly onOutput?: (chunk: string) => void;
    readonly reject?: boolean;
}

export interface PulumiResult {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
    /** Both, in the order in which they were written. */
    readonly all: string;
}

/**
 * Starts a sandbox: gets an engine if it finds none, and starts a local Azure. Several can run at once.
 *
 * @throws EngineUnavailable
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
    const { report, ...azureOptions } = options;
    const engine = await findEngine(report);
    const guard = await guardFolder("two-key-sandbox-");
    try {
        const [home, state, cloud] = await makeFolders(guard.folder);
        const [azure] = await Promise.all([
            startLocalAzure({ directory: cloud, ...azureOptions }),
            installPlugins(home, engine),
        ]);
        const env = {
            ...inheritedEnvironment(),
            ...azure.env,
            PATH: [engine.directory, process.env.PATH ?? ""].join(delimiter),
            ...engineEnvironment(home, state),
        };
        let stopped: Promise<unknown> | undefined;
        return {
            azure,
            engine,
            directory: guard.folder,
            env,
            pulumi: (project, args, pulumiOptions = {}) =>
                runPulumi(engine, guard, project, args, { ...pulumiOptions, env: { ...env, ...pulumiOptions.env } }),
            stop: async () => {
                stopped ??= Promise.all([azure.stop(), guard.end()]);
                await stopped;
            },
        };
    } catch (error) {
        await guard.end();
        throw error;
    }
}

/** Variables that name a cloud, an identity or a state: a sandbox has its own of each. */
const foreignVariable = /^(ARM|AZURE|PULUMI|IDENTITY|MSI)_/;

/** The variables of this process that a sandbox does not pass on. */
export function foreignVariables(): string[] {
    return Object.keys(process.env).filter((name) => foreignVariable.test(name));
}

function inheritedEnvironment(): Record<string, string> {
    const kept = Object.entries(process.env).filter(([name]) => !foreignVariable.test(name));
    return Object.fromEntries(kept.map(([name, value]) => [name, value ?? ""]));
}

function engineEnvironment(home: string, state: string): Record<string, string> {
    return {
        PULUMI_HOME: home,
        PULUMI_BACKEND_URL: pathToFileURL(state).href,
        // Always the same: it guards nothing, and a Pulumi.<stack>.yaml that stayed in a project must open in the next one.
        PULUMI_CONFIG_PASSPHRASE: "sandbox",
        PULUMI_SKIP_UPDATE_CHECK: "true",
        PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
        // Only the plugins of the sandbox, even if PATH has others, and no attempt to download any.
        PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        // The engine is started hundreds of times by tests: with more memory, it takes a fifth less of a core to start.
        GOGC: "400",
    };
}

async function makeFolders(folder: string): Promise<[home: string, state: string, azure: string]> {
    const folders = [join(folder, "home"), join(folder, "state"), join(folder, "azure")] as const;
    await Promise.all(folders.map((path) => mkdir(path)));
    return [...folders];
}

async function runPulumi(
    engine: Engine,
    guard: FolderGuard,
    project: string,
    args: readonly string[],
    { env = {}, onOutput, reject = true }: PulumiOptions,
): Promise<PulumiResult> {
    const { execa } = await import("execa");
    if (guard.isEnding) {
        throw new Error("The sandbox has been stopped, so nothing can be run in it any more.");
    }
    const child = execa(join(engine.directory, "pulumi"), [...args, "--non-interactive"], {
        cwd: project,
        env,
        extendEnv: false,
        stdin: "ignore",
        all: true,
        reject,
    });
    const { pid } = child;
    if (pid !== undefined) {
        guard.guard(pid);
    }
    if (onOutput !== undefined) {
        child.all.setEncoding("utf8").on("data", onOutput);
    }
    try {
        const { exitCode, stdout, stderr, all } = await child;
        return { exitCode: exitCode ?? 1, stdout, stderr, all };
    } finally {
        if (pid !== undefined) {
            guard.release(pid);
        }
    }
}
