import assert from "node:assert/strict";
import { realCore } from "./core";
import { Explorer } from "./explore";
import { findIn, tellingFirst } from "./findIn";
import { tellHistories } from "./histories";
import { leftOut } from "./mutants/leftOut";
import { mutants } from "./mutants/mutants";
import type { Limit, PairShape } from "./pairShape";
import { bigShapes, shapes } from "./shapes";

const DEPTH = 2;
const DEPTH_FOR_LIMITS = 4;
const HISTORIES = 30;
const SEED = 1;

describe("everything that can happen to a pair within two events", function () {
    this.timeout(60_000);

    for (const shape of shapes) {
        it(`breaks no rule, and settles: ${shape.name}`, () => {
            const { found, states } = new Explorer(shape, realCore).explore(DEPTH);
            assert.equal(found, undefined);
            assert.ok(states > 20, `${states} states`);
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
        unfinished: shapes.find(({ name }) => name === "skipped consumers"),
        late: shapes.find(({ name }) => name === "weather"),
    };
    for (const [limit, shape] of Object.entries(limits) as [Limit, PairShape | undefined][]) {
        it(`is known, and found by its history: ${limit}`, () => {
            assert.ok(shape !== undefined);
            const { found } = new Explorer({ ...shape, judges: [limit] }, realCore).explore(DEPTH_FOR_LIMITS);
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

describe("the exploration finds a lifecycle that breaks", function () {
    this.timeout(60_000);

    for (const { name, shape, core } of mutants) {
        it(name, () => {
            assert.ok(new Explorer(shape, core).explore(DEPTH).found !== undefined);
        });
    }
});

describe("the exploration finds what is left out of the lifecycle", function () {
    this.timeout(60_000);

    for (const { name, core } of leftOut) {
        it(name, () => {
            assert.ok(findIn(tellingFirst(shapes), core, DEPTH) !== undefined);
        });
    }
});
