import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { execa } from "execa";
import type { Call, JournalEntry, PulumiOptions, PulumiResult } from "local-azure";
import type { Testbed } from "./testbed";

/** The repository, seen from the compiled tests. */
const ROOT = resolve(__dirname, "../../../..");

const CLI = join(ROOT, "bin/cli/main.js");

/** A folder with a Pulumi.yaml: one of `tests/integration/programs`, or one that users get. */
export interface Project {
    readonly folder: string;
    /** As its Pulumi.yaml says. */
    readonly name: string;
}

export const PAIRS: Project = { folder: join(ROOT, "tests/integration/programs/pairs"), name: "pairs" };
export const CUSTOM: Project = { folder: join(ROOT, "tests/integration/programs/custom"), name: "custom" };
export const CLUSTER: Project = { folder: join(ROOT, "tests/integration/programs/cluster"), name: "cluster" };
export const READER: Project = { folder: join(ROOT, "tests/integration/programs/reader"), name: "reader" };
export const OWN_ACCOUNT: Project = {
    folder: join(ROOT, "tests/integration/programs/ownAccount"),
    name: "own-account",
};
export const UNSAFE: Project = { folder: join(ROOT, "tests/integration/programs/unsafe"), name: "unsafe" };
export const SAFE: Project = { folder: join(ROOT, "tests/integration/programs/safe"), name: "safe" };
export const PHOTOS: Project = { folder: ROOT, name: "two-key" };
export const WEBHOOK: Project = { folder: join(ROOT, "stacks/webhook"), name: "two-key-webhook" };
export const IAM: Project = { folder: join(ROOT, "stacks/iamAccessKeys"), name: "two-key-iam" };
export const EMBEDDED: Project = { folder: join(ROOT, "stacks/embedded"), name: "two-key-embedded" };
export const OWNER: Project = { folder: join(ROOT, "stacks/owner"), name: "two-key-owner" };
export const APP_OF_OTHERS: Project = { folder: join(ROOT, "stacks/reader"), name: "two-key-reader" };

/** One `pulumi` command and its effects on the local Azure. */
export interface Run extends PulumiResult {
    /** The journal of the time in which it ran. */
    readonly entries: readonly JournalEntry[];
    /** The calls among these, by any caller. */
    readonly calls: readonly Call[];
}

export type RunOptions = Pick<PulumiOptions, "env"> & { readonly fails?: boolean | "maybe" };

/** A resource in the state file. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

/** A stack whose configuration file is in the sandbox's folder, so that a run leaves nothing in the repository. */
export class Stack {
    private constructor(
        private readonly testbed: Testbed,
        readonly project: Project,
        readonly name: string,
        readonly configFile: string,
        private readonly encryptionSalt: string,
    ) {}

    static async create(testbed: Testbed, project: Project, name: string): Promise<Stack> {
        const { sandbox, env } = testbed;
        // `stack init` has no --config-file: it writes beside the Pulumi.yaml that it finds.
        const folder = join(sandbox.directory, "stacks", project.name, name);
        await mkdir(folder, { recursive: true });
        await copyFile(join(project.folder, "Pulumi.yaml"), join(folder, "Pulumi.yaml"));
        await sandbox.pulumi(folder, ["stack", "init", name, "--no-select"], { env });
        const configFile = join(folder, `Pulumi.${name}.yaml`);
        const [, salt = ""] = /^encryptionsalt: (.*)$/m.exec(await readFile(configFile, "utf8")) ?? [];
        return new Stack(testbed, project, name, configFile, salt);
    }

    /** Sets the whole configuration: that of the project's own namespace, and `others` with theirs. JSON is YAML, too. */
    async configure(
        values: Readonly<Record<string, unknown>>,
        others: Readonly<Record<string, unknown>> = {},
    ): Promise<void> {
        const own = Object.entries(values).map(([key, value]) => [`${this.project.name}:${key}`, value]);
        const config = { ...Object.fromEntries(own), ...others };
        await writeFile(this.configFile, JSON.stringify({ encryptionsalt: this.encryptionSalt, config }));
    }

    up(args: readonly string[] = [], options: RunOptions = {}): Promise<Run> {
        return this.run(this.upCommand(args), options);
    }

    /** The arguments of `up`, for callers that run it in another way. */
    upCommand(args: readonly string[] = []): readonly string[] {
        return ["up", "--yes", "--skip-preview", ...this.configured(), ...args];
    }

