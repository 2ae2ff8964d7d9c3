import assert from "node:assert/strict";
import { type SignsOfLife, UpdateWatch } from "../../components/engine/updateWatch";
import { RotationError } from "../../components/lifecycle/rotationError";

const ALIVE: SignsOfLife = {
    processes: () => [1, 2],
    isRunning: () => true,
    engineListens: () => Promise.resolve(true),
};

function isStopError(error: unknown): boolean {
    return error instanceof RotationError && error.code === "stopped";
}

describe("the watch over an update (rule 32)", () => {
    it("sees nothing while everybody is there", async () => {
        const watch = new UpdateWatch(ALIVE);
        assert.equal(await watch.isStopped(), false);
        await watch.throwIfStopped();
        assert.equal(await watch.unlessStopped(Promise.resolve("done")), "done");
        await assert.rejects(watch.unlessStopped(Promise.reject(new Error("its own"))), /its own/);
    });

    it("sees that one of the processes has ended, also without being asked before a regenerate", () => {
        const watch = new UpdateWatch({ ...ALIVE, isRunning: (id) => id !== 2 });
        watch.look();
        assert.equal(watch.signal.aborted, true);
        assert.ok(isStopError(watch.signal.reason));
    });

    it("sees that the engine no longer listens", async () => {
        const watch = new UpdateWatch({ ...ALIVE, engineListens: () => Promise.resolve(false) });
        assert.equal(await watch.isStopped(), true);
    });

    it("ends what takes its time, at once and for good", async () => {
        const watch = new UpdateWatch(ALIVE);
        const asked = watch.unlessStopped(new Promise(() => undefined));
        watch.stop();
        await assert.rejects(asked, isStopError);
        await assert.rejects(watch.unlessStopped(Promise.resolve("late")), isStopError);
        await assert.rejects(watch.throwIfStopped(), isStopError);
        assert.equal(await watch.isStopped(), true);
    });
});
