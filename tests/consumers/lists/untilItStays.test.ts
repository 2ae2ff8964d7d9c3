import assert from "node:assert/strict";
import { untilItStays } from "../../../components/consumers/lists/untilItStays";
import { fakeAccess } from "../support/fakeAccess";

/** Writes with a loss at each look, and without one at later looks. */
async function written(...looks: readonly (readonly string[])[]) {
    const left = [...looks];
    let writes = 0;
    const access = fakeAccess(() => undefined);
    const write = async () => {
        writes += 1;
    };
    const failure = await untilItStays({ write, lost: async () => left.shift() ?? [] }, access).then(
        () => undefined,
        (error: Error) => error.message,
    );
    return { writes, failure, warned: access.warned, paused: access.paused };
}

const LOST = ["web/UPLOADS"];
const FOR_GOOD = [LOST, LOST, LOST];

describe("what is written to a whole that others write as well", () => {
    it("is looked at once if it stays", async () => {
        assert.deepEqual(await written([]), { writes: 1, failure: undefined, warned: [], paused: [] });
    });

    it("is not lost because a list lags", async () => {
        const { writes, warned, paused } = await written(LOST, LOST, []);
        assert.deepEqual({ writes, warned, paused }, { writes: 1, warned: [], paused: [1_000, 2_000] });
    });

    it("is written again, and that is said, if somebody has overwritten it", async () => {
        const { writes, warned, failure } = await written(...FOR_GOOD);
        assert.deepEqual([writes, failure], [2, undefined]);
        assert.match(warned.join("\n"), /^web\/UPLOADS was overwritten right after .*writing it again$/);
    });

    it("is a failure if it is overwritten each time", async () => {
        const { writes, failure } = await written(...FOR_GOOD, ...FOR_GOOD, ...FOR_GOOD);
        assert.equal(writes, 3);
        assert.match(
            failure ?? "",
            /web\/UPLOADS was overwritten each of the 3 times .*still works; .*`pulumi up` again/,
        );
    });
});
