import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

describe("the handlers", () => {
    it("load nothing that asks logs or signs a SAS before a pair has such a gate or such a place", () => {
        const script = `
            require("pulumi-two-key/provider/rotation");
            require("pulumi-two-key/provider/retirement");
            console.log(JSON.stringify(Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"))));
        `;
        const files: string[] = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
        assert.ok(files.some((file) => file.endsWith("/gates/unused.js")));
        assert.deepEqual(
            files.filter((file) => /@azure\/(monitor-query-logs|storage-)|azure\/storageLogs/.test(file)),
            [],
        );
    });
});
