import { gte } from "semver";
import { cachedVersions, engineFolder, keepEngine } from "./engineCache";
import { findOnPath, pulumiVersion } from "./executable";
import { buildEngine } from "./goBuild";
import { type Report, type ShowStep, withProgress, writeLine } from "./progress";
import { downloadRelease } from "./releaseDownload";

/** A Pulumi engine (the `pulumi` command) that can be run. */
export interface Engine {
    /** The folder that holds the `pulumi` executable. */
    readonly directory: string;
    /** Its version, without a leading `v`. */
    readonly version: string;
    /** Where it came from: found on PATH, kept from an earlier run, downloaded now, or built from source now. */
    readonly origin: "PATH" | "cache" | "release" | "built";
}

/** No engine can be had on this machine. The message is one sentence that says why, and the way out. */
export class EngineUnavailable extends Error {
    override readonly name = "EngineUnavailable";
}

/** The version that is downloaded or built where there is none. */
export const engineVersion = "3.259.0";

/**
 * The oldest version that is used from PATH. A bound of caution, not of a known fault: the tests ran on 3.259 with the
 * SDK 3.248, and an engine more than about a year behind its SDK is a pair that nobody tries.
 */
export const oldestEngineVersion = "3.190.0";

/**
 * Finds an engine, or gets one: `pulumi` on PATH, the cache, a download of the release, a build from source.
 *
 * @param report takes progress as lines; without it, progress is shown on the terminal.
 * @throws EngineUnavailable
 */
export async function findEngine(report?: Report): Promise<Engine> {
    const failures: string[] = [];
    const engine =
        (await onPath(failures)) ??
        (await inCache()) ??
        (await obtain("release", "Downloading the Pulumi engine", downloadRelease, failures, report)) ??
        (await obtain(
            "built",
            "Building the Pulumi engine from source (minutes, once)",
            buildWithGo,
            failures,
            report,
        ));
    if (engine === undefined) {
        throw new EngineUnavailable(
            `No Pulumi engine can be had (${failures.join("; ")}): install Pulumi ${oldestEngineVersion} or newer ` +
                "(https://www.pulumi.com/docs/install/), or Go 1.25 or newer (https://go.dev/dl/), and run this again.",
        );
    }
    (report ?? writeLine)(`Using Pulumi ${engine.version} (${describeOrigin[engine.origin]}: ${engine.directory})`);
    return engine;
}

const describeOrigin: Readonly<Record<Engine["origin"], string>> = {
    PATH: "from PATH",
    cache: "kept from an earlier run",
    release: "just downloaded",
    built: "just built from source",
};

async function onPath(failures: string[]): Promise<Engine | undefined> {
    const directory = await findOnPath("pulumi");
    if (directory === undefined) {
        failures.push("none is on PATH");
        return undefined;
    }
    const version = await pulumiVersion(directory);
    if (version === undefined || !gte(version, oldestEngineVersion)) {
        failures.push(`the one on PATH is ${version === undefined ? "not runnable" : `too old, ${version.version}`}`);
        return undefined;
    }
    return { directory, version: version.version, origin: "PATH" };
}

async function inCache(): Promise<Engine | undefined> {
    for (const version of await cachedVersions()) {
        const directory = engineFolder(version);
        if (gte(version, oldestEngineVersion) && (await pulumiVersion(directory)) !== undefined) {
            return { directory, version, origin: "cache" };
        }
    }
    return undefined;
}

async function obtain(
    origin: "release" | "built",
    title: string,
    fill: (version: string, folder: string, show: ShowStep) => Promise<void>,
    failures: string[],
    report: Report | undefined,
): Promise<Engine | undefined> {
    try {
        const directory = await withProgress(title, report, (show) =>
            keepEngine(engineVersion, (folder) => fill(engineVersion, folder, show)),
        );
        return { directory, version: engineVersion, origin };
    } catch (error) {
        const reason = `${origin === "release" ? "download" : "build"} failed: ${firstLine(error)}`;
        (report ?? writeLine)(reason);
        failures.push(reason);
        return undefined;
    }
}

async function buildWithGo(version: string, folder: string, show: ShowStep): Promise<void> {
    if ((await findOnPath("go")) === undefined) {
        throw new Error("Go is not on PATH");
    }
    await buildEngine(version, folder, show);
}

/** `fetch failed` alone says nothing: its cause does. */
function firstLine(error: unknown): string {
    const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : "";
    const message = error instanceof Error ? error.message : String(error);
    return `${message.trim().split("\n").at(-1)}${cause}`;
}
