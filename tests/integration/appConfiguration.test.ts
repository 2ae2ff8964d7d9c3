import assert from "node:assert/strict";
import type { StorageSlot } from "local-azure";
import { appConfigurationKeyValues, keyVaultReference } from "../../components/index";
import { alongside } from "./support/alongside";
import { KeyWatch } from "./support/keyWatch";
import { killUp } from "./support/killedUp";
import { type PairChange, Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

const THEIRS = { value: "stays", contentType: "text/plain", tags: { of: "theirs" } };

/** A configuration store, and what tests see of its key-values. */
class Store {
    constructor(
        private readonly testbed: Testbed,
        private readonly id: string,
    ) {}

    static async make(testbed: Testbed, name: string): Promise<Store> {
        const { subscriptionId, keyServices } = testbed.sandbox.azure;
        const provider = "providers/Microsoft.AppConfiguration/configurationStores";
        const id = `/subscriptions/${subscriptionId}/resourceGroups/${GROUP}/${provider}/${name}`;
        await keyServices.create(id);
        return new Store(testbed, id);
    }

    /** The key-value by its name; undefined if it does not exist. */
    find(name: string) {
        const { properties } = this.testbed.sandbox.azure.keyServices.find(`${this.id}/keyValues/${name}`) ?? {};
        return properties as
            | { readonly value: string; readonly contentType: string; readonly tags: object }
            | undefined;
    }

    /** Changes one past every stack. */
    async write(name: string, properties: object): Promise<void> {
        const path = `${this.id}/keyValues/${name}?api-version=2023-03-01`;
        assert.equal((await this.testbed.arm("PUT", path, { properties })).status, 200);
    }
}

/** Returns when the account takes the key, which it does some time after a regenerate. */
async function accepted({ account, azure }: Photos, slot: StorageSlot): Promise<void> {
    while (!account.accepts(account.keys[slot])) {
        await new Promise<void>((resolve) => {
            const end = azure.journal.on(() => {
                end();
                resolve();
            });
        });
    }
}

describeOnEngine("App Configuration", (testbed) => {
    alongside("key-values of a store, by value and by reference", ({ before, it }) => {
        let photos: Photos;
        let store: Store;
        let watch: KeyWatch;
        let rotated: Run;
        let sentinelBefore: string | undefined;

        const change = (cachedFor = "0s"): PairChange => ({
            appSettings: [],
            keyVaultSecrets: [{ ...photos.secret, content: "connectionString" }],
            others: [
                appConfigurationKeyValues({
                    resourceGroupName: GROUP,
                    configStoreName: "store-shared",
                    label: "prod",
                    keyValues: { "Uploads/Key": "key", Photos: keyVaultReference("uploads") },
                    sentinel: "Sentinel",
                    cachedFor,
                    onRemove: "delete",
                }),
            ],
        });

        before(async () => {
            photos = await Photos.make(testbed(), "shared");
            store = await Store.make(testbed(), "store-shared");
            await store.write("Theirs$prod", THEIRS);
            await store.write("Sentinel$prod", { ...THEIRS, value: "1" });
            const keys = { "Uploads~2FKey$prod": photos.account.keys.key1 };
            for (const [name, value] of Object.entries(keys)) {
                await store.write(name, { value, tags: { of: "theirs" } });
            }
            // An application that reads the store all the time.
            watch = new KeyWatch(photos.azure, photos.account, {
                get runningValues() {
                    return [store.find("Uploads~2FKey$prod")?.value ?? ""];
                },
            });
            await photos.up(change());
            sentinelBefore = store.find("Sentinel$prod")?.value;
            rotated = await photos.up({ ...change(), rotationTrigger: 2 });
        });

        it("take the new key in one `up`, and the store never has one that is not accepted", () => {
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(watch.slotInUse, "key2");
            assert.deepEqual(watch.lost, []);
        });

        it("refer to the version that was written last, in the words of App Configuration", () => {
            const { value = "", contentType } = store.find("Photos$prod") ?? {};
            const secret = photos.vault.find("uploads");
            assert.deepEqual(JSON.parse(value), { uri: `${secret?.uri}/${secret?.current.id}` });
            assert.equal(contentType, "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8");
        });

        it("are written before the sentinel, and both beside what else the store has", () => {
            const { value, contentType, tags } = store.find("Sentinel$prod") ?? {};
            assert.ok(value !== undefined && value !== sentinelBefore && sentinelBefore !== "1");
            assert.deepEqual([contentType, tags], [THEIRS.contentType, THEIRS.tags]);
            const { value: theirs } = store.find("Theirs$prod") ?? {};
            assert.equal(theirs, THEIRS.value);
            const tagged = store.find("Uploads~2FKey$prod")?.tags;
            assert.deepEqual(tagged, { ...tagged, of: "theirs", CredentialId: "key2", "two-key-generation": "1" });
            // The other store is written meanwhile.
            const puts = rotated.calls.filter(
                ({ operation, path }) => operation === "keyValues/put" && path.includes("/store-shared/"),
            );
            assert.match(puts.at(-1)?.path ?? "", /Sentinel/);
        });

        it("are mended by `up --refresh` where they were edited by hand, in the same `up`", async () => {
            await accepted(photos, "key1");
            await store.write("Uploads~2FKey$prod", { value: photos.account.keys.key1 });
            await store.write("Photos$prod", { value: "by hand" });
            await photos.up({ ...change(), rotationTrigger: 2 }, ["--refresh"]);
            assert.equal(watch.slotInUse, "key2");
            assert.match(store.find("Photos$prod")?.value ?? "", /"uri":/);
        });

        it("hold the key that they were moved to by hand, and say so before it would be regenerated", async () => {
            await accepted(photos, "key1");
            await store.write("Uploads~2FKey$prod", { value: photos.account.keys.key1 });
            const deferred = await photos.up({ ...change(), rotationTrigger: 3 });
            assert.match(deferred.all, /store-shared\/prod\/Uploads\/Key holds key1/);
            assert.deepEqual(photos.regenerated(deferred.calls), []);
            await photos.up({ ...change(), rotationTrigger: 2 }, ["--refresh"]);
            assert.equal(watch.slotInUse, "key2");
        });

        it("keep the old key valid for as long as applications may go on with it", async () => {
            const { calls } = await photos.up({ ...change("2h"), rotationTrigger: 4 });
            assert.deepEqual(photos.regenerated(calls), ["key1"]);
            const { settled, retiresAt = "" } = await photos.outputs();
            assert.equal(settled, false);
            assert.ok(Date.parse(retiresAt) > Date.now() + 3_600_000);
        });

        it("rule 27: are taken away with their entry, but not one that was there before the pair, and nothing else is", async () => {
            await photos.up({ appSettings: [], rotationTrigger: 4 });
            assert.equal(store.find("Photos$prod"), undefined);
            assert.equal(store.find("Uploads~2FKey$prod")?.value, photos.account.keys.key1);
            assert.ok(store.find("Sentinel$prod") !== undefined && store.find("Theirs$prod") !== undefined);
            assert.deepEqual(watch.lost, []);
        });
    });

    alongside("an update that is killed when one of two key-values is written", ({ it }) => {
        it("is finished by the next one: both are written, and the sentinel after them, before the old key is retired", async () => {
            const photos = await Photos.make(testbed(), "halfway");
            const store = await Store.make(testbed(), "store-halfway");
            const holder = appConfigurationKeyValues({
                resourceGroupName: GROUP,
                configStoreName: "store-halfway",
                keyValues: { first: "key", second: "connectionString" },
                sentinel: "sentinel",
                cachedFor: "0s",
            });
            const change = { appSettings: [], others: [holder] };
            await photos.up(change);
            const bumped = store.find("sentinel")?.value;
            await photos.configure({ ...change, rotationTrigger: 2 });
            const victim = { stack: photos.stack, names: ["store-halfway/first"] };
            await killUp(testbed(), victim, { operation: "keyValues/put" });
            const { key1, key2 } = photos.account.keys;
            assert.equal(store.find("first")?.value, key2);
            assert.ok(store.find("second")?.value.includes(key1));
            assert.equal(store.find("sentinel")?.value, bumped);
            await photos.stack.cancel();
            const finished = await photos.up({ ...change, rotationTrigger: 2 });
            assert.ok(store.find("second")?.value.includes(key2));
            assert.notEqual(store.find("sentinel")?.value, bumped);
            assert.deepEqual(photos.regenerated(finished.calls).at(-1), "key1");
            assert.equal((await photos.outputs()).settled, true);
        });
    });
});
