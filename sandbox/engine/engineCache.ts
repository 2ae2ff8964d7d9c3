// Engines are large and slow to get, so they are kept in a folder that clones share and that outlives `npm ci`.
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { rcompare, valid } from "semver";
import { pulumiVersion } from "./executable";

const unfinishedPrefix = ".unfinished-";
const unfinishedMaxAgeMs = 24 * 60 * 60 * 1000;

/** The folder of engines: `$TWO_KEY_CACHE`, else `$XDG_CACHE_HOME/pulumi-two-key`, else `~/.cache/pulumi-two-key`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
    return env.TWO_KEY_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "pulumi-two-key");
}

/** The versions kept, newest first. */
export async function cachedVersions(cache = cacheFolder()): Promise<string[]> {
    const names = await readdir(cache).catch(() => []);
    return names.filter((name) => valid(name) !== null).sort(rcompare);
}

/** The folder of a kept version that holds the `pulumi` executable. */
export function engineFolder(version: string, cache = cacheFolder()): string {
    return join(cache, version, "bin");
}

/**
 * Lets `fill` put an engine into a new folder (its executables under `bin`), then keeps that folder as this version.
 * The folder appears in the cache by a rename: a killed fill never leaves half an engine, and of two that
 * run at once the first one wins and the other's work is dropped. An engine that does not run is replaced.
 */
export async function keepEngine(
    version: string,
    fill: (folder: string) => Promise<void>,
    cache = cacheFolder(),
): Promise<string> {
    await mkdir(cache, { recursive: true });
    await removeOldUnfinished(cache);
    const folder = await mkdtemp(join(cache, unfinishedPrefix));
    try {
        await fill(folder);
        await rename(folder, join(cache, version)).catch(async (error: NodeJS.ErrnoException) => {
            if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") {
                throw error;
            }
            if ((await pulumiVersion(engineFolder(version, cache))) === undefined) {
                await rm(join(cache, version), { recursive: true, force: true });
                await rename(folder, join(cache, version));
            }
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
    return engineFolder(version, cache);
}

/** Removes what killed fills left, but nothing that another process may still be filling. */
async function removeOldUnfinished(cache: string): Promise<void> {
    for (const name of (await readdir(cache)).filter((entry) => entry.startsWith(unfinishedPrefix))) {
        const folder = join(cache, name);
        const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
        if (Date.now() - mtimeMs > unfinishedMaxAgeMs) {
            await rm(folder, { recursive: true, force: true });
        }
    }
}
