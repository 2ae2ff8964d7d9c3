import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

describe("the package", () => {
    it("loads nothing of @azure and of random, and no more of azure-native than the submodules that it uses", () => {
        const script = `
            require("pulumi-two-key");
            const files = Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"));
            console.log(JSON.stringify(files.filter((file) => /node_modules\\/@(azure|pulumi\\/azure-native|pulumi\\/random)\\//.test(file))));
        `;
        const files: string[] = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
        assert.deepEqual(
            files.filter((file) => /@(azure|pulumi\/random)\//.test(file)),
            [],
        );
        const submodules = new Set(files.map((file) => /azure-native\/([^/]+)\//.exec(file)?.[1]));
        assert.ok(files.length < 60, `${files.length} files of azure-native: ${[...submodules]}`);
    });
});
