import assert from "node:assert/strict";
import type { Site } from "local-azure";
import { connectionStrings, keyVaultReference, storageMounts } from "../../components/index";
import { alongside } from "./support/alongside";
import { killUp } from "./support/killedUp";
import { Photos, THEIRS } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

const MINE = { value: "mine", type: "SQLAzure" };
const FUNCTIONS = { ...THEIRS, FUNCTIONS_EXTENSION_VERSION: "~4", WEBSITE_CONTENTSHARE: "share" };

describeOnEngine("App Service", (testbed) => {
    alongside("connection strings, mounts and the Functions host's own storage of one app", ({ before, it }) => {
        let photos: Photos;
        let rotated: Run;

        const holders = () => {
            const place = { resourceGroupName: GROUP, site: photos.site.name, onRemove: "delete" as const };
            const mount = { accountName: photos.account.name, shareName: "photos", mountPath: "/photos" };
            return [
                connectionStrings({ ...place, connectionStrings: { UPLOADS: { value: "connectionString" } } }),
                storageMounts({ ...place, mounts: { photos: mount } }),
            ];
        };
        const change = () => ({
            appSettings: [
                {
                    ...photos.settings({
                        AzureWebJobsStorage: "connectionString",
                        WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: "connectionString",
                    }),
                    onRemove: "delete" as const,
                },
            ],
            others: holders(),
        });

        before(async () => {
            photos = await Photos.make(testbed(), "functions");
            photos.site.write({ settings: FUNCTIONS, connectionStrings: { MAIN: MINE } });
            await photos.up(change());
            rotated = await photos.up({ ...change(), rotationTrigger: 2 });
        });

        it("take the new key in one `up`, and the app never has one that is not accepted", () => {
            const { key2 } = photos.account.keys;
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(photos.watch.slotInUse, "key2");
            assert.equal(photos.site.runningValues.filter((value) => value.includes(key2)).length, 4);
            assert.deepEqual(photos.watch.lost, []);
        });

        it("are written beside what else the app has: the share's name, other connection strings", () => {
            const { settings, connectionStrings: strings } = photos.site.config;
            assert.deepEqual({ ...settings, ...FUNCTIONS }, settings);
            assert.deepEqual(strings.MAIN, MINE);
            assert.equal(strings.UPLOADS?.type, "Custom");
        });

        it("are written in one go each, and the triggers are made known when the app has restarted", () => {
            const operations = photos.callsTo(rotated).map(({ operation }) => operation);
            for (const map of ["appsettings", "connectionstrings", "azurestorageaccounts"]) {
                assert.equal(operations.filter((one) => one === `sites/config/${map}/put`).length, 1, map);
            }
            const synced = operations.indexOf("sites/syncfunctiontriggers");
            assert.ok(operations.indexOf("sites/restart") < synced);
            assert.ok(synced < operations.lastIndexOf("storageAccounts/regenerateKey"));
        });

        it("are mended by `up --refresh` where they were edited by hand, each in the same `up`", async () => {
            const { connectionStrings: strings, mounts, settings } = photos.site.config;
            photos.site.write({
                settings: { ...settings, AzureWebJobsStorage: "by hand" },
                connectionStrings: { ...strings, UPLOADS: { value: strings.UPLOADS?.value ?? "", type: "SQLServer" } },
                mounts: { photos: { ...(mounts.photos ?? { type: "AzureFiles" }), mountPath: "/elsewhere" } as never },
            });
            await photos.site.settled();
            await photos.up({ ...change(), rotationTrigger: 2 }, ["--refresh"]);
            assert.deepEqual(photos.site.config, { settings, connectionStrings: strings, mounts });
        });

        it("are taken away with their entries if these say so, and nothing else is", async () => {
            await photos.up({ appSettings: [], rotationTrigger: 2 });
            assert.deepEqual(photos.site.config, {
                settings: FUNCTIONS,
                connectionStrings: { MAIN: MINE },
                mounts: {},
            });
        });
    });

    alongside("references without a version", ({ before, it }) => {
        let photos: Photos;
        let rotated: Run;
        let withoutRefresh: Run;

        const change = () => {
            const uploads = keyVaultReference("uploads", { form: "versionless" });
            const place = { resourceGroupName: GROUP, site: photos.site.name, onRemove: "delete" as const };
            return {
                keyVaultSecrets: [photos.secret],
                appSettings: [{ ...photos.settings({ UPLOADS_KEY: uploads }), onRemove: "delete" as const }],
                others: [connectionStrings({ ...place, connectionStrings: { UPLOADS: { value: uploads } } })],
            };
        };

        before(async () => {
            photos = await Photos.make(testbed(), "versionless");
            await photos.up(change());
            rotated = await photos.up({ ...change(), rotationTrigger: 2 });
            const match = ({ target }: { target: string }) => target === photos.site.name;
            const refuse = { operation: "sites/configreferences/refresh", match, status: 404, times: 100 };
            const fault = photos.azure.faults.add(refuse);
            withoutRefresh = await photos.up({ ...change(), rotationTrigger: 3 });
            fault.remove();
        });

        it("are read anew and confirmed, so that the old key is retired in the same `up` and not a day later", () => {
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            const operations = photos.callsTo(rotated).map(({ operation }) => operation);
            assert.ok(operations.includes("sites/configreferences/refresh"));
            assert.ok(!operations.includes("sites/config/appsettings/put"), "no setting had to change");
        });

        it("are read anew by a change of a setting of ours where App Service has no such call", async () => {
            assert.deepEqual(photos.regenerated(withoutRefresh.calls), ["key1", "key2"]);
            assert.ok("TWO_KEY_REFRESHED" in photos.site.settings);
            assert.deepEqual(photos.watch.lost, []);
            assert.equal(photos.watch.slotInUse, "key1");
        });

        it("leave that setting in the app only as long as one of them is there", async () => {
            await photos.up({ ...change(), appSettings: [], others: [], rotationTrigger: 3 });
            assert.deepEqual(photos.site.settings, THEIRS);
        });
    });

    alongside("a deployment slot that nobody named", ({ before, it }) => {
        let photos: Photos;
        let staging: Site;
        let waited: Run;
        let rotated: Run;

        before(async () => {
            photos = await Photos.make(testbed(), "unnamed");
            await testbed().arm("PUT", "Microsoft.Web/sites/web-unnamed/slots/staging", { location: "here" });
            staging = photos.azure.sites.get("web-unnamed/staging");
            await photos.up();
            staging.writeSettings({ UPLOADS_KEY: photos.account.keys.key1 });
            waited = await photos.up({ rotationTrigger: 2 });
            const { appSettings } = photos.args;
            const slot = { ...photos.settings({ UPLOADS_KEY: "key" }), slot: "staging" };
            rotated = await photos.up({ appSettings: [...appSettings, slot], rotationTrigger: 2 });
        });

        it("keeps the key that it holds, and is named", () => {
            assert.deepEqual(photos.regenerated(waited.calls), ["key2"]);
            assert.match(
                waited.all,
                /warning: uploads: web-unnamed\/staging\/UPLOADS_KEY \(not in the program: add it\) holds key1/,
            );
        });

        it("is switched once it has an entry, which ends the rotation", () => {
            assert.equal(staging.runningSettings.UPLOADS_KEY, photos.account.keys.key2);
            assert.deepEqual(photos.regenerated(rotated.calls), ["key1"]);
            assert.deepEqual(photos.watch.lost, []);
        });

        it("may be swapped into production then, where the sticky name stays", async () => {
            await testbed().arm("POST", "Microsoft.Web/sites/web-unnamed/slots/staging/slotsswap", {
                targetSlot: "production",
            });
            await photos.site.settled();
            assert.equal(photos.site.settings.THEIRS, THEIRS.THEIRS);
            assert.equal(photos.site.settings.UPLOADS_KEY, photos.account.keys.key2);
        });
    });

    alongside("an entry that is renamed in an `up` that is killed", ({ it }) => {
        it("keeps its settings, also when the next `up` removes what is left of the former name", async () => {
            const photos = await Photos.make(testbed(), "renamed");
            await photos.up();
            const [entry] = photos.args.appSettings;
            const renamed = { appSettings: entry === undefined ? [] : [{ ...entry, name: "api" }], rotationTrigger: 2 };
            await photos.configure(renamed);
            await killUp(testbed(), photos, { operation: "storageAccounts/regenerateKey", nth: 2 });
            await photos.stack.cancel();
            const finished = await photos.up(renamed);
            assert.match(finished.all, /uploads-settings-web-renamed\S* +deleted/);
            await photos.site.settled();
            assert.equal(photos.site.runningSettings.UPLOADS_KEY, photos.account.keys.key2);
            assert.deepEqual(photos.watch.lost, []);
        });
    });
});
