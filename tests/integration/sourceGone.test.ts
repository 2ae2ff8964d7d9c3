import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { makeResources, Photos } from "./support/photos";
import { OWN_ACCOUNT, Stack } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

async function deleteAccount({ arm }: Testbed, name: string): Promise<void> {
    const { status, text } = await arm("DELETE", `Microsoft.Storage/storageAccounts/${name}`);
    assert.ok(status === 200 || status === 204, text);
}

describeOnEngine("an account that was deleted outside the stack", (testbed) => {
    alongside("and is not the stack's own", ({ before, it }) => {
        let photos: Photos;
        const types = async () => (await photos.stack.resources()).map(({ type }) => type);

        before(async () => {
            photos = await Photos.make(testbed(), "gone");
            await photos.up();
            await photos.up({ rotationTrigger: 2 });
        });

        it("rule 31: is not taken for gone on the word of one answer, or of a proxy", async () => {
            const match = ({ target }: { target: string }) => target === "gone";
            const { faults } = photos.azure;
            faults.add({ operation: "storageAccounts/listKeys", match, foreign: "untrueNotFound" });
            await photos.stack.refresh();
            assert.ok((await types()).some((type) => type.endsWith(":Rotation")));
            const proxy = faults.add({
                operation: "storageAccounts/listKeys",
                match,
                foreign: "proxyNotFound",
                times: 99,
            });
            await photos.stack.refresh({ fails: true });
            proxy.remove();
            assert.ok((await types()).some((type) => type.endsWith(":Rotation")));
            assert.deepEqual(photos.watch.lost, []);
        });

        it("is reported gone by a refresh, and the next `up` says that there is no such account", async () => {
            await deleteAccount(testbed(), "gone");
            await photos.stack.refresh();
            assert.ok(!(await types()).some((type) => type.endsWith(":Rotation")));
            const failed = await photos.upFails({ rotationTrigger: 2 });
            assert.match(failed.all, /error: uploads: the pair was not adopted: .*404.*; no key was changed/);
            await photos.upFails({ rotationTrigger: 2 }, ["--refresh"]);
        });

        it("rule 17: is another pair once it is there again: adopted, nothing regenerated, consumers on its key", async () => {
            await makeResources(testbed(), "gone").catch(() => undefined);
            const account = photos.azure.storage.get("gone");
            const adopted = await photos.up({ rotationTrigger: 3 }, ["--refresh"]);
            assert.deepEqual(photos.regenerated(adopted.calls), []);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, account.keys.key1);
            const { activeSlot, generation, settled } = await photos.outputs();
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key1", generation: 0, settled: true });
            const rotated = await photos.up({ rotationTrigger: 4 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, account.keys.key2);
        });

        it("does not keep the stack from being destroyed", async () => {
            await deleteAccount(testbed(), "gone");
            await photos.stack.destroy(["--refresh"]);
            assert.deepEqual(await types(), []);
        });
    });

    alongside("and is the stack's own", ({ it }) => {
        it("rule 25: is made anew by `up --refresh`, and its pair is adopted in the same `up`", async () => {
            const accountName = "goneown";
            const { sandbox, arm } = testbed();
            await arm("PUT", `Microsoft.Web/sites/web-${accountName}`, { location: "here" });
            const site = sandbox.azure.sites.get(`web-${accountName}`);
            const stack = await Stack.create(testbed(), OWN_ACCOUNT, accountName);
            const config = { resourceGroupName: GROUP, accountName, site: site.name, location: "here", owner: "media" };
            await stack.configure({ ...config, rotation: "1" });
            await stack.up();
            await deleteAccount(testbed(), accountName);
            const made = await stack.up(["--refresh"]);
            const regenerates = made.calls.filter(
                ({ operation, target }) => operation === "storageAccounts/regenerateKey" && target === accountName,
            );
            assert.deepEqual(regenerates, []);
            assert.equal(site.runningSettings.UPLOADS_KEY, sandbox.azure.storage.get(accountName).keys.key1);
            assert.equal((await stack.outputs("RotatingKeyPair", "uploads")).settled, true);
        });
    });
});
