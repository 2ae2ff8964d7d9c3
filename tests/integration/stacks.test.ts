import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { EMBEDDED, PHOTOS, READER, type Run, Stack } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

/** The slots that were regenerated of the accounts whose names begin so. */
function regenerated({ calls }: Run, prefix: string): readonly (string | undefined)[] {
    return calls
        .filter(({ operation }) => operation === "storageAccounts/regenerateKey")
        .filter(({ target }) => target.startsWith(prefix))
        .map(({ detail }) => detail);
}

describeOnEngine("whole stacks", (testbed) => {
    alongside("the program that a user starts from", ({ it }) => {
        it("makes account, vault and web app, adopts the pair between them, and rotates it", async () => {
            const { azure } = testbed().sandbox;
            const stack = await Stack.create(testbed(), PHOTOS, "dev");
            await stack.configure({ rotation: "1" });
            const made = await stack.up();
            assert.deepEqual(regenerated(made, "uploads"), []);

            await stack.configure({ rotation: "2" });
            const rotated = await stack.up();
            assert.deepEqual(regenerated(rotated, "uploads"), ["key2", "key1"]);

            const { activeSlot, generation, settled, accountName, siteName } = await stack.outputs("pulumi:Stack");
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key2", generation: 1, settled: true });
            const account = azure.storage.get(String(accountName));
            const { UPLOADS, UPLOADS_KEY } = azure.sites.get(String(siteName)).runningSettings;
            assert.equal(UPLOADS_KEY, account.keys.key2);
            assert.ok(UPLOADS?.includes(`AccountKey=${account.keys.key2};`));
        });
    });

    alongside("a component of one's own that contains the pair", ({ it }) => {
        it("rotates it, and exports the active slot for another stack to read", async () => {
            const stack = await Stack.create(testbed(), EMBEDDED, "dev");
            await stack.configure({ rotation: "1" });
            await stack.up();
            await stack.configure({ rotation: "2" });
            assert.deepEqual(regenerated(await stack.up(), "photos"), ["key2", "key1"]);

            const reader = await Stack.create(testbed(), READER, "dev");
            await reader.configure({ stack: `organization/${EMBEDDED.name}/dev` });
            await reader.up();
            assert.deepEqual(await reader.outputs("pulumi:Stack"), { activeSlot: "key2" });
        });
    });
});
