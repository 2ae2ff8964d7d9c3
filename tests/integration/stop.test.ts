import assert from "node:assert/strict";
import { join } from "node:path";
import { Photos } from "./support/photos";
import { CUSTOM } from "./support/stack";
import { exists, STOPS, type Stop, type Stopped, stopUp } from "./support/stoppedUp";
import { describeOnEngine } from "./support/testbed";

/** Longer than any of these tests waits. */
const LONG = 60;

const SENTENCE =
    /uploads: the retirement of key1 stopped: the update was stopped, and no key was regenerated after that; every consumer has switched and goes on with key2; run `pulumi up` again/;

/** The engine that was killed shows nothing of what its providers say. */
const SPEAKS: readonly Stop[] = [
    "Ctrl-C in a terminal",
    "SIGINT of the engine alone",
    "SIGTERM of the engine",
    "SIGTERM of the language host",
];

describeOnEngine("an `up` that is stopped (rule 32)", (testbed) => {
    const check = async (photos: Photos, stop: Stop, stopped: Stopped, next: () => Promise<unknown>) => {
        assert.deepEqual(photos.regenerated(stopped.entries), [], stopped.all);
        assert.ok(stopped.endedAfterMs < 30_000, `it took ${stopped.endedAfterMs} ms to end`);
        if (SPEAKS.includes(stop)) {
            assert.match(stopped.all, SENTENCE);
        }
        if (stop === "kill -9 of the engine") {
            await photos.stack.cancel();
        }
        await next();
        assert.equal((await photos.outputs()).settled, true);
        assert.equal((await photos.outputs()).activeSlot, "key2");
        assert.deepEqual(photos.watch.lost, []);
    };

    for (const [index, stop] of (Object.keys(STOPS) as readonly Stop[]).entries()) {
        it(`while a gate is asked, by ${stop}: nothing is regenerated, and the next \`up\` ends it`, async () => {
            const photos = await Photos.make(testbed(), `stopgate${index}`);
            await photos.up();
            const begun = join(testbed().sandbox.directory, `gate-${index}`);
            const command = ["sh", "-c", `touch ${begun}; exec sleep ${LONG}`];
            await photos.configure({ rotationTrigger: 2, gates: [{ kind: "command", command, timeout: `${LONG}s` }] });
            const stopped = await stopUp(testbed(), photos.stack, stop, () => exists(begun));
            await check(photos, stop, stopped, () => photos.up({ rotationTrigger: 2 }));
        });
    }

    for (const [index, stop] of (["Ctrl-C in a terminal", "SIGTERM of the language host"] as const).entries()) {
        it(`in \`settle\`, by ${stop}: nothing is regenerated, and the next \`up\` ends it`, async () => {
            const photos = await Photos.make(testbed(), `stopsettle${index}`, CUSTOM);
            await photos.up({ settle: "1s" });
            await photos.configure({ rotationTrigger: 2, settle: "12s" });
            const stopped = await stopUp(testbed(), photos.stack, stop, (printed) =>
                /waiting until \d{4}-/.test(printed),
            );
            await check(photos, stop, stopped, () => photos.up({ rotationTrigger: 2, settle: "1s" }));
        });
    }
});
