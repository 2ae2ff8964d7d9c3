import assert from "node:assert/strict";
import type { Site } from "local-azure";
import { keyVaultReference } from "../../components/index";
import { alongside } from "./support/alongside";
import { Photos, THEIRS } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

describeOnEngine("consumers", (testbed) => {
    alongside("a setting that is a Key Vault reference, and one of a deployment slot", ({ before, it }) => {
        let photos: Photos;
        let staging: Site;
        let rotated: Run;

        before(async () => {
            photos = await Photos.make(testbed(), "references");
            await testbed().arm("PUT", "Microsoft.Web/sites/web-references/slots/staging", { location: "here" });
            staging = photos.azure.sites.get("web-references/staging");
            staging.writeSettings({ STAGING: "stays" });
            const change = {
                keyVaultSecrets: [photos.secret],
                appSettings: [
                    photos.settings({ UPLOADS_KEY: keyVaultReference("uploads") }),
                    { ...photos.settings({ UPLOADS_KEY: "key" }), slot: "staging" },
                ],
            };
            await photos.up(change);
            rotated = await photos.up({ ...change, rotationTrigger: 2 });
        });

        it("refers to the version of the secret, and the application runs with its value", () => {
            const { id, value } = photos.vault.get("uploads").current;
            assert.equal(value, photos.account.keys.key2);
            assert.equal(
                photos.site.settings.UPLOADS_KEY,
                `@Microsoft.KeyVault(SecretUri=${photos.vault.uri}secrets/uploads/${id})`,
            );
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, value);
        });

        it("is resolved, in the version just written, before the old key is retired", () => {
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            // Without the calls for the deployment slot, which waits for no secret.
            const operations = photos
                .callsTo(rotated)
                .filter(({ target }) => target !== staging.name)
                .map(({ operation }) => operation);
            const resolved = operations.indexOf("sites/configreferences/get");
            assert.ok(operations.indexOf("vaults/secrets/put") < operations.indexOf("sites/config/appsettings/put"));
            assert.ok(operations.indexOf("sites/config/appsettings/put") < resolved);
            assert.ok(resolved < operations.lastIndexOf("storageAccounts/regenerateKey"));
            assert.deepEqual(photos.watch.lost, []);
        });

        it("is switched in the deployment slot as well, each with its own other settings", () => {
            assert.deepEqual(staging.runningSettings, { STAGING: "stays", UPLOADS_KEY: photos.account.keys.key2 });
            assert.deepEqual(Object.keys(photos.site.settings).sort(), ["THEIRS", "UPLOADS_KEY"]);
        });
    });

    for (const [onRemove, names] of [
        ["delete", "lose"],
        ["keep", "keep"],
    ] as const) {
        alongside(
            `those that are taken out of the program, with onRemove "${onRemove}" (rule 27)`,
            ({ before, it }) => {
                let photos: Photos;

                const entry = <const Settings>(settings: Settings) => ({ ...photos.settings(settings), onRemove });
                /** The remains of names that were taken out. */
                const left = (settings: Readonly<Record<string, string>>) => (onRemove === "keep" ? settings : {});

                before(async () => {
                    photos = await Photos.make(testbed(), `fewer${onRemove}`);
                    await photos.up({
                        appSettings: [
                            entry({ UPLOADS_OLD: "key", UPLOADS_KEY: "key" }),
                            { ...entry({ THUMBNAILS: "key" }), name: "thumbnails" },
                        ],
                    });
                });

                it(`${names} the name that is removed from an entry, and nothing else changes`, async () => {
                    await photos.up({
                        appSettings: [
                            entry({ UPLOADS_KEY: "key" }),
                            { ...entry({ THUMBNAILS: "key" }), name: "thumbnails" },
                        ],
                    });
                    const { key1 } = photos.account.keys;
                    const expected = { ...THEIRS, UPLOADS_KEY: key1, THUMBNAILS: key1, ...left({ UPLOADS_OLD: key1 }) };
                    assert.deepEqual(photos.site.runningSettings, expected);
                });

                it(`${names} the names of an entry that is removed, and nothing else changes`, async () => {
                    await photos.up({ appSettings: [entry({ UPLOADS_KEY: "key" })] });
                    await photos.site.settled();
                    const { key1 } = photos.account.keys;
                    const others = left({ UPLOADS_OLD: key1, THUMBNAILS: key1 });
                    assert.deepEqual(photos.site.settings, { ...THEIRS, UPLOADS_KEY: key1, ...others });
                });

                it(`${names} the names of the pair when the stack is destroyed, which touches no key`, async () => {
                    const { fingerprints } = photos;
                    const destroyed = await photos.stack.destroy();
                    const { key1 } = photos.account.keys;
                    const others = left({ UPLOADS_KEY: key1, UPLOADS_OLD: key1, THUMBNAILS: key1 });
                    assert.deepEqual(photos.site.settings, { ...THEIRS, ...others });
                    assert.deepEqual(photos.fingerprints, fingerprints);
                    assert.deepEqual(
                        photos.callsTo(destroyed).filter(({ operation }) => operation.startsWith("storageAccounts/")),
                        [],
                    );
                });
            },
        );
    }

    alongside("two pairs with settings on one site", ({ it }) => {
        it("rotate in one `up` and lose none of each other's writes", async () => {
            const photos = await Photos.make(testbed(), "first");
            const other = await Photos.make(testbed(), "other");
            const site = photos.site.name;
            const pairs = (rotationTrigger: number) => ({
                pairs: {
                    uploads: { ...photos.args, rotationTrigger },
                    archive: {
                        ...other.args,
                        rotationTrigger,
                        appSettings: [{ resourceGroupName: GROUP, site, settings: { ARCHIVE_KEY: "key" } }],
                    },
                },
            });
            await photos.stack.configure(pairs(1));
            await photos.stack.up();
            await photos.stack.configure(pairs(2));
            const rotated = await photos.stack.up();

            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.deepEqual(other.regenerated(rotated.calls), ["key2", "key1"]);
            const { UPLOADS: _connection, ...others } = photos.site.runningSettings;
            assert.deepEqual(others, {
                ...THEIRS,
                UPLOADS_KEY: photos.account.keys.key2,
                ARCHIVE_KEY: other.account.keys.key2,
            });
            for (const name of ["uploads", "archive"]) {
                const { activeSlot, settled } = await photos.stack.outputs("RotatingKeyPair", name);
                assert.deepEqual({ activeSlot, settled }, { activeSlot: "key2", settled: true });
            }
        });
    });
});
