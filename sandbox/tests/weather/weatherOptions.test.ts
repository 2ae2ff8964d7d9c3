import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { FINE, MODERATE, weatherOf } from "../../azure/weather";
import { foreignFrom, weatherFrom, weatherOptions, weatherUsage } from "../../weatherOptions";

describe("the weather as options", () => {
    const read = (...args: readonly string[]) =>
        weatherFrom(parseArgs({ args: [...args], options: weatherOptions }).values);

    it("is fine unless it is named", () => {
        assert.deepEqual(read(), FINE);
        assert.deepEqual(read("--weather", "moderate"), MODERATE);
        assert.deepEqual(weatherOf(), FINE);
    });

    for (const [option, value, part] of [
        ["listLag", "3s", { listLagMs: 3_000 }],
        ["listLag", "60s", { listLagMs: 60_000 }],
        ["regenerateAnswer", "old", { regenerateAnswer: "old" }],
        ["regenerateEffect", "doubled", { regenerateEffect: "doubled" }],
        ["late", "500ms", { lateMs: 500 }],
        ["writes", "atOnce", { writes: "atOnce" }],
        ["operations", "1s..2s", { operationMs: [1_000, 2_000] }],
        ["operations", "4s", { operationMs: [4_000, 4_000] }],
        ["operationEnd", "failed", { operationEnd: "failed" }],
        ["clock", "5m", { clockMs: 300_000 }],
        ["clock", "-5m", { clockMs: -300_000 }],
    ] as const) {
        it(`takes --weather.${option}=${value} over the named weather`, () => {
            assert.deepEqual(read("--weather", "moderate", `--weather.${option}=${value}`), { ...MODERATE, ...part });
        });
    }

    for (const [option, value] of [
        ["weather", "stormy"],
        ["weather.listLag", "61s"],
        ["weather.listLag", "-1s"],
        ["weather.listLag", ""],
        ["weather.regenerateAnswer", "New"],
        ["weather.late", "soon"],
        ["weather.operations", "2s..1s"],
        ["weather.operations", "1s..later"],
    ] as const) {
        it(`refuses --${option}=${value}, and says what it may be`, () => {
            assert.throws(
                () => read(`--${option}=${value}`),
                new RegExp(`^Error: --${option} cannot be '${value}': .{9,}`),
            );
        });
    }

    it("takes answers of somebody in between, several of them", () => {
        const args = ["--weather.foreign", "signIn:sites/get", "--weather.foreign=html:storageAccounts/listKeys:3"];
        const { values } = parseArgs({ args, options: weatherOptions });
        assert.deepEqual(foreignFrom(values), [
            { foreign: "signIn", operation: "sites/get", nth: 1 },
            { foreign: "html", operation: "storageAccounts/listKeys", nth: 3 },
        ]);
        assert.deepEqual(foreignFrom({}), []);
    });

    for (const value of ["signin:sites/get", "signIn", "signIn:", "html:sites/get:0", "html:sites/get:first"]) {
        it(`refuses --weather.foreign=${value}`, () => {
            assert.throws(() => foreignFrom({ "weather.foreign": [value] }), /^Error: --weather\.foreign cannot be /);
        });
    }

    it("says each option in its usage", () => {
        for (const name of Object.keys(weatherOptions)) {
            assert.match(weatherUsage, new RegExp(`^  --${name} `, "m"));
        }
    });

    it("can be changed without changing what it was made of", () => {
        const weather = weatherOf("moderate");
        weather.listLagMs = 1;
        assert.notEqual(MODERATE.listLagMs, 1);
        assert.deepEqual(weatherOf({ clockMs: 5 }), { ...FINE, clockMs: 5 });
    });
});
