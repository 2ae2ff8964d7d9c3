import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";

/** The repository, seen from the compiled tests. */
const ROOT = resolve(__dirname, "../..");

interface Folder {
    readonly path: string;
    /** Its name where it is a package of its own: others import its index, by that name. */
    readonly package?: string;
    readonly job: string;
    readonly imports: readonly string[];
    readonly types?: readonly string[];
}

const folders: readonly Folder[] = JSON.parse(readFileSync(join(ROOT, "etc/folders.json"), "utf8"));
const [values = ""] = folders.map(({ path }) => path);

/** A folder for each resource, and one for each service that takes a key: their files have the same names. */
const KINDS = /^components\/(engine\/\w+\/(handler|resource)|consumers\/\w+\/scan)\.ts$/;

const NOT_OURS = ["bin", "etc", "node_modules"];

/** All files of the repository. */
const files: readonly string[] = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !NOT_OURS.includes(entry.name))
    .flatMap(({ name }) =>
        readdirSync(join(ROOT, name), { recursive: true, encoding: "utf8" }).map((file) => join(name, file)),
    )
    .map((file) => file.split(sep).join("/"))
    .filter((file) => statSync(join(ROOT, file)).isFile() && !/(^|\/)(bin|node_modules)\//.test(file));

describe("the folders", () => {
    it("have a row each, by which the linter knows what they may import", () => {
        const there = files.map((file) => /^(components\/[^/]+(?=\/)|[^/]+)/.exec(file)?.[0] ?? "");
        const named = folders.map(({ path }) => path).filter((path) => !path.endsWith(".ts"));
        assert.deepEqual([...named, "components"].sort(), [...new Set(there)].sort());
    });

    it("have the files beside them in rows as well", () => {
        const beside = readdirSync(join(ROOT, "components")).filter((name) => name.endsWith(".ts"));
        const named = folders.flatMap(({ path }) => /\{(.*)\}\.ts$/.exec(path)?.[1]?.split(",") ?? []);
        assert.deepEqual(named.map((name) => `${name}.ts`).sort(), beside.sort());
    });

    it("import from rows above them alone, so that no two import each other", () => {
        const above: string[] = [];
        for (const { path, package: name, imports, types = [] } of folders) {
            for (const imported of [...imports, ...types]) {
                const isThere = above.some((row) => row === imported || row.startsWith(`${imported}/`));
                assert.ok(imported === "components/*.ts" ? above.includes(values) : isThere, `${path}: ${imported}`);
            }
            above.push(path, ...(name === undefined ? [] : [name]));
        }
    });

    it("are told in CONTRIBUTING.md as the linter knows them", () => {
        const text = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
        for (const { path, job, imports, types = [] } of folders) {
            const may = [...imports.map((one) => `\`${one}\``), ...types.map((one) => `types of \`${one}\``)];
            const row = `| \`${path}\` | ${job} | ${may.join(", ") || "nothing"} |`;
            assert.ok(text.includes(row), `CONTRIBUTING.md has no row\n${row}`);
        }
        assert.equal(text.split("\n").filter((line) => /^\| `.*` \| .* \| .* \|$/.test(line)).length, folders.length);
    });

    it("have no file with the name of another one, but in folders of a kind", () => {
        const named = files.filter(
            (file) => /\.ts$/.test(file) && !/^(tests|sandbox\/tests|stacks|templates)\/|(index|main)\.ts$/.test(file),
        );
        const twice = named.filter((file) =>
            named.some((other) => other !== file && basename(other) === basename(file)),
        );
        assert.deepEqual(
            twice.filter((file) => !KINDS.test(file)),
            [],
        );
    });
});
