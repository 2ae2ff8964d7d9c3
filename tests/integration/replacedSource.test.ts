import assert from "node:assert/strict";
import type { Site } from "local-azure";
import { alongside } from "./support/alongside";
import { OWN_ACCOUNT, type Run, Stack } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

const ACCOUNT = "reborn";

const START = {
    resourceGroupName: GROUP,
    accountName: ACCOUNT,
    site: `web-${ACCOUNT}`,
    location: "here",
    owner: "media",
    rotation: "1",
};

function regenerated({ calls }: Run): readonly (string | undefined)[] {
    return calls
        .filter(({ operation, target }) => operation === "storageAccounts/regenerateKey" && target === ACCOUNT)
        .map(({ detail }) => detail);
}

describeOnEngine("a source that is replaced under its own name (rule 25)", (testbed) => {
    alongside("as a storage account is that moves to another location", ({ before, it }) => {
        let stack: Stack;
        let site: Site;
        const keys = () => testbed().sandbox.azure.storage.get(ACCOUNT).keys;
        const up = async (change: Partial<typeof START>): Promise<Run> => {
            await stack.configure({ ...START, ...change });
            return stack.up();
        };

        before(async () => {
            const { sandbox, arm } = testbed();
            await arm("PUT", `Microsoft.Web/sites/web-${ACCOUNT}`, { location: "here" });
            site = sandbox.azure.sites.get(`web-${ACCOUNT}`);
            stack = await Stack.create(testbed(), OWN_ACCOUNT, ACCOUNT);
            await up({});
            await up({ rotation: "2" });
            assert.equal(site.runningSettings.UPLOADS_KEY, keys().key2);
        });

        it("is the same pair while it is merely updated", async () => {
            const updated = await up({ rotation: "2", owner: "archive" });
            assert.match(updated.all, /1 updated/);
            assert.doesNotMatch(updated.all, /replaced|Rotation/);
        });

        it("is said by a preview to be another pair", async () => {
            await stack.configure({ ...START, rotation: "2", owner: "archive", location: "there" });
            const preview = await stack.preview();
            assert.match(preview.all, /StorageAccount\s+account\s+replace/);
            assert.match(preview.all, /two-key:Rotation\s+uploads-rotation\s+replace/);
            assert.match(preview.all, /two-key:AppSettings\s+uploads-settings-web-reborn\s+update/);
        });

        it("is adopted anew by the very update that replaces it, and consumers are given its key", async () => {
            const former = keys();
            const moved = await up({ rotation: "2", owner: "archive", location: "there" });
            assert.notEqual(keys().key1, former.key1);
            assert.deepEqual(regenerated(moved), []);
            assert.equal(site.runningSettings.UPLOADS_KEY, keys().key1);
            const { activeSlot, generation, settled } = await stack.outputs("RotatingKeyPair", "uploads");
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key1", generation: 0, settled: true });
        });

        it("is left alone by the next update, and rotates with the next trigger", async () => {
            const unchanged = await up({ rotation: "2", owner: "archive", location: "there" });
            assert.doesNotMatch(unchanged.all, /updated|replaced|created/);
            const rotated = await up({ rotation: "3", owner: "archive", location: "there" });
            assert.deepEqual(regenerated(rotated), ["key2", "key1"]);
            assert.equal(site.runningSettings.UPLOADS_KEY, keys().key2);
        });
    });
});
