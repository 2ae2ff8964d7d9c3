import assert from "node:assert/strict";
import { output, runtime } from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import {
    connectionStrings,
    keyVaultReference,
    RotatingKeyPair,
    type RotatingKeyPairArgs,
    storageAccount,
    storageMounts,
    vaultPair,
} from "../components";
import { isSecret, type Registered, registeredBy, resolved, revealed } from "./support/mocks";

const resourceGroupName = "rg";

function args(changes: Partial<RotatingKeyPairArgs> = {}): RotatingKeyPairArgs {
    return {
        source: storageAccount({ resourceGroupName, accountName: "uploads" }),
        rotationTrigger: 4,
        keyVaultSecrets: [
            {
                resourceGroupName,
                vaultName: "vault",
                secretName: "uploads",
                content: "connectionString",
                expiresAfter: "90d",
            },
        ],
        appSettings: [
            { resourceGroupName, site: "web", settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" } },
        ],
        ...changes,
    };
}

function pair(changes: Partial<RotatingKeyPairArgs> = {}): Promise<readonly Registered[]> {
    return registeredBy(() => new RotatingKeyPair("uploads", args(changes)));
}

function only(registered: readonly Registered[], type: string): Registered {
    const found = registered.filter((resource) => resource.type.endsWith(type));
    assert.equal(found.length, 1, `one ${type} among ${registered.map((resource) => resource.type)}`);
    return found[0] as Registered;
}

describe("RotatingKeyPair", () => {
    it("registers Rotation, the consumers and Retirement under the component, with names that are contract", async () => {
        const registered = await pair();
        assert.deepEqual(
            registered.map(({ type, name }) => `${type} ${name}`),
            [
                "two-key:index:RotatingKeyPair uploads",
                "pulumi-nodejs:dynamic/two-key:Rotation uploads-rotation",
                "azure-native:keyvault:Secret uploads-secret-uploads",
                "pulumi-nodejs:dynamic/two-key:AppSettings uploads-settings-web",
                "pulumi-nodejs:dynamic/two-key:Retirement uploads-retirement",
            ],
        );
        for (const { name, parent } of registered.slice(1)) {
            assert.match(parent ?? "", /two-key:index:RotatingKeyPair::uploads$/, name);
        }
    });

    it("lets Retirement wait for every consumer, also for those of the user's own", async () => {
        const registered = await pair({
            consumers: (key, options) => [
                new random.RandomId("own", { byteLength: 4, keepers: { g: key.slot } }, options),
            ],
        });
        const { dependencies } = only(registered, ":Retirement");
        for (const name of ["uploads-secret-uploads", "uploads-settings-web", "own", "uploads-rotation"]) {
            assert.ok(
                dependencies.some((urn) => urn.endsWith(`::${name}`)),
                `Retirement waits for ${name}: ${dependencies}`,
            );
        }
    });

    it("lets every consumer wait for Rotation, and settings for the secrets they refer to", async () => {
        const registered = await pair();
        assert.ok(only(registered, ":Secret").dependencies.some((urn) => urn.endsWith("::uploads-rotation")));
        assert.ok(
            only(registered, ":AppSettings").dependencies.some((urn) => urn.endsWith("::uploads-secret-uploads")),
        );
    });

    it("tells Rotation the trigger in its canonical form, and the slot where the applications are", async () => {
        const { inputs } = only(await pair({ initialSlot: "key2", rotationTrigger: new Date(0) }), ":Rotation");
        assert.equal(inputs.trigger, '"1970-01-01T00:00:00.000Z"');
        assert.equal(inputs.initialSlot, "key2");
    });

    it("takes a date that is an output for a trigger", async () => {
        const { inputs } = only(await pair({ rotationTrigger: output("x").apply(() => new Date(0)) }), ":Rotation");
        assert.equal(inputs.trigger, '"1970-01-01T00:00:00.000Z"');
    });

    it("writes the secret with content type, expiry and tags that say where its value came from (rule 15)", async () => {
        const { inputs } = only(await pair(), ":Secret");
        const properties = revealed(inputs.properties) as Record<string, unknown>;
        assert.equal(properties.contentType, "connectionString");
        assert.deepEqual(properties.attributes, { expires: Date.parse("2027-02-22T10:00:00Z") / 1000 });
        assert.deepEqual(inputs.tags, {
            CredentialId: "key2",
            ProviderAddress: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
            "two-key-fingerprint": "f".repeat(64),
            "two-key-generation": "3",
            "two-key-rotated-at": "2026-11-24T10:00:00.000Z",
        });
    });

    it("gives settings the key, or a reference to the very version of the secret, and the generation (rule 15)", async () => {
        const { inputs } = only(await pair(), ":AppSettings");
        assert.deepEqual(revealed(inputs.values), {
            UPLOADS: "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/uploads/v7)",
            UPLOADS_KEY: "the-key",
        });
        assert.deepEqual(inputs.references, { UPLOADS: "https://v.vault.azure.net/secrets/uploads/v7" });
        assert.equal((inputs.origin as { readonly generation: number }).generation, 3);
    });

    it("refers to the secret without a version where that is asked for, with the slash that App Service needs", async () => {
        const settings = { UPLOADS: keyVaultReference("uploads", { form: "versionless" }) };
        const { inputs } = only(
            await pair({ appSettings: [{ resourceGroupName, site: "web", settings }] }),
            ":AppSettings",
        );
        assert.match(JSON.stringify(inputs.values), /SecretUri=https:\/\/v\.vault\.azure\.net\/secrets\/uploads\/\)/);
    });

    it("tells Rotation and Retirement every place that holds the key, as plain values without a key", async () => {
        const registered = await pair();
        for (const type of [":Rotation", ":Retirement"]) {
            const { inputs } = only(registered, type);
            assert.deepEqual(
                (inputs.consumers as { argument: string }[]).map(({ argument }) => argument),
                ["keyVaultSecrets[0]", "appSettings[0]"],
            );
            assert.doesNotMatch(JSON.stringify(inputs), /the-key/);
        }
    });

    it("tells Rotation how dependents are looked for, with the defaults, where the program asks for it", async () => {
        const alsoHeldBy = [{ name: "Storage Explorer", owner: "media", kind: "byHand" } as const];
        const { inputs } = only(await pair({ dependents: { alsoHeldBy } }), ":Rotation");
        assert.deepEqual(inputs.dependents, {
            unregistered: "refuse",
            notLookedAt: "warn",
            alsoHeldBy,
            subscriptionIds: [],
            maxCalls: 1000,
            ownerTag: "owner",
        });
        assert.equal("dependents" in only(await pair(), ":Rotation").inputs, false);
    });

    it("names the settings of two entries on one site apart", async () => {
        const registered = await pair({
            appSettings: [
                { resourceGroupName, site: "web", settings: { A: "key" } },
                { resourceGroupName, site: "web", settings: { B: "key" } },
                { resourceGroupName, site: "web", slot: "staging", settings: { A: "key" } },
                { resourceGroupName, site: output("computed"), settings: { A: "key" }, name: "api" },
            ],
        });
        assert.deepEqual(
            registered.filter(({ type }) => type.endsWith(":AppSettings")).map(({ name }) => name),
            ["uploads-settings-web", "uploads-settings-web-2", "uploads-settings-web-staging", "uploads-settings-api"],
        );
    });

    describe("with a pair of secrets", () => {
        const hook = (changes: Partial<RotatingKeyPairArgs> = {}) =>
            pair({
                source: vaultPair({ vaultUri: "https://v.vault.azure.net/", secretNames: ["key1", output("key2")] }),
                keyVaultSecrets: [],
                appSettings: [],
                ...changes,
            });
        const drawn = async (name: string, changes?: Partial<RotatingKeyPairArgs>) => {
            const found = (await hook(changes)).find((resource) => resource.name === name);
            return found?.inputs.keepers as Readonly<Record<string, string>>;
        };

        it("draws keys of 64 bytes under the component: for Rotation, for the standby slot, for Retirement", async () => {
            const registered = await hook();
            const bytes = registered.filter(({ type }) => type === "random:index/randomBytes:RandomBytes");
            assert.deepEqual(bytes.map(({ name }) => name).sort(), [
                "uploads-material",
                "uploads-material-retirement",
                "uploads-material-standby",
            ]);
            for (const { inputs, parent } of bytes) {
                assert.equal(inputs.length, 64);
                assert.match(parent ?? "", /two-key:index:RotatingKeyPair::uploads$/);
            }
            const retiring = bytes.find(({ name }) => name.endsWith("-retirement"));
            assert.ok(retiring?.dependencies.some((urn) => urn.endsWith("::uploads-rotation")));
        });

        it("hands them over as secrets, Retirement its own", async () => {
            const registered = await hook();
            const rotation = only(registered, ":Rotation").inputs;
            const retirement = only(registered, ":Retirement");
            for (const material of [rotation.material, rotation.standbyMaterial, retirement.inputs.material]) {
                assert.ok(runtime.isRpcSecret(material));
                assert.equal(revealed(material), "drawn");
            }
            assert.ok(retirement.dependencies.some((urn) => urn.endsWith("::uploads-material-retirement")));
            assert.ok(!retirement.dependencies.some((urn) => urn.endsWith("::uploads-material")));
        });

        it("draws another key for each trigger, each emergency, each period and each other vault, and for nothing else", async () => {
            const keepers = await drawn("uploads-material");
            assert.deepEqual(keepers, {
                vaultUri: "https://v.vault.azure.net/",
                pair: "key1+key2",
                trigger: "4",
                emergency: "",
                period: "",
            });
            assert.equal((await drawn("uploads-material", { rotationTrigger: "4" })).trigger, '"4"');
            assert.equal((await drawn("uploads-material", { emergencyTrigger: true })).emergency, "true");
            assert.match((await drawn("uploads-material", { rotateEvery: output("90d") })).period ?? "", /^\d+$/);
            assert.deepEqual(await drawn("uploads-material", { settle: "1s", pinnedSlot: "key2" }), keepers);
            const { vaultUri, pair: names } = keepers;
            assert.deepEqual(await drawn("uploads-material-standby", { rotationTrigger: 5 }), {
                vaultUri,
                pair: names,
            });
            assert.deepEqual(await drawn("uploads-material-retirement"), { vaultUri, pair: names, generation: "3" });
        });

        it("draws none for a service that makes its keys itself", async () => {
            assert.deepEqual(
                (await pair()).filter(({ type }) => type.startsWith("random:")),
                [],
            );
        });
    });

    it("makes a resource of a type of its own for each holder, which Rotation and Retirement are told of", async () => {
        const mount = { accountName: output("uploads"), shareName: "photos", mountPath: "/photos" };
        const registered = await pair({
            holders: [
                connectionStrings({
                    resourceGroupName,
                    site: "web",
                    connectionStrings: { UPLOADS: { value: keyVaultReference("uploads"), type: "Custom" } },
                }),
                connectionStrings({ resourceGroupName, site: "web", slot: "staging", connectionStrings: {} }),
                storageMounts({ resourceGroupName, site: output("web"), mounts: { photos: mount }, name: "api" }),
            ],
        });
        assert.deepEqual(
            registered
                .map(({ type, name }) => `${type} ${name}`)
                .filter((line) => /:ConnectionStrings |:StorageMounts /.test(line))
                .sort(),
            [
                "pulumi-nodejs:dynamic/two-key:ConnectionStrings uploads-connections-web",
                "pulumi-nodejs:dynamic/two-key:ConnectionStrings uploads-connections-web-staging",
                "pulumi-nodejs:dynamic/two-key:StorageMounts uploads-mounts-api",
            ],
        );
        const { inputs } = only(registered, ":StorageMounts");
        assert.deepEqual(inputs.place, {
            kind: "storageMounts",
            argument: "holders[2]",
            resourceGroupName,
            site: "web",
            mounts: { photos: { ...mount, accountName: "uploads" } },
        });
        assert.deepEqual(revealed(inputs.values), { photos: "the-key" });
        const { dependencies, inputs: told } = only(registered, ":Retirement");
        assert.ok(dependencies.some((urn) => urn.endsWith("::uploads-mounts-api")));
        assert.deepEqual((told.consumers as unknown[]).at(-1), inputs.place);
    });

    it("refuses a holder of an unknown kind by where it stands", async () => {
        await assert.rejects(
            pair({ holders: [{ kind: "prayer" }] }),
            /holders\[0\]: "prayer" is no holder; make one with a function: .*connectionStrings/,
        );
    });

    it("keeps everything secret that contains the key, and nothing else", async () => {
        let made: RotatingKeyPair | undefined;
        await registeredBy(() => {
            made = new RotatingKeyPair("uploads", args());
        });
        const outputs = made as RotatingKeyPair;
        assert.equal(await isSecret(outputs.key), true);
        assert.equal(await isSecret(outputs.connectionString), true);
        for (const plain of [outputs.activeSlot, outputs.generation, outputs.settled, outputs.keyFingerprint]) {
            assert.equal(await isSecret(plain), false);
        }
        assert.equal(await resolved(outputs.activeSlot), "key2");
        assert.equal(await resolved(outputs.generation), 3);
        assert.equal(await resolved(outputs.settled), false);
        assert.equal(await resolved(outputs.retiresAt), "2026-11-25T10:00:00.000Z");
        assert.equal(await resolved(outputs.rotatedAt), "2026-11-24T10:00:00.000Z");
    });
});
