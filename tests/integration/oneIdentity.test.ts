import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

const ELSEWHERE = "6f1c1a5e-0f0a-4a53-8d0b-1a6b8f6d2c11";

describeOnEngine("one identity (rule 28)", (testbed) => {
    alongside("of a pair with an explicit azure-native provider", ({ before, it }) => {
        let photos: Photos;
        const configure = (providerIn: string) =>
            photos.stack.configure({
                pairs: { uploads: { ...photos.args, keyVaultSecrets: [photos.secret], providerIn } },
            });

        before(async () => {
            photos = await Photos.make(testbed(), "identified");
        });

        it("is refused at preview where the provider works in another subscription", async () => {
            await configure(ELSEWHERE);
            const refused = await photos.stack.preview({ fails: true });
            const sentence = `the azure-native provider "explicit" works in subscription ${ELSEWHERE}, but this pair reads its keys`;
            assert.ok(refused.all.includes(sentence), refused.all);
            assert.deepEqual(photos.callsTo(refused), []);
        });

        it("is given where it works in the configured one", async () => {
            await configure(photos.azure.subscriptionId);
            await photos.stack.up();
            assert.equal(photos.vault.get("uploads").current.value, photos.account.keys.key1);
            const unchanged = await photos.stack.up();
            assert.deepEqual(photos.callsTo(unchanged), []);
        });
    });
});
