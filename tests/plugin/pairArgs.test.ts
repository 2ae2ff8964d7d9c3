import assert from "node:assert/strict";
import { InputPropertyError, type Inputs, output } from "@pulumi/pulumi";
import {
    acknowledged,
    appConfigurationKeyValues,
    appSettings,
    armAction,
    automationVariable,
    batchAutoStorage,
    command,
    commandConsumer,
    connectionStrings,
    containerAppJobSecrets,
    containerAppSecrets,
    custom,
    grace,
    httpHealthy,
    iotHubEndpoints,
    keyAccepted,
    keyVaultReference,
    keyVaultSecret,
    linkedService,
    machineLearningWorkspace,
    mediaServicesAccount,
    moduleGate,
    namedValue,
    sas,
    serviceBusQueueRule,
    storageAccount,
    storageMounts,
    template,
    unused,
    vaultPair,
} from "../../components/index";
import { pairArgs } from "../../plugin/pairArgs";

const resourceGroupName = "rg";
const place = { resourceGroupName, site: "web" };
const base = { source: { storageAccount: { resourceGroupName, accountName: "uploads" } } };

const consumersOf = (...consumers: readonly Inputs[]) => pairArgs({ ...base, consumers }).consumers;

describe("the arguments of a program in another language", () => {
    it("name the source as the function that makes it in TypeScript", () => {
        assert.deepEqual(pairArgs(base).source, storageAccount({ resourceGroupName, accountName: "uploads" }));
        const rule = { resourceGroupName, namespaceName: "ns", queueName: "a/b", authorizationRuleName: "rule" };
        assert.deepEqual(pairArgs({ source: { serviceBusQueueRule: rule } }).source, serviceBusQueueRule(rule));
    });

    it("name a pair of one's own", () => {
        const secrets = { vaultUri: "https://keys.vault.azure.net", secretNames: ["one", "two"] as [string, string] };
        assert.deepEqual(pairArgs({ source: { vaultPair: secrets } }).source, vaultPair(secrets));
        const module = { module: "./keys.js", config: { user: "u", limits: { calls: 3 } } };
        assert.deepEqual(pairArgs({ source: { custom: module } }).source, custom(module));
    });

    it("keep outputs where values are", () => {
        const accountName = output("uploads");
        const { source } = pairArgs({ source: { storageAccount: { resourceGroupName, accountName } } });
        assert.equal((source as typeof source & { readonly name: unknown }).name, accountName);
    });

    it("give a SAS, a template or a reference in place of the key", () => {
        const photos = { permissions: "r", validFor: "120d", container: "photos" };
        const secret = { resourceGroupName, vaultName: "v", secretName: "s" };
        const made = consumersOf(
            { keyVaultSecret: { ...secret, content: { sas: { ...photos, form: "url" } } } },
            {
                keyVaultSecret: {
                    ...secret,
                    content: { content: "connectionString" },
                    readers: [{ principalId: "p" }],
                },
            },
            {
                appSettings: {
                    ...place,
                    onRemove: "delete",
                    settings: {
                        KEY: { content: "key" },
                        PHOTOS: { sas: photos },
                        JAAS: { template: { text: "password={key}" } },
                        UPLOADS: { keyVaultReference: { secretName: "s", form: "versionless" } },
                    },
                },
            },
        );
        assert.deepEqual(made, [
            keyVaultSecret({ ...secret, content: sas({ ...photos, form: "url" }) }),
            keyVaultSecret({ ...secret, content: "connectionString", readers: [{ principalId: "p" }] }),
            appSettings({
                ...place,
                onRemove: "delete",
                settings: {
                    KEY: "key",
                    PHOTOS: sas(photos),
                    JAAS: template("password={key}"),
                    UPLOADS: keyVaultReference("s", { form: "versionless" }),
                },
            }),
        ]);
    });

    it("give every gate that a program in TypeScript has, with its defaults", () => {
        const given = { rotatedAt: "2026-11-24T10:00:00.000Z", keyFingerprint: "a".repeat(64) };
        const gates = [
            { grace: { duration: "48h" } },
            { acknowledged: { name: "media", given } },
            { acknowledged: { name: "nobody yet" } },
            { httpHealthy: { url: "https://web/healthz", expect: { status: 204 } } },
            { keyAccepted: {} },
            { command: { argv: ["./check", "--fast"] } },
            { moduleGate: { module: "./gate.js", config: { depth: 3 } } },
            { unused: { workspaceId: "w", quietFor: "7d", services: ["blob"] } },
        ];
        assert.deepEqual(pairArgs({ ...base, gates }).gates, [
            grace("48h"),
            acknowledged("media", given),
            acknowledged("nobody yet", undefined),
            httpHealthy("https://web/healthz", { expect: { status: 204 } }),
            keyAccepted(),
            command(["./check", "--fast"]),
            moduleGate("./gate.js", { depth: 3 }),
            unused({ workspaceId: "w", quietFor: "7d", services: ["blob"] }),
        ]);
    });

    it("give consumers in App Service and Container Apps as a program in TypeScript does", () => {
        const mount = { accountName: "uploads", shareName: "share", mountPath: "/mounts/uploads" };
        const secrets = { uploads: { content: "key" } };
        const keyValues = { "Uploads:Key": { content: "connectionString" } };
        const store = { resourceGroupName, configStoreName: "shared", label: "prod", cachedFor: "5m" };
        const made = consumersOf(
            {
                connectionStrings: {
                    ...place,
                    connectionStrings: { C: { value: { content: "key" }, type: "Custom" } },
                },
            },
            { storageMounts: { ...place, mounts: { D: mount } } },
            { containerAppSecrets: { resourceGroupName, containerApp: "api", secrets, identity: "system" } },
            { containerAppJobSecrets: { resourceGroupName, job: "nightly", secrets, cachedFor: "6h", wave: 2 } },
            { appConfigurationKeyValues: { ...store, keyValues } },
        );
        const declared = { uploads: "key" } as const;
        assert.deepEqual(made, [
            connectionStrings({ ...place, connectionStrings: { C: { value: "key", type: "Custom" } } }),
            storageMounts({ ...place, mounts: { D: mount } }),
            containerAppSecrets({ resourceGroupName, containerApp: "api", secrets: declared, identity: "system" }),
            containerAppJobSecrets({ resourceGroupName, job: "nightly", secrets: declared, cachedFor: "6h", wave: 2 }),
            appConfigurationKeyValues({ ...store, keyValues: { "Uploads:Key": "connectionString" } }),
        ]);
    });

    it("give every other consumer with the very arguments of TypeScript", () => {
        const cases = {
            machineLearningWorkspace: [machineLearningWorkspace, { workspaceName: "ml", name: "own" }],
            batchAutoStorage: [batchAutoStorage, { accountName: "jobs", subscriptionId: "s" }],
            mediaServicesAccount: [mediaServicesAccount, { accountName: "films", storageAccountId: "id" }],
            namedValue: [namedValue, { serviceName: "api", namedValueId: "v", content: "key" }],
            iotHubEndpoints: [iotHubEndpoints, { hubName: "hub", routing: ["archive"] }],
            linkedService: [
                linkedService,
                { factoryName: "f", linkedServiceName: "l", definition: { type: "T" }, contentAt: "/key" },
            ],
            automationVariable: [automationVariable, { automationAccountName: "a", variableName: "v" }],
            armAction: [
                armAction,
                { path: "/p", apiVersion: "2026", method: "PUT", body: { a: [1] }, check: { expect: { "/v": "x" } } },
            ],
            commandConsumer: [commandConsumer, { label: "ci", command: ["./set"], look: ["./get"], cachedFor: "1h" }],
        } as const;
        for (const [name, [make, args]] of Object.entries(cases)) {
            const whole = { resourceGroupName, ...args };
            const [made] = consumersOf({ [name]: whole }) ?? [];
            assert.deepEqual(made, (make as (args: object) => unknown)(whole), name);
        }
    });

    it("say how dependents are looked for, without what is null", () => {
        const alsoHeldBy = [{ name: "Storage Explorer", owner: "media", kind: "byHand" }];
        const { dependents } = pairArgs({ ...base, dependents: { unregistered: "warn", alsoHeldBy, maxCalls: null } });
        assert.deepEqual(dependents, { unregistered: "warn", alsoHeldBy });
        assert.equal("dependents" in pairArgs(base), false);
    });

    it("leave a name that no argument has to the pair, which refuses it", () => {
        const [made] = consumersOf({ appSettings: { ...place, slott: "staging", settings: {} } }) ?? [];
        assert.equal((made as unknown as Inputs).slott, "staging");
    });

    const wrong: readonly [string, string, Inputs][] = [
        ["a service that is none", "source", { source: { teapot: {} } }],
        ["a service by a name that every object has", "source", { source: { toString: {} } }],
        ["no service", "source", { source: {} }],
        ["a source that is an output", "source", { source: output({}) }],
        ["a gate that is none", "gates[1]", { gates: [{ keyAccepted: {} }, { constructor: {} }] }],
        ["a gate that is text", "gates[0].grace", { gates: [{ grace: "48h" }] }],
        ["two consumers in one", "consumers[0]", { consumers: [{ appSettings: {}, namedValue: {} }] }],
        ["a consumer that is none", "consumers[0]", { consumers: [{ pocket: {} }] }],
        ["a consumer that is an output", "consumers[0]", { consumers: [output({})] }],
        [
            "a setting that says nothing",
            "consumers[0].appSettings.settings.A",
            { consumers: [{ appSettings: { ...place, settings: { A: {} } } }] },
        ],
        [
            "a setting that says two things",
            "consumers[0].appSettings.settings.A",
            { consumers: [{ appSettings: { ...place, settings: { A: { content: "key", template: {} } } } }] },
        ],
    ];
    for (const [what, property, args] of wrong) {
        it(`are refused by the name of the argument for ${what}`, () => {
            assert.throws(
                () => pairArgs({ ...base, ...args }),
                (error) => InputPropertyError.isInstance(error) && error.propertyPath === property,
            );
        });
    }
});
