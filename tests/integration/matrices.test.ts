import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { alongside } from "./support/alongside";
import { describeOnEngine } from "./support/testbed";

/** One of each kind: a lost response, an operation that fails, a refusal, a conflict, a token, a look; and some of each group of places. */
const FAULTS = [
    "app / storageAccounts/regenerateKey 1 / lost response / once",
    "app / storageAccounts/regenerateKey 2 / long-running operation that fails after the effect / once",
    "app / storageAccounts/listKeys 1 / 403 / once",
    "app / sites/config/appsettings/put 1 / 409 / once",
    "app / identity/token 1 / lost response / once",
    "app / vaults/secrets/get 2 / 500 / until the end",
    "hosts / containerApps/patch 1 / long-running operation that fails after the effect / once",
    "hosts / jobs/patch 1 / lost response / once",
    "unseen / iotHubs/put 1 / 409 / once",
    "services / keyValues/put 2 / 403 / once",
    "signatures / logs/query 1 / 500 / once",
];

/** Each starts a sandbox of its own and runs a dozen updates, beside whatever else the machine does. */
const ONE_SAMPLE_MS = 900_000;

describeOnEngine("samples of the long checks", () => {
    describe("in processes of their own", function () {
        this.timeout(ONE_SAMPLE_MS);
        tell();
    });
});

function tell(): void {
    alongside("of the fault matrix", ({ it }) => {
        it("goes on or says why, fails no request, and is settled by the next `up`", async () => {
            const only = FAULTS.map((name) => `^${name}$`).join("|");
            const found = await countsOf("fault", ["--only", only, "--workers", "2"]);
            assert.deepEqual(
                [found.cases, found.missed, found.stopped, found.unclear, found.unsettled, found.violations],
                [FAULTS.length, 0, 4, 0, 0, 0],
            );
            assert.deepEqual([found.failedRequests, (found.requests ?? 0) > 20], [0, true]);
        });
    });

    alongside("of the soak", ({ it }) => {
        it("fails no request of the application, and is settled", async () => {
            const found = await countsOf("soak", ["--minutes", "0.25", "--seed", "12"]);
            assert.deepEqual([found.failedRequests, found.violations], [0, 0]);
            assert.ok((found.rotations ?? 0) > 0 && (found.requests ?? 0) > 100);
        });
    });
}

/** The last line that the command prints. It runs in a process, and so in a sandbox, of its own. */
function countsOf(command: string, args: readonly string[]): Promise<Readonly<Record<string, number>>> {
    const file = join(__dirname, "../matrix", command, "main.js");
    return new Promise((resolve, reject) => {
        execFile(process.execPath, ["--expose-gc", file, ...args], (error, stdout, stderr) => {
            if (error !== null) {
                reject(new Error(`${command} ended with ${error.code}:\n${stdout}\n${stderr}`));
            } else {
                resolve(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
            }
        });
    });
}
