import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { refresh } from "../../components/lifecycle/refresh";
import { retirement } from "../../components/lifecycle/retirement";
import { rotation } from "../../components/lifecycle/rotation";
import { rules } from "../../components/lifecycle/rules";
import { wave } from "../../components/lifecycle/wave";
import { lifecyclePage, testsOf, titleWith } from "../../docs/generator/lifecyclePage";
import { rulesIn, titledTests } from "../../docs/generator/titledTests";
import {
    adoptedPair,
    conduct,
    retirementWanted,
    rotationWanted,
    waveOnOutgoing,
    waveWanted,
} from "../lifecycle/support/pairs";
import { run } from "../lifecycle/support/run";
import { ScriptedWorld } from "../lifecycle/support/scriptedWorld";

const ROOT = join(__dirname, "../../..");
const TEXTS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"];
const FOLDERS = ["cli", "components", "docs", "plugin", "policies", "sandbox", "stacks", "tests"];
const ids: readonly number[] = rules.map(({ id }) => id);

/** Each part of the sequence, by its name on the page. */
const fineWeather: Readonly<Record<string, (world: ScriptedWorld) => unknown>> = {
    adopt: (world) => run(rotation(undefined, rotationWanted, conduct), world),
    Rotation: (world) => run(rotation(adoptedPair, rotationWanted, conduct), world),
    "a wave that passes": (world) => run(wave(waveOnOutgoing, { ...waveWanted, soakMs: 0 }), world),
    "a wave that waits": (world) => run(wave(waveOnOutgoing, waveWanted), world),
    Retirement: (world) => run(retirement(undefined, retirementWanted, { searches: false }), world),
    refresh: (world) => run(refresh(adoptedPair, rotationWanted.slots), world),
};

/** Every text of the repository that people write. */
function texts(): readonly string[] {
    const inFolders = FOLDERS.flatMap((folder) =>
        readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    );
    return [
        ...TEXTS,
        ...inFolders.filter((file) => /\.(ts|md|py)$/.test(file) && !/(^|\/)(bin|node_modules)\//.test(file)),
    ];
}

describe("docs/lifecycle.md", () => {
    const tests = titledTests(ROOT);
    const page = readFileSync(join(ROOT, "docs/lifecycle.md"), "utf8");

    it("is what the rules and the names of tests say; `npm run docs:lifecycle` writes it", () => {
        assert.equal(page, lifecyclePage(tests));
    });

    for (const { id, sentence, because } of rules) {
        it(`has rule ${id}, its reason and a test by its title`, () => {
            const section = page.split(/^### /m).find((one) => one.startsWith(`Rule ${id}:`)) ?? "";
            assert.ok(section.includes(sentence) && section.includes(because), section);
            const [held] = testsOf(id, tests);
            assert.ok(held !== undefined, `no test has "rule ${id}" in its name`);
            assert.ok(section.includes(`“${titleWith(id, held)}” in \`${held.file}\``), section);
        });
    }

    it("names files that exist for what is kept outside the decisions", () => {
        const files = rules.flatMap(({ keptBy }) => keptBy.filter((keeper) => keeper.includes("/")));
        assert.deepEqual(
            files.filter((file) => !existsSync(join(ROOT, file))),
            [],
        );
    });

    it("tells the effects of each part as they are in fine weather", () => {
        for (const [part, end] of Object.entries(fineWeather)) {
            const world = new ScriptedWorld();
            end(world);
            const names = world.effects.map(({ do: name }) => name);
            const asked = names.indexOf("accepts");
            const shown = asked < 0 ? names : [...names.slice(0, asked + 1), ...names.slice(-1)];
            const row = page.split("\n").find((line) => line.startsWith(`| ${part} | \``)) ?? "";
            assert.deepEqual(row.match(/(?<=`)\w+(?=`)/g), shown, part);
        }
    });

    it("has every rule of which the code, the tests or a document speaks", () => {
        const unknown = texts().flatMap((file) =>
            rulesIn(readFileSync(join(ROOT, file), "utf8"))
                .filter((id) => !ids.includes(id))
                .map((id) => `${file}: rule ${id}`),
        );
        assert.deepEqual(unknown, []);
    });

    it("fits its pictures into 80 columns", () => {
        const picture = page.split("```")[1] ?? "";
        assert.ok(picture.includes("SETTLED"));
        assert.deepEqual(
            picture.split("\n").filter((line) => line.length > 80),
            [],
        );
    });
});

describe("the rules in a text", () => {
    it("are found one by one and several at once, and nothing else is", () => {
        const text = "rule 5, (rules 18 and 19); Rules 4, 15 and 16. rules 1-3: ruled 7, rule N, firewallRule 8";
        assert.deepEqual(rulesIn(text), [5, 18, 19, 4, 15, 16, 1, 3]);
    });
});
