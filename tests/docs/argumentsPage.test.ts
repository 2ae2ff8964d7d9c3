import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argumentsPage } from "../../docs/generator/argumentsPage";
import { ROOT } from "../package/support/pack";

describe("docs/arguments.md", () => {
    it("is what the declaration of the arguments says; `npm run docs:arguments` writes it", () => {
        assert.equal(readFileSync(join(ROOT, "docs/arguments.md"), "utf8"), argumentsPage());
    });
});
