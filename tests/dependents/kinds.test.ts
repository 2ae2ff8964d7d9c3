import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { lookingActions, lookingDataActions } from "../../components/dependents/scanners";

const SOURCES = join(__dirname, "../../../components");
const TESTS = join(__dirname, "../../../tests");

describe("the kinds of resources that are looked at", () => {
    it("have a test each", () => {
        const files = ["consumers", "dependents/kinds"].flatMap((folder) =>
            readdirSync(join(SOURCES, folder), { recursive: true, encoding: "utf8" })
                .map((file) => join(folder, file))
                .filter((file) => folder === "dependents/kinds" || /^scan([A-Z]\w*)?\.ts$/.test(basename(file))),
        );
        const untested = files.filter((file) => {
            const folder = join(TESTS, dirname(file));
            const texts = readdirSync(folder).map((test) => readFileSync(join(folder, test), "utf8"));
            const module = `components/${file.replace(/\.ts$/, "")}"`;
            return !texts.some((text) => text.includes(module) && text.includes("describeScanner("));
        });
        assert.ok(files.length >= 15, files.join());
        assert.deepEqual(untested, []);
    });

    it("are only read: no action is a write, and a POST shows what is asked for", () => {
        for (const action of [...lookingActions, ...lookingDataActions]) {
            assert.match(action, /\/(read|list\w*\/action)$/i);
        }
    });
});
