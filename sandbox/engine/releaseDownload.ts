import { join } from "node:path";
import type { ShowStep } from "./progress";

const installer = "https://get.pulumi.com/install.sh";
const reachableWithinMs = 5_000;
const installWithinMs = 15 * 60 * 1000;

/**
 * Installs a Pulumi release by the Automation API's own installer, into `folder` (executables under `bin`).
 * The installer knows no time limit, so it is asked for first, and then runs in a process of its own that can be ended.
 *
 * @throws with the reason, within seconds if the download cannot be reached.
 */
export async function downloadRelease(version: string, folder: string, show: ShowStep): Promise<void> {
    const answer = await fetch(installer, { method: "HEAD", signal: AbortSignal.timeout(reachableWithinMs) });
    if (!answer.ok) {
        throw new Error(`${installer} answers ${answer.status}`);
    }
    show("the installer is running");
    const { execa } = await import("execa");
    // Detached: a process group of its own, so that the installer's own processes (a shell, curl) end with it.
    const install = execa(process.execPath, [join(__dirname, "installRelease.js"), folder, version], {
        all: true,
        detached: true,
        stdin: "ignore",
        reject: false,
    });
    const end = () => install.pid !== undefined && process.kill(-install.pid, "SIGKILL");
    const timer = setTimeout(end, installWithinMs);
    process.once("exit", end);
    const result = await install;
    clearTimeout(timer);
    process.removeListener("exit", end);
    if (result.failed) {
        throw new Error(lastLine(result.all) ?? `the installer ended with ${result.exitCode ?? result.signal}`);
    }
}

function lastLine(text: string): string | undefined {
    return text.trim().split("\n").at(-1)?.trim() || undefined;
}
