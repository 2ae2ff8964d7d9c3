import assert from "node:assert/strict";
import { fingerprint, type Secret } from "local-azure";
import { Photos, THEIRS } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const NINETY_DAYS_S = 90 * 24 * 60 * 60;

describeOnEngine("rotating", (testbed) => {
    let photos: Photos;
    let rotated: Run;
    let unchanged: Run;
    let secret: Secret;
    let formerKey: string;
    /** The slot that the application ran with at the moment of each regenerate. */
    const inUse: string[] = [];

    before(async () => {
        photos = await Photos.make(testbed(), "rotated");
        const keyVaultSecrets = [{ ...photos.secret, content: "connectionString", expiresAfter: "90d" }] as const;
        await photos.up({ keyVaultSecrets });
        secret = photos.vault.get("uploads");
        formerKey = photos.account.keys.key1;
        const end = photos.azure.journal.on(({ operation }) => {
            if (operation === "storageAccounts/regenerateKey") {
                inUse.push(photos.watch.slotInUse);
            }
        });
        rotated = await photos.up({ keyVaultSecrets, rotationTrigger: 2 });
        end();
        unchanged = await photos.up({ keyVaultSecrets, rotationTrigger: 2 });
    });

    it("regenerates the standby key first, and the other one when the application runs with the new key", () => {
        assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
        assert.deepEqual(inUse, ["key1", "key2"]);
        assert.equal(photos.watch.slotInUse, "key2");
        assert.equal(photos.account.accepts(formerKey), false);
    });

    it("never leaves the application with a key that the service does not accept (rule 3)", () => {
        assert.deepEqual(photos.watch.lost, []);
    });

    it("makes no calls but 2 lists, 2 regenerates, the looks and the consumers' own (rule 13)", () => {
        const own = rotated.calls.filter(({ client }) => client?.startsWith("pulumi-two-key"));
        assert.deepEqual(counted(own), {
            "storageAccounts/listKeys": 2,
            "storageAccounts/regenerateKey": 2,
            // A look before each regenerate.
            "vaults/secrets/get": 2,
            // As well, once more to merge, and once more when the application runs with it.
            "sites/config/appsettings/list": 4,
            // Whether a deployment slot that nobody named holds a key, before each regenerate.
            "sites/slots/list": 2,
            "sites/config/appsettings/put": 1,
            "sites/restart": 1,
        });
        const others = rotated.calls.filter(({ client }) => client === "azure-native-stand-in");
        assert.deepEqual(counted(others.filter(({ target }) => target !== "")), { "vaults/secrets/put": 1 });
    });

    it("waits until the data plane takes the new key before any consumer gets it", () => {
        const operations = rotated.entries.map(({ operation }) => operation);
        const accepted = operations.indexOf("storageAccounts/keyAccepted");
        assert.ok(operations.indexOf("storageAccounts/regenerateKey") < accepted);
        assert.ok(accepted < operations.indexOf("sites/config/appsettings/put"));
        assert.ok(accepted < operations.indexOf("vaults/secrets/put"));
    });

    it("leaves the site's other settings and its slot-sticky names as they are", () => {
        const { UPLOADS: _connection, UPLOADS_KEY: _key, ...others } = photos.site.settings;
        assert.deepEqual(others, THEIRS);
        assert.deepEqual(photos.site.stickyNames.appSettingNames, ["THEIRS"]);
        assert.deepEqual(
            rotated.calls.filter(({ operation }) => operation.includes("slotConfigNames")),
            [],
        );
    });

    it("writes a new version of the secret, with content type, expiry and tags that say where it came from", async () => {
        const { key2 } = photos.account.keys;
        assert.equal(secret.versions.length, 2);
        const { value, contentType, attributes, tags } = secret.current;
        assert.ok(value.includes(`AccountKey=${key2};`));
        assert.equal(contentType, "connectionString");
        const state = (await photos.stack.outputs("Rotation", "uploads-rotation")).state as { rotatedAt: string };
        assert.equal(attributes.exp, Math.floor(Date.parse(state.rotatedAt) / 1000) + NINETY_DAYS_S);
        assert.equal(tags.CredentialId, "key2");
        assert.match(tags.ProviderAddress ?? "", /\/Microsoft\.Storage\/storageAccounts\/rotated$/);
        assert.equal(tags["two-key-fingerprint"], fingerprint(key2));
    });

    it("is settled on key2", async () => {
        const { activeSlot, generation, settled, keyFingerprint } = await photos.outputs();
        assert.deepEqual(
            { activeSlot, generation, settled, keyFingerprint },
            { activeSlot: "key2", generation: 1, settled: true, keyFingerprint: photos.fingerprints.key2 },
        );
    });

    it("makes no call at all in an `up` where nothing has changed", () => {
        assert.deepEqual(unchanged.calls, []);
        assert.match(unchanged.all, /6 unchanged/);
    });
});

function counted(calls: Run["calls"]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of calls) {
        counts[operation] = (counts[operation] ?? 0) + 1;
    }
    return counts;
}
