import assert from "node:assert/strict";
import type { Site } from "local-azure";
import { alongside } from "./support/alongside";
import { type PairChange, Photos } from "./support/photos";
import { describeOnEngine, type Testbed } from "./support/testbed";

const PERSON = "6f1c1a5e-0f0a-4a53-8d0b-1a6b8f6d2c11";
const SECRETS_USER = "4633458b-17de-408a-b874-0445c86b69e6";

/** A pair whose site, with an identity of its own, reads its secret from a vault that lets in only given identities. */
async function guarded(testbed: Testbed, name: string, identity: object = { type: "SystemAssigned" }) {
    const photos = await Photos.make(testbed, name);
    await testbed.arm("PUT", `Microsoft.KeyVault/vaults/${photos.vault.name}`, {
        location: "here",
        properties: { enableRbacAuthorization: true },
    });
    await testbed.arm("PUT", `Microsoft.Web/sites/${photos.site.name}`, { location: "here", identity });
    const withReaders = (
        readers: PairChange["keyVaultSecrets"] = [{ ...photos.secret, appsRead: true }],
    ): PairChange => ({
        keyVaultSecrets: readers,
        appSettings: [photos.settings({ UPLOADS_KEY: { secretName: "uploads", form: "versioned" } })],
    });
    const assignments = () =>
        photos.azure.roleAssignments.all
            .filter(({ scope }) => scope.includes(`/vaults/${photos.vault.name}/`))
            .map(({ principalId, role, scope }) => [principalId, role, scope.split("/").slice(-4).join("/")]);
    return { photos, withReaders, assignments };
}

function grant(photos: Photos, principalId: string | undefined) {
    return [principalId, SECRETS_USER, `vaults/${photos.vault.name}/secrets/uploads`];
}

function running({ runningSettings }: Site): string | undefined {
    return runningSettings.UPLOADS_KEY;
}

describeOnEngine("readers of a secret", (testbed) => {
    alongside("that are the apps of the pair", ({ it }) => {
        it("are given it alone, before they refer to it, and an unchanged `up` makes no call", async () => {
            const { photos, withReaders, assignments } = await guarded(testbed(), "readers");
            await photos.up(withReaders());
            assert.deepEqual(assignments(), [grant(photos, photos.site.principalId)]);
            assert.equal(running(photos.site), photos.account.keys.key1);
            assert.deepEqual(photos.callsTo(await photos.up(withReaders())), []);

            const rotated = await photos.up({ ...withReaders(), rotationTrigger: 2 });
            assert.deepEqual(photos.regenerated(rotated.calls), ["key2", "key1"]);
            assert.equal(running(photos.site), photos.account.keys.key2);
            assert.deepEqual(photos.watch.lost, []);
        });

        it("are told that they need an identity where they have none", async () => {
            const { photos, withReaders } = await guarded(testbed(), "readersnone", { type: "None" });
            const failed = await photos.upFails(withReaders());
            assert.match(failed.all, /web-readersnone has no managed identity with which it could read a secret/);
            assert.equal(running(photos.site), undefined);
        });
    });

    alongside("that are named", ({ it }) => {
        it("come and go with the list, and `--refresh` gives back what was taken away by hand", async () => {
            const { photos, withReaders, assignments } = await guarded(testbed(), "readersnamed");
            const named = withReaders([{ ...photos.secret, readers: [PERSON] }]);
            await photos.up(named);
            const app = grant(photos, photos.site.principalId);
            assert.deepEqual(assignments().sort(), [grant(photos, PERSON), app].sort());

            const [taken] = photos.azure.roleAssignments.paths.filter((path) =>
                path.includes(`/vaults/${photos.vault.name}/`),
            );
            photos.azure.roleAssignments.delete(taken ?? "");
            assert.equal(assignments().length, 1);
            await photos.up(named, ["--refresh"]);
            assert.deepEqual(assignments().sort(), [grant(photos, PERSON), app].sort());

            const other = PERSON.replace("6f", "7f");
            await photos.up(withReaders([{ ...photos.secret, readers: [other, PERSON] }]));
            assert.deepEqual(assignments().sort(), [grant(photos, other), grant(photos, PERSON), app].sort());
            await photos.up(withReaders());
            assert.deepEqual(assignments(), [app]);
            await photos.stack.destroy();
            assert.deepEqual(assignments(), []);
        });
    });
});
