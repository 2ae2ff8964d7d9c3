import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { APP_OF_OTHERS, EMBEDDED, OWNER, PHOTOS, READER, type Run, Stack } from "./support/stack";
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

    alongside("an owner's stack and a reader's stack", ({ it }) => {
        it("retire a key only when the reader's stack has taken the next one", async () => {
            const { azure } = testbed().sandbox;
            const owner = await Stack.create(testbed(), OWNER, "dev");
            const app = await Stack.create(testbed(), APP_OF_OTHERS, "dev");
            await owner.configure({ rotation: "1" });
            await owner.up();
            await app.configure({ owner: `organization/${OWNER.name}/dev` });
            await app.up();
            const { siteName } = await app.outputs("pulumi:Stack");
            const key = () => azure.sites.get(String(siteName)).runningSettings.UPLOADS ?? "";
            const before = key();

            const readers = JSON.stringify([`organization/${APP_OF_OTHERS.name}/dev`]);
            await owner.configure({ rotation: "2", readers });
            const rotated = await owner.up();
            assert.deepEqual(regenerated(rotated, "owned"), ["key2"]);
            const missing = /organization\/two-key-reader\/dev has not acknowledged generation 1; key1 stays valid/;
            assert.match(rotated.all, missing);
            const preview = await owner.preview();
            assert.match(preview.all, /uploads: would wait: organization\/two-key-reader\/dev has not acknowledged/);
            const { gates } = await owner.outputs("RotatingKeyPair", "uploads");
            assert.match(JSON.stringify(gates), /"status":"waiting"/);

            await app.up();
            await azure.sites.get(String(siteName)).settled();
            assert.notEqual(key(), before);
            assert.deepEqual(regenerated(await owner.up(), "owned"), ["key1"]);
            assert.equal((await owner.outputs("pulumi:Stack")).settled, true);
        });
    });
});
