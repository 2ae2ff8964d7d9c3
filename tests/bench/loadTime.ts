import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { measurePairs, median, timed } from "./paired";

/** What a program waits for when it imports the package, beyond @pulumi/pulumi, which it imports anyway. */
export async function loadTimeMs(
    rounds: number,
): Promise<{ readonly overPulumiMs: number; readonly pulumiMs: number }> {
    const pairs = await measurePairs(
        rounds,
        () => timeOf('require("@pulumi/pulumi"); require("pulumi-two-key")'),
        () => timeOf('require("@pulumi/pulumi")'),
        () => {},
    );
    return {
        overPulumiMs: Math.round(median(pairs.map(([both, pulumi]) => both - pulumi))),
        pulumiMs: Math.round(median(pairs.map(([, pulumi]) => pulumi))),
    };
}

function timeOf(script: string): Promise<number> {
    // In the package's own folder the name of the package means the package itself.
    return timed(() => promisify(execFile)(process.execPath, ["-e", script], { cwd: __dirname }));
}
