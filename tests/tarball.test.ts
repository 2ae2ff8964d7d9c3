import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packPackage, run, type Tarball } from "./package/support/pack";

const MAX_BYTES = 300_000;

/**
 * The files that users need: compiled code, the types of each entry, and the manifests of the policy pack and of the plugin. The code
 * explains errors offline.
 */
const SHIPPED =
    /^(bin\/(cli|components|plugin|policies)\/.+\.js|bin\/(components|policies)\/(index|testing)\.d\.ts|plugin\/(PulumiPlugin\.yaml|package\.json|schema\.json|functions\.json)|testing\/package\.json|policies\/(PulumiPolicy\.yaml|package\.json)|(package\.json|README\.md|CHANGELOG\.md|LICENSE))$/;

describe("the tarball", function () {
    this.timeout(120_000);
    let folder: string;
    let tarball: Tarball;

    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "two-key-tarball-"));
        tarball = await packPackage(folder);
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it("is small, and has nothing but what users need", () => {
        assert.ok(tarball.size < MAX_BYTES, `${tarball.size} bytes`);
        assert.deepEqual(
            tarball.files.filter((file) => !SHIPPED.test(file)),
            [],
        );
        for (const needed of [
            "bin/cli/main.js",
            "bin/components/index.d.ts",
            "bin/components/engine/consumer/handler.js",
            "bin/plugin/main.js",
            "plugin/PulumiPlugin.yaml",
            "plugin/package.json",
            "plugin/schema.json",
            "plugin/functions.json",
            "bin/policies/index.d.ts",
            "bin/policies/pack.js",
            "policies/PulumiPolicy.yaml",
            "CHANGELOG.md",
            "LICENSE",
        ]) {
            assert.ok(tarball.files.includes(needed), `${needed} is missing`);
        }
    });

    it("passes publint, suggestions included", async () => {
        assert.match(await run("publint", ["--strict", tarball.path], { cwd: folder }), /All good!/);
    });

    it("has types that every module resolution finds, by attw", async () => {
        const report = JSON.parse(await run("attw", ["--format", "json", tarball.path], { cwd: folder }));
        assert.deepEqual(Object.keys(report.analysis.entrypoints).sort(), [
            ".",
            "./package.json",
            "./policies",
            "./provider/*",
            "./testing",
        ]);
        assert.deepEqual(report.problems ?? {}, {});
    });
});
