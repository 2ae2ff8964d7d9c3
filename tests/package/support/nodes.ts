import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder, lastLine } from "local-azure";

/** The releases of Node that users run, each in a version that npm has as a package. */
const RELEASES = { 20: "20.20.2", 22: "22.23.3", 24: "24.21.0", 26: "26.12.1" } as const;

export type NodeVersion = keyof typeof RELEASES;

export const NODE_VERSIONS = Object.keys(RELEASES).map(Number) as readonly NodeVersion[];

/** Variables with which the sandbox runs programs on this release; it runs them on that of this process where npm has no such Node. */
export async function onNode(release: NodeVersion): Promise<Readonly<Record<string, string>>> {
    if (process.version === `v${RELEASES[release]}`) {
        return {};
    }
    try {
        return { SANDBOX_NODE: await installed(RELEASES[release]) };
    } catch (error) {
        console.error(`\n  NOT ON Node ${release}, but on ${process.version}: npm has none (${lastLine(error)})\n`);
        return {};
    }
}

/** The folder appears by a rename, so that a killed run leaves no half of it. */
async function installed(version: string): Promise<string> {
    const name = `node-${process.platform}-${process.arch}`;
    const folder = join(cacheFolder(), `${name}-${version}`);
    const node = join(folder, "node_modules", name, "bin/node");
    const isThere = await access(node).then(
        () => true,
        () => false,
    );
    if (!isThere) {
        const { execa } = await import("execa");
        await mkdir(cacheFolder(), { recursive: true });
        const unfinished = await mkdtemp(join(cacheFolder(), ".unfinished-"));
        try {
            await execa("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", `${name}@${version}`], {
                cwd: unfinished,
            });
            await rename(unfinished, folder);
        } finally {
            await rm(unfinished, { recursive: true, force: true });
        }
    }
    return node;
}
