import { access, constants, realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { parse, type SemVer } from "semver";

/** The folder that holds a program of this name on PATH, symbolic links followed, or undefined. */
export async function findOnPath(name: string, path = process.env.PATH ?? ""): Promise<string | undefined> {
    for (const folder of path.split(delimiter).filter((entry) => entry !== "")) {
        const candidate = join(folder, name);
        if (await isExecutable(candidate)) {
            return dirname(await realpath(candidate));
        }
    }
    return undefined;
}

export async function isExecutable(path: string): Promise<boolean> {
    try {
        await access(path, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

/** The version that the `pulumi` executable in a folder answers, or undefined if it does not run. */
export async function pulumiVersion(directory: string): Promise<SemVer | undefined> {
    const { execa } = await import("execa");
    const result = await execa(join(directory, "pulumi"), ["version"], {
        env: { PULUMI_SKIP_UPDATE_CHECK: "true" },
        timeout: 15_000,
        reject: false,
    });
    return result.failed ? undefined : (parse(result.stdout.trim()) ?? undefined);
}
