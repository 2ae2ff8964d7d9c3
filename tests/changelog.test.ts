import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT, readManifest } from "./package/support/pack";

describe("the changelog", () => {
    it("begins with the version of the package, and says what is in it", async () => {
        const changelog = await readFile(join(ROOT, "CHANGELOG.md"), "utf8");
        const [, version, text = ""] = /^## (\S+)\n(.*?)(?=^## |(?![\s\S]))/ms.exec(changelog) ?? [];
        assert.equal(version, (await readManifest(ROOT)).version);
        assert.match(text, /^- \S/m);
    });
});
