import assert from "node:assert/strict";
import { realCore } from "./core";
import { Explorer } from "./explore";
import { mutants } from "./mutants/mutants";
import { shapes } from "./shapes";

const DEPTH = 3;

describe("everything that can happen to a pair within three events", function () {
    this.timeout(60_000);

    for (const shape of shapes) {
        it(`breaks no rule, and settles: ${shape.name}`, () => {
            const { found, states } = new Explorer(shape, realCore).explore(DEPTH);
            assert.equal(found, undefined);
            assert.ok(states > 300, `${states} states`);
        });
    }
});

describe("the exploration finds a core that breaks", function () {
    this.timeout(60_000);

    for (const { name, shape, core } of mutants) {
        it(name, () => {
            assert.ok(new Explorer(shape, core).explore(DEPTH).found !== undefined);
        });
    }
});
