import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { median } from "./paired";

/** The modules that a program waits for when it imports the package after @pulumi/pulumi, and the time that it waits for them. */
export interface LoadTimes {
    readonly overPulumiMs: number;
    readonly pulumiMs: number;
}

/** Both times are of one process, so a busy machine troubles both. */
const SCRIPT = `
    const start = performance.now();
    require("@pulumi/pulumi");
    const between = performance.now();
    require("pulumi-two-key");
    console.log(JSON.stringify([between - start, performance.now() - between]));
`;

/** Loads the package in so many processes and takes the medians. */
export async function measureLoad(processes: number): Promise<LoadTimes> {
    const times: [pulumi: number, over: number][] = [];
    for (let index = 0; index < processes; index += 1) {
        // In the package's own folder the name of the package means the package itself.
        const { stdout } = await promisify(execFile)(process.execPath, ["-e", SCRIPT], { cwd: __dirname });
        times.push(JSON.parse(stdout));
    }
    return {
        overPulumiMs: Math.round(median(times.map(([, over]) => over))),
        pulumiMs: Math.round(median(times.map(([pulumi]) => pulumi))),
    };
}
