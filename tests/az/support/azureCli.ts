import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { Mutex } from "async-mutex";
import type { LocalAzure, Vault } from "local-azure";
import type { Python, PythonPackage } from "../../support/pythonEnvironment";

const VERSION = "2.91.0";

/** The Azure CLI of the Python index. */
export const AZURE_CLI: PythonPackage = { name: "azure-cli", version: VERSION, folder: `az-${VERSION}` };

const DRIVER = resolve(__dirname, "../../../../tests/az/support/azDriver.py");

/** The output of a command, and how it ended. */
export interface AzRun {
    readonly exitCode: number;
    readonly stdout: string;
    readonly stderr: string;
}

/** The Azure CLI, logged in to a local Azure as a person on an App Service is: by its managed identity. One process runs all commands. */
export class AzureCli {
    readonly #turn = new Mutex();

    private constructor(
        private readonly folder: string,
        private readonly process: ChildProcess,
        private readonly answers: Interface,
    ) {}

    /** Registers the local Azure as a cloud of its own, and logs in. The vaults that are there by then are known by their names. */
    static async start(python: Python, { host, env, vaults }: LocalAzure): Promise<AzureCli> {
        const folder = await mkdtemp(join(tmpdir(), "az-"));
        const child = spawn(python, [DRIVER], {
            stdio: ["pipe", "pipe", "inherit"],
            env: {
                PATH: process.env.PATH,
                HOME: folder,
                AZURE_CONFIG_DIR: join(folder, "config"),
                AZURE_EXTENSION_DIR: join(folder, "extensions"),
                AZURE_EXTENSION_USE_DYNAMIC_INSTALL: "no",
                AZURE_CORE_COLLECT_TELEMETRY: "false",
                AZURE_CORE_NO_COLOR: "true",
                REQUESTS_CA_BUNDLE: env.NODE_EXTRA_CA_CERTS,
                HOSTS: JSON.stringify(
                    Object.fromEntries(vaults.names.map((name) => [hostOf(name), portOf(vaults.get(name))])),
                ),
                IDENTITY_ENDPOINT: env.IDENTITY_ENDPOINT,
                IDENTITY_HEADER: env.IDENTITY_HEADER,
            },
        });
        const az = new AzureCli(folder, child, createInterface({ input: child.stdout }));
        await az.succeeds("cloud", "register", "--name", "Local", "--endpoint-resource-manager", `https://${host}`);
        await az.succeeds("cloud", "set", "--name", "Local");
        await az.succeeds("login", "--identity");
        return az;
    }

    /** Runs a command, whatever its end. */
    run(...args: readonly string[]): Promise<AzRun> {
        return this.#turn.runExclusive(async () => {
            const answer = once(this.answers, "line");
            this.process.stdin?.write(`${JSON.stringify(args)}\n`);
            const [line] = await answer;
            return JSON.parse(line) as AzRun;
        });
    }

    /** Runs a command that has to succeed. Returns its output as JSON; undefined for nothing. */
    async succeeds(...args: readonly string[]): Promise<unknown> {
        const { exitCode, stdout, stderr } = await this.run(...args, "--output", "json");
        if (exitCode !== 0) {
            throw new Error(`az ${args.join(" ")} ended with ${exitCode}: ${stderr}`);
        }
        return stdout.trim() === "" ? undefined : JSON.parse(stdout);
    }

    async stop(): Promise<void> {
        this.process.stdin?.end();
        if (this.process.exitCode === null) {
            await once(this.process, "exit");
        }
        await rm(this.folder, { recursive: true, force: true });
    }
}

function hostOf(vault: string): string {
    return `${vault.toLowerCase()}.vault.core.local.test`;
}

function portOf({ uri }: Pick<Vault, "uri">): number {
    return Number(new URL(uri).port);
}
