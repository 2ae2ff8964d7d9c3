import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gateKinds } from "../../components/gates/gates";
import { gatesPage } from "../../docs/generator/gatesPage";
import { ROOT } from "../package/support/pack";

describe("docs/gates.md", () => {
    const page = readFileSync(join(ROOT, "docs/gates.md"), "utf8");

    it("is what the registry of gates says; `npm run docs:arguments` writes it", () => {
        assert.equal(page, gatesPage());
    });

    it("tells of every kind", () => {
        const missing = Object.values(gateKinds).filter(({ madeBy }) => !page.includes(`### ${madeBy}\n`));
        assert.deepEqual(missing, []);
    });
});
