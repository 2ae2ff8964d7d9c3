import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callLine } from "../callLine";
import { tellEnvironment, toldEnvironment } from "../runningEnvironment";
import { faultsFrom, USAGE } from "../startOptions";

describe("what `npm run sandbox` takes", () => {
    it("is failures by operation, status, and which calls", () => {
        assert.deepEqual(faultsFrom(["sites/put:503", "storageAccounts/regenerateKey:409:2:3"]), [
            { operation: "sites/put", status: 503, nth: 1, times: 1 },
            { operation: "storageAccounts/regenerateKey", status: 409, nth: 2, times: 3 },
        ]);
        assert.deepEqual(faultsFrom(undefined), []);
        for (const text of ["sites/put", "sites/put:200x", ":503", "sites/put:503:0"]) {
            assert.throws(() => faultsFrom([text]), /--fault cannot be/);
        }
    });

    it("is listed in its help", () => {
        for (const option of ["--env", "--log", "--seed estate", "--fault ", "--deny ", "--weather "]) {
            assert.ok(USAGE.includes(option), option);
        }
    });
});

describe("the log of calls", () => {
    it("has a line for a call and for what happens after it", () => {
        const at = Date.UTC(2026, 10, 27, 21, 0, 0, 5);
        const call = { kind: "call", at, durationMs: 12.4, method: "POST", path: "/x" } as const;
        assert.equal(
            callLine({
                ...call,
                operation: "storageAccounts/regenerateKey",
                target: "acme",
                detail: "key2",
                status: 200,
            }),
            "21:00:00.005  200     12 ms  storageAccounts/regenerateKey  acme  key2",
        );
        assert.equal(
            callLine({ kind: "event", at, operation: "sites/restarted", target: "web" }),
            "21:00:00.005    ·            sites/restarted  web",
        );
    });
});

describe("the environment of a sandbox that runs", () => {
    it("is told to other terminals until it ends, and not by one that has gone", async () => {
        const folder = await mkdtemp(join(tmpdir(), "two-key-env-"));
        const file = join(folder, "running.json");
        try {
            assert.equal(toldEnvironment(file), undefined);
            const forget = tellEnvironment("export A='1'", file);
            assert.equal(toldEnvironment(file), "export A='1'");
            forget();
            assert.equal(toldEnvironment(file), undefined);
            await writeFile(file, JSON.stringify({ pid: 2 ** 22 + 1, commands: "export A='2'" }));
            assert.equal(toldEnvironment(file), undefined);
        } finally {
            await rm(folder, { recursive: true });
        }
    });
});
