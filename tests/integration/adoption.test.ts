import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { makeResources, type PairChange, Photos, THEIRS } from "./support/photos";
import { OWN_ACCOUNT, type Run, type RunOptions, Stack } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

describeOnEngine("adopting", (testbed) => {
    alongside("a pair whose applications use the first slot", ({ before, it }) => {
        let photos: Photos;
        let adopted: Run;
        let fingerprints: Photos["fingerprints"];

        before(async () => {
            photos = await Photos.make(testbed(), "adopted");
            fingerprints = photos.fingerprints;
            adopted = await photos.up({ keyVaultSecrets: [photos.secret] });
        });

        it("regenerates nothing", () => {
            assert.deepEqual(photos.regenerated(adopted.calls), []);
            assert.deepEqual(photos.fingerprints, fingerprints);
        });

        it("gives every consumer the key in that slot", () => {
            const { key1 } = photos.account.keys;
            const { UPLOADS, UPLOADS_KEY, ...others } = photos.site.runningSettings;
            assert.equal(UPLOADS_KEY, key1);
            assert.match(UPLOADS ?? "", new RegExp(`;AccountName=adopted;AccountKey=${escaped(key1)};`));
            assert.deepEqual(others, THEIRS);
            assert.equal(photos.vault.get("uploads").current.value, key1);
        });

        it("is settled at generation 0", async () => {
            const { activeSlot, generation, settled, keyFingerprint, retiresAt } = await photos.outputs();
            assert.deepEqual(
                { activeSlot, generation, settled, keyFingerprint, retiresAt },
                {
                    activeSlot: "key1",
                    generation: 0,
                    settled: true,
                    keyFingerprint: fingerprints.key1,
                    retiresAt: "",
                },
            );
        });
    });

    alongside("a pair whose applications use the second slot", ({ before, it }) => {
        let photos: Photos;

        before(async () => {
            photos = await Photos.make(testbed(), "second");
            await photos.up({ initialSlot: "key2" });
        });

        it("gives consumers key2, and rotates to key1 first", async () => {
            assert.equal(photos.watch.slotInUse, "key2");
            const rotated = await photos.up({ initialSlot: "key2", rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key1", "key2"]);
            assert.equal((await photos.outputs()).activeSlot, "key1");
            assert.equal(photos.watch.slotInUse, "key1");
            assert.deepEqual(photos.watch.lost, []);
        });
    });

    alongside("a preview, before anything is adopted (rule 34)", ({ before, it }) => {
        let photos: Photos;

        before(async () => {
            photos = await Photos.make(testbed(), "looked");
            photos.site.writeSettings({ ...THEIRS, UPLOADS_KEY: photos.account.keys.key2 });
            await photos.site.settled();
        });

        const previewOf = async (change: PairChange, options: RunOptions = {}) => {
            await photos.configure({ keyVaultSecrets: [photos.secret], ...change });
            return photos.stack.preview(options);
        };

        it("refuses a slot that nobody holds while an application holds the other one", async () => {
            const { all } = await previewOf({}, { fails: true });
            assert.match(
                all,
                /uploads: initialSlot says that applications use key1, but web-looked\/UPLOADS_KEY holds key2 .*say `initialSlot: "key2"`/,
            );
        });

        it("finds the slot, and says who has it, who restarts and what is new", async () => {
            const { all, calls } = await previewOf({ initialSlot: "found" });
            assert.match(
                all,
                /uploads: adopts looked: key2 in use; web-looked\/UPLOADS_KEY has key2 already; vault-looked\/uploads, web-looked\/UPLOADS \(restarts\) are new; nothing is regenerated/,
            );
            const own = photos.callsTo({ calls } as Run).map(({ operation }) => operation);
            assert.deepEqual(own.toSorted(), [
                "sites/config/appsettings/list",
                "sites/slots/list",
                "storageAccounts/listKeys",
                "vaults/get",
                "vaults/secrets/get",
            ]);
        });

        for (const [what, property, change] of [
            [
                "app",
                'consumers\\[1\\]\\.site .*did you mean "web-looked"',
                () => ({ appSettings: [misspelt({ site: "web-lookd" })] }),
            ],
            [
                "group",
                "consumers\\[1\\]\\.resourceGroupName .*resource group nowhere",
                () => ({ appSettings: [misspelt({ resourceGroupName: "nowhere" })] }),
            ],
            [
                "vault",
                "consumers\\[0\\]\\.vaultName .*vault-lookedd",
                () => ({ keyVaultSecrets: [{ ...photos.secret, vaultName: "vault-lookedd" }] }),
            ],
            [
                "account",
                'source\\.accountName .*did you mean "looked"',
                () => ({ source: { ...photos.args.source, name: "lookd" } }),
            ],
        ] as const) {
            it(`refuses the name of ${what === "app" || what === "account" ? "an" : "a"} ${what} that does not exist, by its argument`, async () => {
                const { all } = await previewOf({ initialSlot: "found", ...change() }, { fails: true });
                assert.match(all, new RegExp(`uploads: ${property}`));
            });
        }

        it("and adopts what was found in an update that looks only once", async () => {
            const { calls } = await photos.up({ initialSlot: "found", keyVaultSecrets: [photos.secret] });
            assert.equal((await photos.outputs()).activeSlot, "key2");
            const lists = photos
                .callsTo({ calls } as Run)
                .filter(({ operation }) => operation === "storageAccounts/listKeys");
            assert.equal(lists.length, 1);
        });

        it("says what stays when an entry goes", async () => {
            await photos.configure({ initialSlot: "found" });
            const { all } = await photos.stack.preview();
            assert.match(
                all,
                /vault-looked\/uploads is no longer in the program: it stays as it is, with the key in use/,
            );
        });

        const misspelt = (change: { readonly site?: string; readonly resourceGroupName?: string }) => ({
            ...photos.settings({ UPLOADS_KEY: "key" }),
            ...change,
        });
    });

    alongside("a preview of a pair whose account the same update makes", ({ it }) => {
        it("says that its name is not known yet, looks at what is, and refuses nothing", async () => {
            const { sandbox, arm } = testbed();
            await arm("PUT", "Microsoft.Web/sites/web-unmade", { location: "here" });
            const stack = await Stack.create(testbed(), OWN_ACCOUNT, "unmade");
            const names = { resourceGroupName: GROUP, accountName: "unmade", site: "web-unmade" };
            await stack.configure({ ...names, location: "here", owner: "media", rotation: "1" });
            const { all } = await stack.preview();
            assert.match(
                all,
                /uploads: adopts the source: its name is not known yet, .*; key1 would be in use; web-unmade\/UPLOADS_KEY \(restarts\) is new/,
            );
            await stack.up();
            const { key1 } = sandbox.azure.storage.get("unmade").keys;
            assert.equal(sandbox.azure.sites.get("web-unmade").runningSettings.UPLOADS_KEY, key1);
        });
    });

    alongside("another account in the place of the one before (rule 17)", ({ it }) => {
        it("gives consumers its key and regenerates nothing, whatever the trigger says", async () => {
            const photos = await Photos.make(testbed(), "former");
            await photos.up();
            await makeResources(testbed(), "successor");
            const successor = photos.azure.storage.get("successor");

            const source = { ...photos.args.source, name: "successor" };
            const moved = await photos.up({ source, rotationTrigger: 2 });

            const regenerated = moved.calls.filter(({ operation }) => operation === "storageAccounts/regenerateKey");
            assert.deepEqual(
                regenerated.filter(({ target }) => ["former", "successor"].includes(target)),
                [],
            );
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, successor.keys.key1);
            const { activeSlot, generation, settled } = await photos.outputs();
            assert.deepEqual({ activeSlot, generation, settled }, { activeSlot: "key1", generation: 1, settled: true });
        });
    });
});

function escaped(text: string): string {
    return text.replace(/[+/]/g, "\\$&");
}
