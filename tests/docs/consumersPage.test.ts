import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { consumerDeclarations } from "../../components/consumers/consumerRegistry";
import { consumersPage } from "../../docs/generator/consumersPage";
import { ROOT } from "../package/support/pack";

describe("docs/consumers.md", () => {
    const page = readFileSync(join(ROOT, "docs/consumers.md"), "utf8");

    it("is what the registry of consumers says; `npm run docs:arguments` writes it", () => {
        assert.equal(page, consumersPage());
    });

    it("tells of every kind", () => {
        assert.deepEqual(
            consumerDeclarations.filter(({ example }) => !page.includes(`\`${example.kind}\``)),
            [],
        );
    });
});
