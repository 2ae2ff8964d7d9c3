import assert from "node:assert/strict";
import type { AfterRetirementPlace } from "../../components/consumers/afterRetirement";
import { writtenKindOf } from "../../components/consumers/consumers";
import {
    batchAutoStorage,
    type Consumer,
    machineLearningWorkspace,
    mediaServicesAccount,
    namedValue,
} from "../../components/index";
import { changeOf, origin } from "./support/changes";
import { fakeAccess } from "./support/fakeAccess";

const resourceGroupName = "rg";
const batch = batchAutoStorage({ resourceGroupName, accountName: "jobs" });
const workspace = machineLearningWorkspace({ resourceGroupName, workspaceName: "ml" });
const known = machineLearningWorkspace({ resourceGroupName, workspaceName: "ml", takesOnly: "key1" });

function after(holder: Consumer): AfterRetirementPlace {
    return { kind: "afterRetirement", argument: "consumers[0]", of: { ...holder, argument: "consumers[0]" } };
}

function synced(count: { syncs: number }) {
    return fakeAccess((call) => {
        count.syncs += call.endsWith("Keys") && !call.endsWith("listStorageAccountKeys") ? 1 : 0;
        return {
            userStorageKey: `key-${count.syncs}`,
            properties: { autoStorage: { lastKeySync: String(count.syncs) } },
        };
    });
}

async function retiring(holder: Consumer, retired: Partial<typeof origin>) {
    const access = synced({ syncs: 0 });
    const place = after(holder);
    const consumer = writtenKindOf(place, place.argument);
    await consumer.switchOver({ ...changeOf(place, {}), origin: { ...origin, ...retired } }, access);
    return access.calls;
}

describe("a service that reads the keys itself, after a retirement", () => {
    it("is called once more, and confirmed as after the switch", async () => {
        assert.deepEqual(await retiring(batch, { slot: "key1" }), [
            "GET jobs",
            "POST jobs/syncAutoStorageKeys",
            "GET jobs",
        ]);
    });

    it("is called only for the slot that it takes, where that is known", async () => {
        assert.deepEqual(await retiring(known, { slot: "key2" }), []);
        const shown = "POST ml/listStorageAccountKeys";
        assert.deepEqual(await retiring(known, { slot: "key1" }), [shown, "POST ml/resyncKeys", shown]);
    });

    it("is not called where nothing was retired yet", async () => {
        assert.deepEqual(await retiring(batch, { fingerprint: "" }), []);
    });

    it("may be without a key that works where it does not take it, and the message says so", async () => {
        const place = after(known);
        const { switchOver, failure } = writtenKindOf(place, place.argument);
        const access = fakeAccess(() => ({ userStorageKey: "the same" }));
        await assert.rejects(
            async () => switchOver({ ...changeOf(place, {}), origin: { ...origin, slot: "key1" } }, access),
            /key of key1 within 5m: \/userStorageKey is as it was before; .*may be without a key that works.*`pulumi up` again/,
        );
        assert.match(failure?.(place).failed ?? "", /^ml was not told that a key was retired$/);
    });

    it("is only one of which nobody says which key it takes", () => {
        const storageAccountId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/u";
        const media = mediaServicesAccount({ resourceGroupName, accountName: "films", storageAccountId });
        const value = namedValue({ resourceGroupName, serviceName: "api", namedValueId: "v" });
        const follows = [batch, media, known, workspace, value].map((holder) => {
            const place = { ...holder, argument: "consumers[0]" };
            return writtenKindOf(place, place.argument).followsRetirement?.(place) === true;
        });
        assert.deepEqual(follows, [true, true, true, false, false]);
    });

    it("is nothing that a program declares", () => {
        assert.throws(
            () => writtenKindOf({ kind: "prayer" }, "consumers[0]"),
            (error: Error) => !error.message.includes("afterRetirement"),
        );
    });
});
