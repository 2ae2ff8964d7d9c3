import assert from "node:assert/strict";
import { EMBEDDED, PHOTOS, READER, type Run, Stack } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

/** The calls that regenerate a key, by the slot. */
function regenerated({ calls }: Run): readonly (string | undefined)[] {
    return calls.filter(({ operation }) => operation === "storageAccounts/regenerateKey").map(({ detail }) => detail);
}

describeOnEngine("the program that a user starts from", (testbed) => {
    it("makes account, vault and web app, adopts the pair between them, and rotates it", async () => {
        const { azure } = testbed().sandbox;
        const stack = await Stack.create(testbed(), PHOTOS, "dev");
        await stack.configure({ rotation: "1" });
        const made = await stack.up();
        assert.deepEqual(regenerated(made), []);

        await stack.configure({ rotation: "2" });
        const rotated = await stack.up();
        assert.deepEqual(regenerated(rotated), ["key2", "key1"]);

        const { activeSlot, generation, settled, accountName, siteName } = await stack.outputs("pulumi:Stack");
        assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key2", generation: 1, settled: true });
        const account = azure.storage.get(String(accountName));
        const { UPLOADS, UPLOADS_KEY } = azure.sites.get(String(siteName)).runningSettings;
        assert.equal(UPLOADS_KEY, account.keys.key2);
        assert.ok(UPLOADS?.includes(`AccountKey=${account.keys.key2};`));
    });
});

describeOnEngine("a component of one's own that contains the pair", (testbed) => {
    it("rotates it, and exports the active slot for another stack to read", async () => {
        const stack = await Stack.create(testbed(), EMBEDDED, "dev");
        await stack.configure({ rotation: "1" });
        await stack.up();
        await stack.configure({ rotation: "2" });
        assert.deepEqual(regenerated(await stack.up()), ["key2", "key1"]);

        const reader = await Stack.create(testbed(), READER, "dev");
        await reader.configure({ stack: `organization/${EMBEDDED.name}/dev` });
        await reader.up();
        assert.deepEqual(await reader.outputs("pulumi:Stack"), { activeSlot: "key2" });
    });
});
