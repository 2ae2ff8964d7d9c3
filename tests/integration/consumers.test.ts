import assert from "node:assert/strict";
import { keyVaultReference } from "../../components/index";
import type { Site } from "../../sandbox/azure/sites/site";
import { Photos, THEIRS } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

describeOnEngine("a setting that is a Key Vault reference, and one of a deployment slot", (testbed) => {
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
        const operations = rotated.calls.map(({ operation }) => operation);
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

describeOnEngine("consumers that are taken out of the program", (testbed) => {
    let photos: Photos;

    before(async () => {
        photos = await Photos.make(testbed(), "fewer");
        await photos.up({
            appSettings: [
                photos.settings({ UPLOADS: "connectionString", UPLOADS_KEY: "key" }),
                { ...photos.settings({ THUMBNAILS: "key" }), name: "thumbnails" },
            ],
        });
    });

    it("lose the name that is removed from an entry, and no other", async () => {
        await photos.up({
            appSettings: [
                photos.settings({ UPLOADS_KEY: "key" }),
                { ...photos.settings({ THUMBNAILS: "key" }), name: "thumbnails" },
            ],
        });
        const { key1 } = photos.account.keys;
        assert.deepEqual(photos.site.runningSettings, { ...THEIRS, UPLOADS_KEY: key1, THUMBNAILS: key1 });
    });

    it("lose the names of an entry that is removed, and no others", async () => {
        await photos.up({ appSettings: [photos.settings({ UPLOADS_KEY: "key" })] });
        await photos.site.settled();
        assert.deepEqual(photos.site.settings, { ...THEIRS, UPLOADS_KEY: photos.account.keys.key1 });
    });

    it("lose the names of the pair, and no others, when the stack is destroyed, which touches no key", async () => {
        const { fingerprints } = photos;
        const destroyed = await photos.stack.destroy();
        assert.deepEqual(photos.site.settings, THEIRS);
        assert.deepEqual(photos.fingerprints, fingerprints);
        assert.deepEqual(
            destroyed.calls.filter(({ operation }) => operation.startsWith("storageAccounts/")),
            [],
        );
    });
});

describeOnEngine("two pairs with settings on one site", (testbed) => {
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
