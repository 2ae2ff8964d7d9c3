import assert from "node:assert/strict";
import { type Output, output, runtime } from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import {
    appConfigurationKeyValues,
    appSettings,
    armAction,
    batchAutoStorage,
    commandConsumer,
    connectionStrings,
    containerAppJobSecrets,
    containerAppSecrets,
    type KeyVaultSecretArgs,
    keyVaultReference,
    keyVaultSecret,
    own,
    RotatingKeyPair,
    type RotatingKeyPairArgs,
    sas,
    storageAccount,
    storageMounts,
    vaultPair,
} from "../components";
import { isSecret, type Registered, registeredBy, resolved, revealed } from "./support/mocks";

const resourceGroupName = "rg";

const SECRET = keyVaultSecret({
    resourceGroupName,
    vaultName: "vault",
    secretName: "uploads",
    content: "connectionString",
    expiresAfter: "90d",
});
const SETTINGS = appSettings({
    resourceGroupName,
    site: "web",
    settings: { UPLOADS: keyVaultReference("uploads"), UPLOADS_KEY: "key" },
});

function args(changes: Partial<RotatingKeyPairArgs> = {}): RotatingKeyPairArgs {
    return {
        source: storageAccount({ resourceGroupName, accountName: "uploads" }),
        rotationTrigger: 4,
        consumers: [SECRET, SETTINGS],
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

/** The rest of a message after its secrets are taken out. */
function withoutSecrets(_name: string, value: unknown): unknown {
    return runtime.isRpcSecret(value) ? undefined : value;
}

describe("RotatingKeyPair", () => {
    it("registers Rotation, the consumers and Retirement under the component, with names that are contract", async () => {
        const registered = await pair();
        assert.deepEqual(
            registered.map(({ type, name }) => `${type} ${name}`),
            [
                "two-key:index:RotatingKeyPair uploads",
                "pulumi-nodejs:dynamic/two-key:Rotation uploads-rotation",
                "azure-native:keyvault:Secret uploads-secret-vault-uploads",
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
            consumers: [
                SECRET,
                SETTINGS,
                own((key, options) => [
                    new random.RandomId("own", { byteLength: 4, keepers: { g: key.slot } }, options),
                ]),
            ],
        });
        const { dependencies } = only(registered, ":Retirement");
        for (const name of ["uploads-secret-vault-uploads", "uploads-settings-web", "own", "uploads-rotation"]) {
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
            only(registered, ":AppSettings").dependencies.some((urn) => urn.endsWith("::uploads-secret-vault-uploads")),
        );
    });

    it("tells Rotation the trigger in its canonical form, and the slot where the applications are", async () => {
        const { inputs } = only(await pair({ initialSlot: "key2", rotationTrigger: new Date(0) }), ":Rotation");
        assert.equal(inputs.trigger, "1970-01-01T00:00:00.000Z");
        assert.equal(inputs.initialSlot, "key2");
    });

    it("takes a date that is an output for a trigger", async () => {
        const { inputs } = only(await pair({ rotationTrigger: output("x").apply(() => new Date(0)) }), ":Rotation");
        assert.equal(inputs.trigger, "1970-01-01T00:00:00.000Z");
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
            await pair({ consumers: [SECRET, appSettings({ resourceGroupName, site: "web", settings })] }),
            ":AppSettings",
        );
        assert.match(JSON.stringify(inputs.values), /SecretUri=https:\/\/v\.vault\.azure\.net\/secrets\/uploads\/\)/);
    });

    it("tells Rotation and Retirement every place that holds the key, as plain values without a key", async () => {
        const registered = await pair();
        for (const type of [":Rotation", ":Retirement"]) {
            // The key in use, which Retirement asks the service about, is a secret.
            const { activeKey, ...inputs } = only(registered, type).inputs;
            assert.notEqual(activeKey, revealed(activeKey) ?? "none");
            assert.deepEqual(
                (inputs.consumers as { argument: string }[]).map(({ argument }) => argument),
                ["consumers[0]", "consumers[1]"],
            );
            assert.doesNotMatch(JSON.stringify(inputs), /the-key/);
        }
    });

    it("gives a wave its key when all before it are written, and lets Retirement wait for the last", async () => {
        const registered = await pair({
            consumers: [
                appSettings({ resourceGroupName, site: "second", settings: { A: "key" }, wave: 2 }),
                appSettings({ resourceGroupName, site: "first", settings: { A: "key" } }),
                connectionStrings({
                    resourceGroupName,
                    site: "third",
                    connectionStrings: { A: { value: "key" } },
                    wave: 3,
                }),
                own((key, options) => [
                    new random.RandomId("own", { byteLength: 4, keepers: { g: key.slot } }, options),
                ]),
            ],
            soak: "24h",
        });
        assert.deepEqual(
            registered.map(({ name }) => name),
            [
                "uploads",
                "uploads-rotation",
                "own",
                "uploads-settings-first",
                "uploads-wave-2",
                "uploads-settings-second",
                "uploads-wave-3",
                "uploads-connections-third",
                "uploads-retirement",
            ],
        );
        const find = (name: string) =>
            only(
                registered.filter((resource) => resource.name === name),
                "",
            );
        const waitsFor = (name: string, other: string) =>
            find(name).dependencies.some((urn) => urn.endsWith(`::${other}`));
        assert.ok(waitsFor("uploads-wave-2", "uploads-settings-first") && waitsFor("uploads-wave-2", "own"));
        assert.ok(waitsFor("uploads-wave-3", "uploads-settings-second"));
        assert.ok(waitsFor("uploads-settings-second", "uploads-wave-2"));
        assert.ok(waitsFor("uploads-retirement", "uploads-connections-third"));
        const { inputs } = find("uploads-settings-second");
        assert.deepEqual(revealed(inputs.values), { A: "the-key-of-wave-2" });
        assert.equal((inputs.origin as { readonly generation: number }).generation, 2);
        assert.ok(!Object.hasOwn(inputs.place as object, "wave"));
        assert.deepEqual(
            (find("uploads-retirement").inputs.waves as { wave: number }[]).map(({ wave }) => wave),
            [2, 2],
        );
    });

    it("lets those read a secret who are named, and each app that refers to it, before that is written", async () => {
        const readers = [
            "00000000-0000-0000-0000-000000000001",
            { principalId: "00000000-0000-0000-0000-000000000002", principalType: "Group" as const },
        ];
        const registered = await pair({
            consumers: [
                keyVaultSecret({ resourceGroupName, vaultName: "vault", secretName: "uploads", readers }),
                appSettings({ resourceGroupName, site: "web", settings: { A: keyVaultReference("uploads") } }),
                appSettings({
                    resourceGroupName,
                    site: "web",
                    settings: { B: keyVaultReference("uploads") },
                    name: "again",
                }),
                appSettings({ resourceGroupName, site: "other", settings: { A: "key" } }),
            ],
        });
        const found = registered.filter(({ type }) => type.endsWith(":Reader"));
        assert.deepEqual(
            found.map(({ name, inputs }) => [name, inputs.principalId, inputs.principalType]),
            [
                ["uploads-secret-vault-uploads-reader-1", "00000000-0000-0000-0000-000000000001", "ServicePrincipal"],
                ["uploads-secret-vault-uploads-reader-2", "00000000-0000-0000-0000-000000000002", "Group"],
                ["uploads-settings-web-reads-uploads-secret-vault-uploads", undefined, "ServicePrincipal"],
            ],
        );
        assert.ok(
            found.every(({ dependencies }) =>
                dependencies.some((urn) => urn.endsWith("::uploads-secret-vault-uploads")),
            ),
        );
        const web = registered.find(({ name }) => name === "uploads-settings-web");
        assert.ok(web?.dependencies.some((urn) => urn.endsWith("-reads-uploads-secret-vault-uploads")));
    });

    it("gives nobody a secret to read who is not asked for, and the apps alone where only they are", async () => {
        const entry = { resourceGroupName, vaultName: "vault", secretName: "uploads" };
        const readers = async (appsRead?: boolean) => {
            const secret = keyVaultSecret(appsRead === undefined ? entry : { ...entry, appsRead });
            const registered = await pair({ consumers: [secret, SETTINGS] });
            return registered.filter(({ type }) => type.endsWith(":Reader")).length;
        };
        assert.deepEqual([await readers(), await readers(true)], [0, 1]);
    });

    it("keeps a secret whose entry is removed, and has it deleted by a resource of its own where the entry says so (rule 27)", async () => {
        const entry = { resourceGroupName, vaultName: "vault", secretName: "uploads" };
        const registered = await pair({
            consumers: [
                keyVaultSecret({ ...entry, secretName: "kept" }),
                keyVaultSecret({ ...entry, onRemove: "delete" }),
            ],
        });
        const secrets = registered.filter(({ type }) => type === "azure-native:keyvault:Secret");
        assert.deepEqual(
            secrets.map(({ retainOnDelete }) => retainOnDelete),
            [true, true],
        );
        const { name, inputs, dependencies } = only(registered, ":SecretRemoval");
        assert.equal(name, "uploads-secret-vault-uploads-removal");
        assert.deepEqual(inputs.secret, { kind: "keyVaultSecret", argument: "consumers[1]", ...entry });
        assert.equal(inputs.secretUri, "https://v.vault.azure.net/secrets/uploads");
        assert.ok(dependencies.some((urn) => urn.endsWith("::uploads-secret-vault-uploads")));
    });

    it("names a secret by its own entry alone, so that another one may be removed", async () => {
        const entry = { resourceGroupName, secretName: "uploads" };
        const [one, other] = [
            { ...entry, vaultName: "one" },
            { ...entry, vaultName: "other" },
        ];
        const names = async (...secrets: readonly KeyVaultSecretArgs[]) =>
            (await pair({ consumers: secrets.map(keyVaultSecret) }))
                .filter(({ type }) => type === "azure-native:keyvault:Secret")
                .map(({ name }) => name);
        assert.deepEqual(await names(one, other), ["uploads-secret-one-uploads", "uploads-secret-other-uploads"]);
        assert.deepEqual(await names(other), ["uploads-secret-other-uploads"]);
        const computed = { ...entry, vaultName: output("one") };
        await assert.rejects(names(computed, { ...computed, vaultName: output("other") }), /give one of them a `name`/);
        const named = { ...computed, vaultName: output("other"), name: "other" };
        assert.deepEqual(await names(computed, named), ["uploads-secret-uploads", "uploads-secret-other"]);
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
            consumers: [
                appSettings({ resourceGroupName, site: "web", settings: { A: "key" } }),
                appSettings({ resourceGroupName, site: "web", settings: { B: "key" } }),
                appSettings({ resourceGroupName, site: "web", slot: "staging", settings: { A: "key" } }),
                appSettings({ resourceGroupName, site: output("computed"), settings: { A: "key" }, name: "api" }),
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
                consumers: [],
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
            assert.equal((await drawn("uploads-material", { rotationTrigger: "4" })).trigger, "'4'");
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

    it("makes a resource of a type of its own for each consumer, which Rotation and Retirement are told of", async () => {
        const mount = { accountName: output("uploads"), shareName: "photos", mountPath: "/photos" };
        const registered = await pair({
            consumers: [
                connectionStrings({
                    resourceGroupName,
                    site: "web",
                    connectionStrings: { UPLOADS: { value: "key", type: "Custom" } },
                }),
                connectionStrings({
                    resourceGroupName,
                    site: "web",
                    slot: "staging",
                    connectionStrings: { UPLOADS: { value: "connectionString" } },
                }),
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
            argument: "consumers[2]",
            resourceGroupName,
            site: "web",
            mounts: { photos: { ...mount, accountName: "uploads" } },
        });
        assert.deepEqual(revealed(inputs.values), { photos: "the-key" });
        const { dependencies, inputs: told } = only(registered, ":Retirement");
        assert.ok(dependencies.some((urn) => urn.endsWith("::uploads-mounts-api")));
        assert.deepEqual((told.consumers as unknown[]).at(-1), inputs.place);
    });

    it("registers container apps, jobs and configuration stores the same way", async () => {
        const registered = await pair({
            consumers: [
                SECRET,
                containerAppSecrets({ resourceGroupName, containerApp: "api", secrets: { uploads: "key" } }),
                containerAppJobSecrets({ resourceGroupName, job: "nightly", secrets: { uploads: "key" } }),
                appConfigurationKeyValues({
                    resourceGroupName,
                    configStoreName: "shared",
                    label: "prod",
                    keyValues: { "Uploads:Key": "key", "Uploads:Photos": keyVaultReference("uploads") },
                    cachedFor: "5m",
                }),
            ],
        });
        assert.deepEqual(
            registered
                .map(({ type, name }) => `${type.split(":").at(-1)} ${name}`)
                .filter((line) => /^Container|^AppConfiguration/.test(line))
                .sort(),
            [
                "AppConfigurationKeyValues uploads-keyvalues-shared-prod",
                "ContainerAppJobSecrets uploads-containerjob-nightly",
                "ContainerAppSecrets uploads-containerapp-api",
            ],
        );
        const { inputs } = only(registered, ":AppConfigurationKeyValues");
        const values = revealed(inputs.values) as Readonly<Record<string, string>>;
        assert.equal(values["Uploads:Key"], "the-key");
        assert.match(values["Uploads:Photos"] ?? "", /^@Microsoft\.KeyVault\(SecretUri=https:/);
        assert.deepEqual(Object.keys(inputs.references as object), ["Uploads:Photos"]);
    });

    it("names what takes the key by a call or from a program after the names in its path, or its label", async () => {
        const registered = await pair({
            consumers: [
                armAction({
                    path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post/sync",
                    apiVersion: "2026-01-01",
                }),
                armAction({ path: output("/resourceGroups/rg/providers/T/t/known-later"), apiVersion: "2026-01-01" }),
                commandConsumer({ label: "ci/KEY", command: ["./set"], content: "connectionString" }),
            ],
        });
        assert.deepEqual(
            registered
                .map(({ type, name }) => `${type} ${name}`)
                .filter((line) => /:ArmAction |:CommandConsumer /.test(line))
                .sort(),
            [
                "pulumi-nodejs:dynamic/two-key:ArmAction uploads-action",
                "pulumi-nodejs:dynamic/two-key:ArmAction uploads-action-post-sync",
                "pulumi-nodejs:dynamic/two-key:CommandConsumer uploads-command-ci/KEY",
            ],
        );
        const { inputs } = only(registered, ":CommandConsumer");
        assert.deepEqual(inputs.place, {
            kind: "commandConsumer",
            argument: "consumers[2]",
            label: "ci/KEY",
            command: ["./set"],
            content: "connectionString",
        });
        assert.equal(JSON.stringify(inputs.place).includes("the-key"), false);
    });

    it("calls services that read the keys themselves once more, when Retirement has made one anew", async () => {
        const registered = await pair({
            consumers: [
                batchAutoStorage({ resourceGroupName, accountName: "jobs", wave: 2 }),
                armAction({
                    path: "/resourceGroups/rg/providers/T/t/x",
                    apiVersion: "2026-01-01",
                    method: "PUT",
                    body: {},
                }),
            ],
        });
        const { name, inputs, dependencies } = only(registered, ":AfterRetirement");
        assert.equal(name, "uploads-batch-jobs-retired");
        assert.deepEqual(inputs.place, {
            kind: "afterRetirement",
            argument: "consumers[0]",
            of: { kind: "batchAutoStorage", argument: "consumers[0]", resourceGroupName, accountName: "jobs" },
        });
        assert.ok(dependencies.some((urn) => urn.endsWith("::uploads-retirement")));
        const { dependencies: waited } = only(registered, ":Retirement");
        assert.ok(!waited.some((urn) => urn.endsWith("-retired")));
    });

    it("refuses a holder of an unknown kind by where it stands", async () => {
        await assert.rejects(
            pair({ consumers: [{ kind: "prayer" }] }),
            /uploads: consumers\[0\] "prayer" is no consumer; make one with a function: .*connectionStrings/,
        );
    });

    it("gives places a SAS that is secret and the same in each run, and a secret that ends with it", async () => {
        const photos = sas({ permissions: "r", validFor: "10d", container: "photos" });
        const changes = {
            consumers: [
                keyVaultSecret({ resourceGroupName, vaultName: "vault", secretName: "photos", content: photos }),
                appSettings({ resourceGroupName, site: "web", settings: { PHOTOS: photos, KEY: "key" } }),
            ],
        } as const;
        const [first, second] = [await pair(changes), await pair(changes)];
        const { properties } = revealed(only(first, "keyvault:Secret").inputs) as {
            properties: { value: string; contentType: string; attributes: { expires: number } };
        };
        assert.match(properties.value, /^sv=2022-11-02&.*se=2026-12-04T10%3A00%3A00Z.*&sig=/);
        assert.equal(properties.contentType, "sas");
        assert.equal(properties.attributes.expires, Date.UTC(2026, 11, 4, 10) / 1_000);
        const { values } = revealed(only(first, ":AppSettings").inputs) as { values: Readonly<Record<string, string>> };
        assert.deepEqual(values, { PHOTOS: properties.value, KEY: "the-key" });
        assert.deepEqual(only(second, ":AppSettings").inputs, only(first, ":AppSettings").inputs);
        for (const registered of [...first, ...second]) {
            assert.ok(!JSON.stringify(registered.sent, withoutSecrets).includes("sig="), registered.name);
        }
    });

    it("is asked for a SAS by the program, which is secret", async () => {
        let made: Output<string> | undefined;
        let inOwn: Output<string> | undefined;
        const photos = { permissions: "r", validFor: "10d", container: output("photos"), form: "url" } as const;
        await registeredBy(() => {
            const withOwn = args({
                consumers: [
                    own((key) => {
                        inOwn = key.sas(photos);
                        return [];
                    }),
                ],
            });
            made = new RotatingKeyPair("uploads", withOwn).sas(photos);
        });
        assert.ok(made !== undefined && inOwn !== undefined);
        assert.match(await resolved(made), /^https:\/\/uploads\.blob\.core\.windows\.net\/photos\?sv=.*&sig=/);
        assert.equal(await resolved(inOwn), await resolved(made));
        assert.equal(await isSecret(made), true);
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
