import assert from "node:assert/strict";
import type { Vault } from "local-azure";
import { alongside } from "./support/alongside";
import { makeResources, Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine, GROUP } from "./support/testbed";

type OnRemove = "keep" | "delete";

describeOnEngine("what secrets have when they are no longer declared (rule 27)", (testbed) => {
    for (const onRemove of ["keep", "delete"] satisfies OnRemove[]) {
        alongside(`with onRemove: "${onRemove}"`, ({ before, it }) => {
            const name = `${onRemove}s`;
            let photos: Photos;
            let other: Vault;
            const entry = (vaultName: string) => ({
                resourceGroupName: GROUP,
                vaultName,
                secretName: "uploads",
                onRemove,
            });
            const up = async (pair: string, ...vaults: readonly string[]): Promise<Run> => {
                const { appSettings: _, ...args } = photos.args;
                await photos.stack.configure({ pairs: { [pair]: { ...args, keyVaultSecrets: vaults.map(entry) } } });
                return photos.stack.up();
            };
            const holds = (vault: Vault): boolean => vault.find("uploads")?.current.value === photos.account.keys.key1;

            before(async () => {
                photos = await Photos.make(testbed(), name);
                await makeResources(testbed(), `${name}other`);
                other = photos.azure.vaults.get(`vault-${name}other`);
                await up("uploads", photos.vault.name, other.name);
                assert.ok(holds(photos.vault) && holds(other));
            });

            it("leaves the secret of an entry alone when the entry before it is removed", async () => {
                const removed = await up("uploads", other.name);
                assert.doesNotMatch(removed.all, new RegExp(`Secret\\s+uploads-secret-${other.name}`));
                assert.ok(holds(other));
                assert.equal(photos.vault.find("uploads") !== undefined, onRemove === "keep");
            });

            it("leaves it alone when the pair is renamed without an alias", async () => {
                await up("photos", other.name);
                assert.ok(holds(other));
            });

            it("leaves it alone when its resource gets another name", async () => {
                const { appSettings: _, ...args } = photos.args;
                const keyVaultSecrets = [{ ...entry(other.name), name: "mine" }];
                await photos.stack.configure({ pairs: { photos: { ...args, keyVaultSecrets } } });
                await photos.stack.up();
                assert.ok(holds(other));
            });

            it("does with it as it says when the pair is removed", async () => {
                await photos.stack.configure({ pairs: {} });
                await photos.stack.up();
                assert.equal(other.find("uploads") !== undefined, onRemove === "keep");
            });
        });
    }
});
