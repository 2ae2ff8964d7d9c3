import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { version } from "@pulumi/pulumi/version";
import { cacheFolder, lastLine } from "local-azure";

/** The Python of a virtual environment. */
export type Python = string;

/** A package of Python's index in one version, and the folder in the cache that is kept for it. */
export interface PythonPackage {
    readonly name: string;
    readonly version: string;
    readonly folder: string;
    /** The packages that are installed beside it, each with its version. */
    readonly beside?: readonly string[];
}

/** Pulumi's SDK for Python, in the version of the one for Node, with the packages that a generated SDK needs to be installed and imported. */
export const PULUMI: PythonPackage = {
    name: "pulumi",
    version,
    folder: `python-pulumi-${version}-parver-setuptools`,
    beside: ["parver==0.5", "setuptools==84.2.1"],
};

/** Finds a Python with the package in the cache, or makes it there; throws if there is no Python 3 or no package index. */
export async function pythonWith(wanted: PythonPackage): Promise<Python> {
    const folder = join(cacheFolder(), wanted.folder);
    const python = join(folder, "bin", "python");
    if (!(await exists(python))) {
        await makeEnvironment(folder, wanted);
    }
    return python;
}

/** The reason why it does not exist, in one sentence with the way out. */
export function whyNoPython({ name, version: wanted }: PythonPackage, error: unknown): string {
    return `No Python with ${name} ${wanted} can be had (${lastLine(error)}): install Python 3.9 or newer with venv, and see that pip reaches its index.`;
}

/** The folder appears by a rename, so that a killed run leaves no half of it. */
async function makeEnvironment(folder: string, { name, version: wanted, beside = [] }: PythonPackage): Promise<void> {
    const { execa } = await import("execa");
    await mkdir(cacheFolder(), { recursive: true });
    const unfinished = await mkdtemp(join(cacheFolder(), ".unfinished-"));
    try {
        await execa("python3", ["-m", "venv", unfinished]);
        const packages = [`${name}==${wanted}`, ...beside];
        await execa(join(unfinished, "bin", "python"), ["-m", "pip", "install", "--quiet", ...packages]);
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
