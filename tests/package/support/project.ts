import { copyFile, cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Testbed } from "../../integration/support/testbed";
import { ROOT, readManifest } from "./pack";

/** A way to write a Pulumi program for Node. */
export type Kind = "TypeScript as CommonJS" | "TypeScript as ES modules" | "plain JavaScript";

export const KINDS: readonly Kind[] = ["TypeScript as CommonJS", "TypeScript as ES modules", "plain JavaScript"];

/** The oldest SDK needs `moduleResolution`: where a project does not say, it takes Node's older one. */
const COMPILER_OPTIONS = {
    strict: true,
    target: "ES2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    types: ["node"],
    noEmit: true,
};

/** Makes a folder with nothing but a manifest. */
export async function emptyProject(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "photos", private: true }));
}

/**
 * Makes the folder a project of that kind; installed packages stay.
 *
 * @param loader Node's flags for ES modules in TypeScript, if the SDK does not set their loader itself.
 */
export async function writeProgram(folder: string, name: string, kind: Kind, loader?: string): Promise<void> {
    const isTypeScript = kind !== "plain JavaScript";
    const main = isTypeScript ? "index.ts" : "index.js";
    const programs = join(ROOT, "tests/package/programs");
    await Promise.all(["index.ts", "index.js"].map((file) => rm(join(folder, file), { force: true })));
    await copyFile(join(programs, isTypeScript ? "program.ts" : "program.js"), join(folder, main));
    await writeJson(join(folder, "tsconfig.json"), { compilerOptions: COMPILER_OPTIONS, files: ["index.ts"] });
    // JSON is YAML, too.
    const isModule = kind === "TypeScript as ES modules";
    const options = { typescript: isTypeScript, ...(isModule && loader !== undefined ? { nodeargs: loader } : {}) };
    await writeJson(join(folder, "Pulumi.yaml"), { name, main, runtime: { name: "nodejs", options } });
    const manifest = await readManifest(folder);
    await writeJson(join(folder, "package.json"), { ...manifest, type: isModule ? "module" : "commonjs" });
}

/** The policies need @pulumi/policy, which is not installed with the package. */
export async function withoutPolicies(program: string): Promise<void> {
    const lines = (await readFile(program, "utf8")).split("\n").filter((line) => !line.includes("policies"));
    await writeFile(program, lines.join("\n"));
}

/**
 * The compiler's complaints about the program and the types of this package. Types of others may be at odds with themselves
 * (those of @pulumi/policy 1.21.0 are), and `skipLibCheck` would leave out ours as well.
 */
export async function compilerComplaints(folder: string): Promise<readonly string[]> {
    const { execa } = await import("execa");
    const { stdout } = await execa("node", ["node_modules/typescript/bin/tsc"], { cwd: folder, reject: false });
    return stdout
        .split("\n")
        .filter((line) => /error TS\d+/.test(line))
        .filter((line) => !line.startsWith("node_modules/") || /node_modules\/pulumi-two-key\//.test(line));
}

/** The engine takes a stand-in under the version that the program's SDK names only. */
export async function offerStandIn({ sandbox }: Testbed, folder: string): Promise<void> {
    const plugins = join(sandbox.env.PULUMI_HOME ?? "", "plugins");
    const [{ version: wanted }, { version: there }] = await Promise.all([
        readManifest(join(folder, "node_modules/@pulumi/azure-native")),
        readManifest(join(ROOT, "node_modules/@pulumi/azure-native")),
    ]);
    if (wanted !== there) {
        const [from, to] = [there, wanted].map((version) => join(plugins, `resource-azure-native-v${version}`));
        await cp(from ?? "", to ?? "", { recursive: true });
    }
}

function writeJson(path: string, value: unknown): Promise<void> {
    return writeFile(path, `${JSON.stringify(value, undefined, 4)}\n`);
}
