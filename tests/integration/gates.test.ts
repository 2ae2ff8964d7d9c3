import assert from "node:assert/strict";
import { Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

/** A gate that answers with this exit code and these words. */
function says(exitCode: number, words: string) {
    return { kind: "command", command: ["sh", "-c", `echo ${words}; exit ${exitCode}`], timeout: "10s" } as const;
}

describeOnEngine("gates", (testbed) => {
    let photos: Photos;
    let waiting: Run;
    let failed: Run;
    let opened: Run;
    let formerKey: string;
    let formerKeyWorked: boolean;

    before(async () => {
        photos = await Photos.make(testbed(), "gated");
        await photos.up();
        formerKey = photos.account.keys.key1;
        waiting = await photos.up({
            rotationTrigger: 2,
            gates: [{ kind: "keyAccepted" }, says(75, "the media team sleeps")],
        });
        failed = await photos.upFails({ rotationTrigger: 2, gates: [says(1, "half of them fail")] });
        formerKeyWorked = photos.account.accepts(formerKey);
        opened = await photos.up({ rotationTrigger: 2, gates: [{ kind: "keyAccepted" }, says(0, "fine")] });
    });

    it("leave the pair pending while one waits, with a warning that names it", () => {
        assert.deepEqual(photos.regenerated(waiting.calls), ["key2"]);
        assert.match(
            waiting.all,
            /warning: uploads: key1 stays valid, because command\(.*\) waits: the media team sleeps/,
        );
    });

    it("stop the update where one failed, and say that the old key still works and what to run", () => {
        assert.deepEqual(photos.regenerated(failed.calls), []);
        assert.match(failed.all, /failed: half of them fail; key1, the old key, still works.*run `pulumi up` again/);
        assert.equal(formerKeyWorked, true);
    });

    it("let the old key be retired once all are open, and what they said is in the outputs", async () => {
        assert.deepEqual(photos.regenerated(opened.calls), ["key1"]);
        const { gates } = (await photos.stack.outputs("RotatingKeyPair", "uploads")) as {
            gates: readonly { gate: string; status: string }[];
        };
        assert.deepEqual(
            gates.map(({ status }) => status),
            ["open", "open"],
        );
        assert.equal(gates[0]?.gate, "keyAccepted()");
        assert.deepEqual(photos.watch.lost, []);
    });
});

describeOnEngine("a grace", (testbed) => {
    let photos: Photos;
    let rotated: Run;
    const gates = [{ kind: "grace", duration: "5s" }] as const;

    before(async () => {
        photos = await Photos.make(testbed(), "graced");
        await photos.up({ gates });
        rotated = await photos.up({ rotationTrigger: 2, gates });
    });

    it("keeps the old key valid, and says until when in the plan, the warning and the outputs", async () => {
        assert.deepEqual(photos.regenerated(rotated.calls), ["key2"]);
        assert.match(rotated.all, /regenerate key2; switch .* from key1 to key2; retire key1 after 5s \(\d{4}-/);
        assert.match(rotated.all, /warning: uploads: key1 stays valid until \d{4}-/);
        const { settled, retiresAt } = await photos.outputs();
        assert.equal(settled, false);
        assert.ok(Date.parse(retiresAt ?? "") - Date.now() <= 5_000, retiresAt);
    });

    it("is over after its time: an `up` with nothing changed retires the key", async () => {
        const { retiresAt } = await photos.outputs();
        while (Date.now() < Date.parse(retiresAt ?? "")) {
            await new Promise((resolve) => setTimeout(resolve, 200));
        }
        const retired = await photos.up({ rotationTrigger: 2, gates });
        assert.deepEqual(photos.regenerated(retired.calls), ["key1"]);
        assert.equal((await photos.outputs()).settled, true);
    });
});

describeOnEngine("a key that a person retires", (testbed) => {
    it("stays valid until the retire trigger changes", async () => {
        const photos = await Photos.make(testbed(), "manual");
        const retire = "manual";
        await photos.up({ retire, retireTrigger: "a" });
        const rotated = await photos.up({ rotationTrigger: 2, retire, retireTrigger: "a" });
        assert.deepEqual(photos.regenerated(rotated.calls), ["key2"]);
        assert.match(rotated.all, /warning: uploads: key1 stays valid until `retireTrigger` changes/);
        const again = await photos.up({ rotationTrigger: 2, retire, retireTrigger: "a" });
        assert.deepEqual(photos.regenerated(again.calls), []);
        const retired = await photos.up({ rotationTrigger: 2, retire, retireTrigger: "b" });
        assert.deepEqual(photos.regenerated(retired.calls), ["key1"]);
        assert.deepEqual(photos.watch.lost, []);
    });
});
