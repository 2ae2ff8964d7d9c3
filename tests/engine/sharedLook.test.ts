import assert from "node:assert/strict";
import { SharedLook } from "../../components/engine/sharedLook";

/** Looks that end when the test says so. */
function looks() {
    const ends: ((fails?: Error) => void)[] = [];
    let at = 0;
    const shared = new SharedLook(
        () => {
            const number = ends.length + 1;
            return new Promise<number>((resolve, reject) => {
                ends.push((error) => (error === undefined ? resolve(number) : reject(error)));
            });
        },
        () => at,
    );
    return {
        shared,
        ends,
        pass(ms: number) {
            at += ms;
        },
    };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a shared look", () => {
    it("serves all who want what was seen lately, until a minute has passed", async () => {
        const { shared, ends, pass } = looks();
        const both = Promise.all([shared.lately(), shared.lately()]);
        await turn();
        ends[0]?.();
        assert.deepEqual(await both, [1, 1]);
        pass(59_000);
        assert.equal(await shared.lately(), 1);
        pass(1_000);
        const again = shared.lately();
        await turn();
        ends[1]?.();
        assert.equal(await again, 2);
    });

    it("gives nobody who asks for now what was begun before: all of them share the next one", async () => {
        const { shared, ends } = looks();
        const first = shared.now();
        const others = Promise.all([shared.now(), shared.now()]);
        ends[0]?.();
        assert.equal(await first, 1);
        await turn();
        const last = shared.now();
        assert.equal(ends.length, 2);
        ends[1]?.();
        assert.deepEqual(await others, [2, 2]);
        await turn();
        ends[2]?.();
        assert.equal(await last, 3);
    });

    it("is tried anew after one that failed", async () => {
        const { shared, ends } = looks();
        const failed = shared.now();
        const next = shared.now();
        ends[0]?.(new Error("no answer"));
        await assert.rejects(failed, /no answer/);
        await turn();
        ends[1]?.();
        assert.equal(await next, 2);
        assert.equal(await shared.lately(), 2);
    });
});
