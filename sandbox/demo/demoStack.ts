import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Sandbox } from "../sandbox";

/** The repository, seen from sandbox/bin/demo. */
const REPOSITORY = join(__dirname, "..", "..", "..");
const NAME = "demo";

/** A stack of the repository's own root program. All that it leaves is in the sandbox's folder. */
export class DemoStack {
    private constructor(
        private readonly sandbox: Sandbox,
        private readonly where: readonly string[],
        private readonly onOutput: (chunk: string) => void,
    ) {}

    /** @param onOutput gets the engine's output as it comes. */
    static async create(sandbox: Sandbox, onOutput: (chunk: string) => void): Promise<DemoStack> {
        // `stack init` writes the stack's configuration beside Pulumi.yaml and takes no other place for it, so it gets
        // a Pulumi.yaml of its own; a stack belongs to the project of that name, wherever that is.
        const project = join(sandbox.directory, "project");
        await mkdir(project);
        await copyFile(join(REPOSITORY, "Pulumi.yaml"), join(project, "Pulumi.yaml"));
        await sandbox.pulumi(project, ["stack", "init", NAME]);
        const where = ["--stack", NAME, "--config-file", join(project, `Pulumi.${NAME}.yaml`)];
        return new DemoStack(sandbox, where, onOutput);
    }

    /** `pulumi config set rotation …` */
    async setRotation(value: string): Promise<void> {
        await this.sandbox.pulumi(REPOSITORY, ["config", "set", "rotation", value, ...this.where]);
    }

    /** `pulumi up` */
    async up(...flags: readonly string[]): Promise<void> {
        const args = ["up", "--yes", ...flags, ...this.where, "--color", process.stdout.isTTY ? "always" : "never"];
        const { exitCode } = await this.sandbox.pulumi(REPOSITORY, args, { onOutput: this.onOutput, reject: false });
        if (exitCode !== 0) {
            throw new Error(`\`pulumi up\` failed with exit code ${exitCode}; its output is above.`);
        }
    }

    /** An output that is text. */
    async output(name: string): Promise<string> {
        const { stdout } = await this.sandbox.pulumi(REPOSITORY, ["stack", "output", name, "--stack", NAME]);
        return stdout.trim();
    }
}
