import assert from "node:assert/strict";
import { alongside } from "./support/alongside";
import { type PairChange, Photos } from "./support/photos";
import type { Run } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

/** Stack-wide, as teams do it whose tags are a policy's. */
const IGNORED = ["tags"];

const REMARK =
    /\((as its tags say, which may be old|it has no tag that says which key it holds); its value could not be read/;

describeOnEngine("a secret whose tags do not tell which key it holds", (testbed) => {
    /** Runs `up` of a stack that ignores changes of tags, or of one that does not. */
    async function up(
        photos: Photos,
        change: PairChange,
        { args = [], ignores = true }: { readonly args?: readonly string[]; readonly ignores?: boolean } = {},
    ): Promise<Run> {
        const pair = { ...photos.args, keyVaultSecrets: [photos.secret], ...change };
        await photos.stack.configure({ pairs: { uploads: pair }, ...(ignores ? { ignoreChanges: IGNORED } : {}) });
        return photos.stack.up(args);
    }

    /** Lets nobody read a value of the vault; returns how to end that. */
    function unreadable(photos: Photos): () => void {
        const match = ({ target }: { readonly target: string }) => target.startsWith(`${photos.vault.name}/`);
        const fault = photos.azure.faults.add({ operation: "secrets/get", match, status: 403, times: 10_000 });
        return () => fault.remove();
    }

    async function settledOn(photos: Photos, run: Run, slot: "key1" | "key2"): Promise<void> {
        const { settled, activeSlot } = await photos.outputs();
        assert.deepEqual([settled, activeSlot], [true, slot], run.all);
        assert.equal(photos.vault.get("uploads").current.value, photos.account.keys[slot]);
        assert.equal(photos.watch.slotInUse, slot);
        assert.deepEqual(photos.watch.lost, []);
    }

    const tagsNow = (photos: Photos) => photos.vault.get("uploads").current.tags;

    for (const [what, isReadable] of [
        ["the value may be read", true],
        ["the value may not be read", false],
    ] as const) {
        alongside(`a stack-wide \`ignoreChanges: ["tags"]\`, where ${what}`, ({ it }) => {
            it("is rotated and retired in one `up`, again and again, also with --refresh", async () => {
                const photos = await Photos.make(testbed(), isReadable ? "ignoredread" : "ignoredblind");
                await up(photos, {});
                const adopted = tagsNow(photos);
                const end = isReadable ? () => undefined : unreadable(photos);
                const first = await up(photos, { rotationTrigger: 2 });
                assert.deepEqual(photos.regenerated(first.calls), ["key2", "key1"], first.all);
                assert.deepEqual(tagsNow(photos), adopted);
                await settledOn(photos, first, "key2");
                const second = await up(photos, { rotationTrigger: 3 }, { args: ["--refresh"] });
                assert.deepEqual(photos.regenerated(second.calls), ["key1", "key2"], second.all);
                await settledOn(photos, second, "key1");
                end();
            });
        });
    }

    alongside("tags that were taken away by hand", ({ it }) => {
        it("hold up neither the next rotation nor its retirement, also with --refresh", async () => {
            const photos = await Photos.make(testbed(), "tagless");
            await up(photos, {}, { ignores: false });
            photos.vault.get("uploads").describe({ tags: {} });
            const first = await up(photos, { rotationTrigger: 2 }, { ignores: false });
            await settledOn(photos, first, "key2");
            photos.vault.get("uploads").describe({ tags: { owner: "policy" } });
            const second = await up(photos, { rotationTrigger: 3 }, { ignores: false, args: ["--refresh"] });
            await settledOn(photos, second, "key1");
        });

        it("hold up the rotation where the value may not be read, with a sentence of what is known", async () => {
            const photos = await Photos.make(testbed(), "taglessblind");
            await up(photos, {}, { ignores: false });
            photos.vault.get("uploads").describe({ tags: {} });
            const end = unreadable(photos);
            const held = await up(photos, { rotationTrigger: 2 }, { ignores: false });
            assert.deepEqual(photos.regenerated(held.calls), []);
            assert.match(
                held.all,
                /vault-taglessblind\/uploads \(it has no tag .* needs the role Key Vault Secrets User\) may hold key2/,
            );
            end();
            await settledOn(photos, await up(photos, { rotationTrigger: 2 }, { ignores: false }), "key2");
        });
    });

    for (const [what, isReadable] of [
        ["may be read", true],
        ["may not be read", false],
    ] as const) {
        alongside(
            `the old key, written back by hand into a secret whose tags are ignored and whose value ${what}`,
            ({ it }) => {
                it("rule 14: holds the retirement back, also with --refresh", async () => {
                    const photos = await Photos.make(testbed(), isReadable ? "backread" : "backblind");
                    const gates = [{ kind: "grace" as const, duration: "1h" }];
                    await up(photos, { gates });
                    const { key1 } = photos.account.keys;
                    await up(photos, { rotationTrigger: 2, gates });
                    photos.vault.write("uploads", { value: key1 });
                    const end = isReadable ? () => undefined : unreadable(photos);
                    for (const args of [[], ["--refresh"]]) {
                        const held = await up(photos, { rotationTrigger: 2 }, { args });
                        assert.deepEqual(photos.regenerated(held.calls), [], held.all);
                        assert.equal((await photos.outputs()).settled, false);
                        assert.match(held.all, isReadable ? /vault-backread\/uploads holds key1/ : REMARK);
                    }
                    assert.ok(photos.account.accepts(key1));
                    end();
                    photos.vault.write("uploads", { value: photos.account.keys.key2 });
                    await settledOn(photos, await up(photos, { rotationTrigger: 2 }), "key2");
                });
            },
        );
    }

    alongside("a secret whose tags are ignored and that the engine skips", ({ it }) => {
        it("rule 23: holds the retirement back, and is named", async () => {
            const photos = await Photos.make(testbed(), "ignoredskipped");
            await up(photos, {});
            const skipped = await up(photos, { rotationTrigger: 2 }, { args: ["--exclude", "**uploads-secret*"] });
            assert.deepEqual(photos.regenerated(skipped.calls), ["key2"]);
            assert.match(
                skipped.all,
                /vault-ignoredskipped\/uploads was not written with key2 yet, so key1 stays valid/,
            );
            await settledOn(photos, await up(photos, { rotationTrigger: 2 }), "key2");
        });
    });

    alongside("waves, where tags are ignored", ({ it }) => {
        it("pass one after the other, and the old key is retired", async () => {
            const photos = await Photos.make(testbed(), "ignoredwaves");
            const { appSettings } = photos.args;
            const change = {
                keyVaultSecrets: [photos.secret, { ...photos.secret, secretName: "later", wave: 2 }],
                appSettings: appSettings.map((entry) => ({ ...entry, wave: 3 })),
            };
            await up(photos, change);
            const run = await up(photos, { ...change, rotationTrigger: 2 });
            await settledOn(photos, run, "key2");
            assert.equal(photos.vault.get("later").current.value, photos.account.keys.key2);
        });
    });
});
