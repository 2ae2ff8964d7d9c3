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
            assert.doesNotMatch(preview.all, / {4}at |TypeError/);
            assert.deepEqual(preview.calls, []);
        });
    }
});
