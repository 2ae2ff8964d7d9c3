import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scanners } from "../../components/dependents/scanners";
import { dependentsPage } from "../../docs/generator/dependentsTable";
import { ROOT } from "../package/support/pack";

describe("the documentation of dependents", () => {
    const page = readFileSync(join(ROOT, "docs/dependents.md"), "utf8");
    const rows = [...page.matchAll(/^\| (.*?) +\| `(Microsoft\..*?)` +\|/gm)].map(([, place = "", type]) => ({
        place,
        type,
    }));

    it("is what the scanners say; `npm run docs:arguments` writes it", () => {
        assert.equal(page, dependentsPage());
    });

    it("has a row for each kind that is looked at, in the order in which that is done", () => {
        assert.deepEqual(
            rows.map(({ type }) => type),
            scanners.map(({ type }) => type),
        );
    });

    it("calls each kind as the list does", () => {
        for (const [index, { title }] of scanners.entries()) {
            assert.ok(rows[index]?.place.startsWith(title), title);
        }
    });

    it("tells how many calls the lists take", () => {
        assert.ok(page.includes(`${scanners.length} + 4 N + 3 S`));
    });
});
