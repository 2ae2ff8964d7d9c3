import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../package/support/pack";

const DOCS = readdirSync(join(ROOT, "docs")).filter((file) => file.endsWith(".md"));
const PAGES = ["README.md", "CONTRIBUTING.md", "sandbox/README.md", ...DOCS.map((file) => `docs/${file}`)];

/** The links of a page to files beside it, as they are written, without the part after `#`. */
function linksOf(page: string): readonly string[] {
    const links = [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)];
    return links.map(([, link = ""]) => link).filter((link) => !link.includes("://"));
}

describe("the links of the documentation", () => {
    for (const page of PAGES) {
        it(`of ${page} lead to files that are there`, () => {
            const missing = linksOf(page).filter((link) => !existsSync(join(ROOT, dirname(page), link)));
            assert.deepEqual(missing, []);
        });
    }

    it("lead from the index to every page", () => {
        const linked = linksOf("docs/index.md");
        assert.deepEqual(
            DOCS.filter((file) => file !== "index.md" && !linked.includes(file)),
            [],
        );
    });

    it("are found", () => {
        assert.ok(linksOf("README.md").includes("docs/index.md"));
    });
});

describe("the README", () => {
    it("has at most 700 words", () => {
        assert.ok(readFileSync(join(ROOT, "README.md"), "utf8").split(/\s+/).length <= 700);
    });
});
