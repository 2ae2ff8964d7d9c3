import assert from "node:assert/strict";
import { realCore } from "./core";
import { Explorer } from "./explore";
import { tellHistories } from "./histories";
import { mutants } from "./mutants/mutants";
import type { Limit, PairShape } from "./pairShape";
import { bigShapes, shapes } from "./shapes";

const DEPTH = 3;
const HISTORIES = 100;
const SEED = 1;

describe("everything that can happen to a pair within three events", function () {
    this.timeout(60_000);

    for (const shape of shapes) {
        it(`breaks no rule, and settles: ${shape.name}`, () => {
            const { found, states } = new Explorer(shape, realCore).explore(DEPTH);
            assert.equal(found, undefined);
            assert.ok(states > 100, `${states} states`);
        });
    }
});

describe("what the design does not promise", function () {
    this.timeout(60_000);

    const lagging: PairShape = {
        name: "lagging",
        consumers: ["setting", "custom"],
        graceTicks: 0,
        lagTicks: 1,
        retire: "automatic",
        groups: ["source", "time"],
    };
    const limits: Readonly<Record<Limit, PairShape | undefined>> = {
        unseen: shapes.find(({ name }) => name === "hands"),
        unwaited: shapes.find(({ name }) => name === "age"),
        adopted: lagging,
        emergency: shapes.find(({ name }) => name === "custom"),
    };
    for (const [limit, shape] of Object.entries(limits) as [Limit, PairShape | undefined][]) {
        it(`is known, and found by its history: ${limit}`, () => {
            assert.ok(shape !== undefined);
            const { found } = new Explorer({ ...shape, judges: [limit] }, realCore).explore(DEPTH + 1);
            assert.ok(found !== undefined);
            assert.equal(new Explorer(shape, realCore).explore(DEPTH).found, undefined);
        });
    }
});

describe("long histories of everything at once", function () {
    this.timeout(60_000);

    for (const shape of bigShapes) {
        it(`break no rule: ${shape.name}`, () => {
            assert.deepEqual(tellHistories(shape, realCore, HISTORIES, SEED), { histories: HISTORIES });
        });
    }

    it("are made as short as they get where one breaks a rule", () => {
        const [shape] = bigShapes;
        assert.ok(shape !== undefined);
        const forgets = { ...realCore, refreshed: (state: Parameters<typeof realCore.refreshed>[0]) => state };
        const { found } = tellHistories(shape, forgets, HISTORIES, SEED);
        assert.equal(found?.history.length, 1);
    });
});

describe("the exploration finds a core that breaks", function () {
    this.timeout(60_000);

    for (const { name, shape, core } of mutants) {
        it(name, () => {
            assert.ok(new Explorer(shape, core).explore(DEPTH).found !== undefined);
        });
    }
});
