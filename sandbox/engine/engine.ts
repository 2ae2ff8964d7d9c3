import { gte } from "semver";
import { cachedVersions, engineFolder, keepEngine } from "./engineCache";
import { findOnPath, pulumiVersion } from "./executable";
import { buildEngine } from "./goBuild";
import { lastLine, type Report, type ShowStep, withProgress, writeLine } from "./progress";
import { downloadRelease } from "./releaseDownload";

/** A Pulumi engine (the `pulumi` command) that can be run. */
export interface Engine {
    /** The folder that holds the `pulumi` executable. */
    readonly directory: string;
    /** Its version, without a leading `v`. */
    readonly version: string;
    /** Its origin: found on PATH, kept from an earlier run, downloaded now, or built from source now. */
    readonly origin: "PATH" | "cache" | "release" | "built";
}

/** No engine can be had on this machine. The message is one sentence that says why, and the way out. */
export class EngineUnavailable extends Error {
    override readonly name = "EngineUnavailable";
}

/** The version that is downloaded or built if no engine is found. */
export const engineVersion = "3.259.0";

/**
 * The oldest version that is used from PATH. A bound of caution, not of a known fault: the tests ran on 3.259 with the
 * SDK 3.248, and an engine more than about a year behind its SDK is a pair that nobody tries.
 */
export const oldestEngineVersion = "3.190.0";

/** One way to an engine: resolves to it, or to a few words on why this way leads to no engine. */
export type Way = (report: Report | undefined) => Promise<Engine | string>;

/** The ways that {@link findEngine} tries, in this order. */
export const waysToEngine: readonly Way[] = [
    onPath,
    inCache,
    (report) => obtain("release", "Downloading the Pulumi engine", downloadRelease, report),
    build,
];

/**
 * Finds an engine, or gets one: `pulumi` on PATH, the cache, a download of the release, a build from source.
 *
 * @param report takes progress as lines; without it, progress is shown on the terminal.
 * @throws EngineUnavailable
 */
export async function findEngine(report?: Report, ways = waysToEngine): Promise<Engine> {
    const reasons: string[] = [];
    for (const way of ways) {
        const engine = await way(report);
        if (typeof engine !== "string") {
            const origin = describeOrigin[engine.origin];
            (report ?? writeLine)(`Using Pulumi ${engine.version} (${origin}: ${engine.directory})`);
            return engine;
        }
        reasons.push(engine);
    }
    throw new EngineUnavailable(
        `No Pulumi engine can be had (${reasons.join("; ")}): install Pulumi ${oldestEngineVersion} or newer ` +
            "(https://www.pulumi.com/docs/install/), or Go 1.25 or newer (https://go.dev/dl/), and run this again.",
    );
}

const describeOrigin: Readonly<Record<Engine["origin"], string>> = {
    PATH: "from PATH",
    cache: "kept from an earlier run",
    release: "just downloaded",
    built: "just built from source",
};

async function onPath(): Promise<Engine | string> {
    const directory = await findOnPath("pulumi");
    if (directory === undefined) {
        return "none is on PATH";
    }
    const version = await pulumiVersion(directory);
    if (version === undefined) {
        return "the one on PATH does not run";
    }
    return gte(version, oldestEngineVersion)
        ? { directory, version: version.version, origin: "PATH" }
        : `the one on PATH is ${version.version}`;
}

async function inCache(): Promise<Engine | string> {
    for (const version of await cachedVersions()) {
        const directory = engineFolder(version);
        if (gte(version, oldestEngineVersion) && (await pulumiVersion(directory)) !== undefined) {
            return { directory, version, origin: "cache" };
        }
    }
    return "none is kept from an earlier run";
}

async function obtain(
    origin: "release" | "built",
    title: string,
    fill: (version: string, folder: string, show: ShowStep) => Promise<void>,
    report: Report | undefined,
): Promise<Engine | string> {
    try {
        const directory = await withProgress(title, report, (show) =>
            keepEngine(engineVersion, (folder) => fill(engineVersion, folder, show)),
        );
        return { directory, version: engineVersion, origin };
    } catch (error) {
        return `${origin === "release" ? "the download" : "the build"} failed: ${lastLine(error)}`;
    }
}

async function build(report: Report | undefined): Promise<Engine | string> {
    return (await findOnPath("go")) === undefined
        ? "Go is not on PATH"
        : obtain("built", "Building the Pulumi engine from source (minutes, once)", buildEngine, report);
}
