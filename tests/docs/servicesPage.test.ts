import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { servicesPage } from "../../docs/generator/servicesPage";

describe("docs/services.md", () => {
    it("is what the table of services says; `npm run docs:services` writes it", () => {
        assert.equal(readFileSync(join(__dirname, "../../../docs/services.md"), "utf8"), servicesPage());
    });
});
