import { run, type Tarball } from "./pack";

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

/** Adds the package, and what is to be beside it, to a project. */
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
