import assert from "node:assert/strict";
import { type PairChange, Photos } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

describeOnEngine("arguments that are wrong", (testbed) => {
    let photos: Photos;

    before(async () => {
        photos = await Photos.make(testbed(), "refused");
    });

    const mistakes: readonly [mistake: string, property: string, change: () => object][] = [
        ["an unknown slot", "initialSlot", () => ({ initialSlot: "primary" })],
        ["an unknown strategy", "strategy", () => ({ strategy: "round-robin" })],
        [
            "a secret name that Key Vault does not allow",
            "consumers[0].secretName",
            () => ({ keyVaultSecrets: [{ ...photos.secret, secretName: "up_loads" }] }),
        ],
        [
            "a module that is not there",
            "source.module",
            () => ({ source: { service: "custom", module: "./nowhere.js", config: {} } }),
        ],
        [
            "a vault that is none",
            "source.vaultUri",
            () => ({ source: { service: "vaultPair", vaultUri: "vault", secretNames: ["a", "b"] } }),
        ],
        [
            "a site that is a path",
            "consumers[0].site",
            () => ({ appSettings: [{ ...photos.settings({ K: "key" }), site: "../.." }] }),
        ],
        ["an argument that is misspelt", "settel", () => ({ settel: "60s" })],
        [
            "a place that is misspelt in an entry",
            "consumers[0].slott",
            () => ({ appSettings: [{ ...photos.settings({ K: "key" }), slott: "a" }] }),
        ],
        ["a gate that is null", "gates[0]", () => ({ gates: [null] })],
        [
            "a wave beyond all",
            "consumers[0].wave",
            () => ({ appSettings: [{ ...photos.settings({ K: "key" }), wave: 1e9 }] }),
        ],
        [
            "a setting that two entries have",
            "consumers[1].settings.UPLOADS",
            () => ({
                appSettings: [
                    photos.settings({ UPLOADS: "key" }),
                    { ...photos.settings({ UPLOADS: "key" }), name: "twin" },
                ],
            }),
        ],
    ];

    for (const [mistake, property, change] of mistakes) {
        it(`refuses ${mistake} at preview, by name, and calls no service`, async () => {
            await photos.configure(change() as PairChange);
            const preview = await photos.stack.preview({ fails: true });
            assert.ok(preview.all.includes(`uploads: ${property} `), preview.all);
            assert.doesNotMatch(preview.all, / {4}at |TypeError|value \{/);
            assert.match(preview.all, /TK013/);
            assert.deepEqual(preview.calls, []);
        });
    }

    it("tells every problem of every pair at once", async () => {
        await photos.stack.configure({
            pairs: {
                uploads: { ...photos.args, initialSlot: "Key1", retire: "automatc" },
                media: { ...photos.args, settel: "60s" },
                logs: { ...photos.args, strategy: "alternat", gates: [null] },
            },
        });
        const preview = await photos.stack.preview({ fails: true });
        for (const sentence of [
            'uploads: initialSlot "Key1" is no slot of this service; use key1 or key2; did you mean "key1"?',
            'uploads: retire "automatc" is not one of automatic, manual; did you mean "automatic"?',
            "media: settel is no argument; did you mean `settle`?",
            "logs: gates[0] null is no gate",
        ]) {
            assert.ok(preview.all.includes(sentence), preview.all);
        }
    });
});
