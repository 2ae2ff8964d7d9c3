import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { version } from "@pulumi/pulumi/version";
import { cacheFolder } from "../../../sandbox/engine/engineCache";
import { lastLine } from "../../../sandbox/engine/progress";

/** The Python of a virtual environment that has Pulumi's SDK for it, in the version of the one for Node. */
export type Python = string;

/** Finds it in the cache or makes it there; throws where there is no Python 3 or no package index. */
export async function pythonWithPulumi(): Promise<Python> {
    const folder = join(cacheFolder(), `python-pulumi-${version}`);
    const python = join(folder, "bin", "python");
    if (!(await exists(python))) {
        await makeEnvironment(folder);
    }
    return python;
}

/** Why there is none, in one sentence with the way out. */
export function whyNoPython(error: unknown): string {
    return `No Python with Pulumi ${version} can be had (${lastLine(error)}): install Python 3.9 or newer with venv, and see that pip reaches its index.`;
}

/** The folder appears by a rename, so that a killed run leaves no half of it. */
async function makeEnvironment(folder: string): Promise<void> {
    const { execa } = await import("execa");
    await mkdir(cacheFolder(), { recursive: true });
    const unfinished = await mkdtemp(join(cacheFolder(), ".unfinished-"));
    try {
        await execa("python3", ["-m", "venv", unfinished]);
        await execa(join(unfinished, "bin", "python"), ["-m", "pip", "install", "--quiet", `pulumi==${version}`]);
        await rename(unfinished, folder);
    } finally {
        await rm(unfinished, { recursive: true, force: true });
    }
}

async function exists(path: string): Promise<boolean> {
    return access(path).then(
        () => true,
        () => false,
    );
}
