import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

/** Guards a folder and a process that would run for a minute, says which, and then waits. */
const program = `
    const { guardFolder } = require(${JSON.stringify(join(__dirname, "../folderGuard.js"))});
    guardFolder("two-key-test-").then((guard) => {
        const options = { stdio: ["ignore", "inherit", "inherit"] };
        const script = "setTimeout(() => {}, 60000)";
        guard.guard(require("node:child_process").spawn(process.execPath, ["-e", script], options).pid);
        console.log(guard.folder);
        setTimeout(() => {}, 60000);
    });`;

describe("a guarded folder", () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
        it(`is gone, and its processes are, after its owner got ${signal}`, async () => {
            const owner = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
            assert.ok(owner.stdout);
            const [folder] = await once(createInterface({ input: owner.stdout }), "line");
            assert.ok(existsSync(folder));
            owner.kill(signal);
            await once(owner, "close"); // the guarded process shares the owner's stdout: this comes when both have ended
            await until(() => !existsSync(folder));
        });
    }
});

async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await sleep(20); // mocha's timeout ends a wait for what never comes
    }
}