    preview(options: RunOptions = {}, args: readonly string[] = []): Promise<Run> {
        return this.run(["preview", ...this.configured(), ...args], options);
    }

    destroy(args: readonly string[] = []): Promise<Run> {
        return this.run(["destroy", "--yes", "--skip-preview", ...this.configured(), ...args]);
    }

    refresh(options: RunOptions = {}): Promise<Run> {
        return this.run(["refresh", "--yes", "--skip-preview", ...this.configured()], options);
    }

    /** The output of the package's own `status` command for the stack, as JSON. */
    status(): Promise<{ readonly stdout: string; readonly exitCode?: number | undefined }> {
        const { sandbox, env } = this.testbed;
        const folder = join(sandbox.directory, "stacks", this.project.name, this.name);
        const args = [CLI, "status", "--json", "--stack", this.name, "--cwd", folder];
        return execa(process.execPath, args, { env: { ...sandbox.env, ...env }, reject: false });
    }

    /** Makes the state forget a resource, of that type (the last part of it), as after a partial loss of the state. */
    async forget(type: string): Promise<void> {
        const { urn } = await this.resource(type);
        const state = JSON.parse(await this.readState());
        const { latest } = state.checkpoint;
        latest.resources = latest.resources.filter((resource: StateResource) => resource.urn !== urn);
        for (const resource of latest.resources) {
            const { dependencies = [], propertyDependencies = {} } = resource;
            resource.dependencies = without(dependencies, urn);
            for (const [property, urns] of Object.entries<readonly string[] | null>(propertyDependencies)) {
                propertyDependencies[property] = without(urns ?? [], urn);
            }
        }
        await writeFile(this.stateFile, JSON.stringify(state));
    }

    /** Removes the remains of a killed command: its lock, and the attributes of the state file if it was killed while it wrote them. */
    async cancel(): Promise<Run> {
        const attributes = `${this.stateFile}.attrs`;
        if ((await readFile(attributes, "utf8")) === "") {
            await rm(attributes);
        }
        return this.run(["cancel", "--yes", "--stack", this.name]);
    }

    /** The file in which the engine keeps the state. */
    get stateFile(): string {
        const { directory } = this.testbed.sandbox;
        return join(directory, "state/.pulumi/stacks", this.project.name, `${this.name}.json`);
    }

    /** The text of the state file. */
    readState(): Promise<string> {
        return readFile(this.stateFile, "utf8");
    }

    async resources(): Promise<readonly StateResource[]> {
        const { checkpoint } = JSON.parse(await this.readState());
        return checkpoint.latest.resources ?? [];
    }

    /** The outputs of the resource of that type (the last part of it) and name. */
    async outputs(type: string, name?: string): Promise<Readonly<Record<string, unknown>>> {
        return (await this.resource(type, name)).outputs ?? {};
    }

    /** The resource of that type (the last part of it) and name. */
    async resource(type: string, name?: string): Promise<StateResource> {
        const resources = await this.resources();
        const found = resources.find(
            (resource) => resource.type.endsWith(type) && (name === undefined || resource.urn.endsWith(`::${name}`)),
        );
        if (found === undefined) {
            throw new Error(`The state of ${this.name} has no ${type} ${name ?? ""}`);
        }
        return found;
    }

    private configured(): readonly string[] {
        return ["--stack", this.name, "--config-file", this.configFile];
    }

    /** @throws unless the command ends as expected; the message has its output. */
    private async run(args: readonly string[], { env = {}, fails = false }: RunOptions = {}): Promise<Run> {
        const { sandbox, trail } = this.testbed;
        const { journal } = sandbox.azure;
        const from = journal.entries.length;
        const result = await sandbox.pulumi(this.project.folder, args, {
            env: { ...this.testbed.env, ...env },
            reject: false,
        });
        trail.print(result.all);
        if (fails !== "maybe" && (result.exitCode !== 0) !== fails) {
            throw new Error(`pulumi ${args[0]} ended with ${result.exitCode}:\n${result.all}`);
        }
        const entries = journal.entries.slice(from);
        return { ...result, entries, calls: entries.filter((entry) => entry.kind === "call") };
    }
}

function without(urns: readonly string[], gone: string): readonly string[] {
    return urns.filter((urn) => urn !== gone);
}
