import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, run, type Tarball } from "./pack";

/** A package manager as users run it. */
export interface PackageManager {
    readonly name: string;
    /** The arguments that add packages to a project. */
    readonly add: readonly string[];
}

/** All three take what they have downloaded before, and ask the registry for the rest. */
export const NPM: PackageManager = { name: "npm", add: ["install", "--no-audit", "--no-fund", "--prefer-offline"] };
export const PNPM: PackageManager = { name: "pnpm", add: ["add", "--prefer-offline"] };
/** It alone takes the `engines` of packages as law, and the newest of Azure's that ours depend on name Node 22. */
export const YARN: PackageManager = {
    name: "yarn",
    add: ["add", "--prefer-offline", "--non-interactive", "--ignore-engines"],
};

/** The packages that the tarball needs beside it, each with the range or version to take. */
export type Peers = Readonly<Record<string, string>>;

/** Adds the package, and the packages beside it, to a project. */
export async function install(
    { name, add }: PackageManager,
    project: string,
    tarball: Tarball,
    peers: Peers = {},
): Promise<void> {
    const others = Object.entries(peers).map(([peer, version]) => `${peer}@${version}`);
    // `file:`, because yarn keeps a tarball that it knows by its path alone.
    await run(name, [...add, `pulumi-two-key@file:${tarball.path}`, ...others], { cwd: project });
}

/** The packages that the README has users install, as it writes them. */
export async function readmeInstall(): Promise<readonly string[]> {
    const readme = await readFile(join(ROOT, "README.md"), "utf8");
    const [, packages = ""] = /^npm install (pulumi-two-key [^#\n]*)/m.exec(readme) ?? [];
    return packages.trim().split(/\s+/);
}

/** Installs these packages by npm, this one from the tarball; returns what npm printed. */
export async function installAs(packages: readonly string[], project: string, tarball: Tarball): Promise<string> {
    const named = packages.map((name) => (name === "pulumi-two-key" ? `file:${tarball.path}` : name));
    return run("npm", [...NPM.add, ...named], { cwd: project, all: true });
}
