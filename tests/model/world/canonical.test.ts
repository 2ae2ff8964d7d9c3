import assert from "node:assert/strict";
import { realCore } from "../core";
import { eventsOf } from "../events/eventsOf";
import type { PairShape } from "../pairShape";
import { bigShapes, shapes } from "../shapes";
import { canonical } from "./canonical";
import { update } from "./update";
import { QUIET } from "./updateOptions";
import { beginning, type World } from "./world";

/** How many worlds are compared with another one of the same text. */
const COMPARED = 100;

describe("canonical", function () {
    this.timeout(60_000);

    for (const shape of [...shapes, ...bigShapes]) {
        it(`is the same text only for worlds in which the same can happen: ${shape.name}`, () => {
            const { compared, differing } = compareMerged(shape);
            assert.equal(compared, COMPARED);
            assert.deepEqual(differing, []);
        });
    }

    it("tells worlds apart that differ in one key, and not by the names of keys", () => {
        const [shape] = shapes;
        assert.ok(shape !== undefined);
        const world = beginning(shape, "alternate");
        const renamed: World = { ...world, services: [[11, 12], world.services[1]] };
        const sameKeys: World = { ...world, services: [[1, 1], world.services[1]] };
        assert.equal(canonical(renamed), canonical(world));
        assert.notEqual(canonical(sameKeys), canonical(world));
    });
});

/** Breadth first, compares what each event makes of a world and of the first one with the same text. */
function compareMerged(shape: PairShape) {
    const events = eventsOf(shape);
    const start = update(beginning(shape, "alternate"), realCore, QUIET).world;
    const first = new Map([[canonical(start), start]]);
    const queue = [start];
    const differing: string[] = [];
    let compared = 0;
    for (const world of queue) {
        for (const event of events) {
            const next = event.happen(world, realCore)?.world;
            const text = next === undefined ? "" : canonical(next);
            const known = first.get(text);
            if (next === undefined) {
                continue;
            }
            if (known === undefined) {
                first.set(text, next);
                queue.push(next);
                continue;
            }
            compared++;
            differing.push(
                ...events.filter((after) => outcome(known, after) !== outcome(next, after)).map(({ name }) => name),
            );
            if (compared === COMPARED) {
                return { compared, differing };
            }
        }
    }
    return { compared, differing };

    function outcome(world: World, event: (typeof events)[number]): string {
        const happened = event.happen(world, realCore);
        return happened === undefined ? "" : `${canonical(happened.world)} ${happened.regenerates}`;
    }
}
