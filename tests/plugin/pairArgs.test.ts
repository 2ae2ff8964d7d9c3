import assert from "node:assert/strict";
import { InputPropertyError, output } from "@pulumi/pulumi";
import type { RotatingKeyPairArgs } from "../../components/arguments/rotatingKeyPairArgs";
import {
    acknowledged,
    appConfigurationKeyValues,
    armAction,
    automationVariable,
    batchAutoStorage,
    command,
    commandHolder,
    connectionStrings,
    containerAppJobSecrets,
    containerAppSecrets,
    custom,
    grace,
    httpHealthy,
    iotHubEndpoints,
    keyAccepted,
    keyVaultReference,
    linkedService,
    machineLearningWorkspace,
    mediaServicesAccount,
    moduleGate,
    namedValue,
    sas,
    storageAccount,
    storageMounts,
    unused,
    vaultPair,
} from "../../components/index";
import type { Gate, RotatingKeyPairPluginArgs } from "../../plugin/args";
import { pairArgs } from "../../plugin/pairArgs";

const place = { resourceGroupName: "rg", site: "web" };
const base: RotatingKeyPairPluginArgs = {
    source: { service: "storageAccount", resourceGroupName: "rg", names: ["uploads"] },
};

describe("the arguments of a program in another language", () => {
    it("name the source that a Node program makes by a function", () => {
        assert.deepEqual(
            pairArgs(base).source,
            storageAccount({ resourceGroupName: "rg", accountName: "uploads" }) satisfies RotatingKeyPairArgs["source"],
        );
    });

    it("name a nested resource by its parents first, a slash in a name as paths have it", () => {
        const source = { service: "serviceBusQueueRule", resourceGroupName: "rg", names: ["ns", "a/b", "rule"] };
        assert.deepEqual(pairArgs({ source }).source, {
            service: "serviceBusQueueRule",
            resourceGroupName: "rg",
            name: "ns/a~b/rule",
        });
    });

    it("name a pair of one's own", () => {
        const vaultUri = "https://keys.vault.azure.net";
        assert.deepEqual(
            pairArgs({ source: { service: "vaultPair", vaultUri, secretNames: ["one", "two"] } }).source,
            vaultPair({ vaultUri, secretNames: ["one", "two"] }),
        );
        assert.deepEqual(
            pairArgs({ source: { service: "custom", module: "./keys.js", config: { user: "u" } } }).source,
            custom({ module: "./keys.js", config: { user: "u" } }),
        );
    });

    it("give a SAS to a secret and to a setting", () => {
        const photos = { permissions: "r", validFor: "120d", container: "photos" };
        const secret = { resourceGroupName: "rg", vaultName: "v", secretName: "s" };
        const made = pairArgs({
            ...base,
            keyVaultSecrets: [{ ...secret, sas: { ...photos, form: "url" } }, secret],
            appSettings: [{ ...place, settings: { PHOTOS: { sas: photos } } }],
        });
        assert.deepEqual(made.keyVaultSecrets, [{ ...secret, content: sas({ ...photos, form: "url" }) }, secret]);
        assert.deepEqual(made.appSettings, [{ ...place, settings: { PHOTOS: sas(photos) } }]);
        assert.throws(
            () => pairArgs({ ...base, keyVaultSecrets: [{ ...secret, content: "key", sas: photos }] }),
            /either `content` or `sas`/,
        );
        assert.throws(
            () => pairArgs({ ...base, appSettings: [{ ...place, settings: { A: { content: "key", sas: photos } } }] }),
            /one of `content`, `sas` and `secretName`/,
        );
    });

    it("give every gate that a Node program has, with its defaults", () => {
        const gates: Gate[] = [
            { kind: "grace", duration: "48h" },
            { kind: "acknowledged", name: "media", generation: 2 },
            { kind: "httpHealthy", url: "https://web/healthz", status: 204 },
            { kind: "keyAccepted" },
            { kind: "command", command: ["./check", "--fast"] },
            { kind: "module", module: "./gate.js", config: { depth: "3" } },
            { kind: "unused", workspaceId: "w", quietFor: "7d", services: ["blob"] },
        ];
        assert.deepEqual(pairArgs({ ...base, gates }).gates, [
            grace("48h"),
            acknowledged("media", 2),
            httpHealthy("https://web/healthz", { expect: { status: 204 } }),
            keyAccepted(),
            command(["./check", "--fast"]),
            moduleGate("./gate.js", { depth: "3" }),
            unused({ workspaceId: "w", quietFor: "7d", services: ["blob"] }),
        ]);
    });

    it("give settings, connection strings and mounts as a Node program does", () => {
        const mount = { accountName: "uploads", shareName: "share", mountPath: "/mounts/uploads" };
        const { appSettings, holders } = pairArgs({
            ...base,
            appSettings: [{ ...place, settings: { A: { content: "key" }, B: { secretName: "uploads" } } }],
            holders: [
                {
                    ...place,
                    kind: "connectionStrings",
                    connectionStrings: { C: { secretName: "uploads", form: "versionless", type: "ServiceBus" } },
                },
                { ...place, kind: "storageMounts", mounts: { D: mount } },
            ],
        });
        assert.deepEqual(appSettings, [{ ...place, settings: { A: "key", B: keyVaultReference("uploads") } }]);
        assert.deepEqual(holders, [
            connectionStrings({
                ...place,
                connectionStrings: {
                    C: { value: keyVaultReference("uploads", { form: "versionless" }), type: "ServiceBus" },
                },
            }),
            storageMounts({ ...place, mounts: { D: mount } }),
        ]);
    });

    it("give secrets of container apps and jobs, and key-values, as a Node program does", () => {
        const resourceGroupName = "rg";
        const secrets = { uploads: { content: "key" }, photos: { secretName: "uploads" } };
        const { holders } = pairArgs({
            ...base,
            holders: [
                { resourceGroupName, kind: "containerAppSecrets", containerApp: "api", secrets, identity: "system" },
                {
                    resourceGroupName,
                    kind: "containerAppJobSecrets",
                    job: "nightly",
                    secrets,
                    cachedFor: "6h",
                    wave: 2,
                },
                {
                    resourceGroupName,
                    kind: "appConfigurationKeyValues",
                    configStoreName: "shared",
                    keyValues: { "Uploads:Key": { content: "connectionString" } },
                    label: "prod",
                    sentinel: "sentinel",
                    cachedFor: "5m",
                },
            ],
        });
        const declared = { uploads: "key", photos: keyVaultReference("uploads") } as const;
        assert.deepEqual(holders, [
            containerAppSecrets({ resourceGroupName, containerApp: "api", secrets: declared, identity: "system" }),
            containerAppJobSecrets({ resourceGroupName, job: "nightly", secrets: declared, cachedFor: "6h", wave: 2 }),
            appConfigurationKeyValues({
                resourceGroupName,
                configStoreName: "shared",
                keyValues: { "Uploads:Key": "connectionString" },
                label: "prod",
                sentinel: "sentinel",
                cachedFor: "5m",
            }),
        ]);
    });

    it("give places outside App Service as a Node program does", () => {
        const resourceGroupName = "rg";
        const body = { properties: { isSecret: true } };
        const definition = { type: "AzureBlobStorage" };
        const call = { path: "/resourceGroups/rg/providers/Microsoft.Mail/senders/post", apiVersion: "2026-01-01" };
        const { holders } = pairArgs({
            ...base,
            holders: [
                { kind: "machineLearningWorkspace", resourceGroupName, workspaceName: "ml", name: "own" },
                { kind: "batchAutoStorage", resourceGroupName, accountName: "jobs", subscriptionId: "s" },
                { kind: "mediaServicesAccount", resourceGroupName, accountName: "films", storageAccountId: "id" },
                { kind: "namedValue", resourceGroupName, serviceName: "api", namedValueId: "v", content: "key" },
                { kind: "iotHubEndpoints", resourceGroupName, hubName: "hub", routing: ["archive"] },
                {
                    kind: "linkedService",
                    resourceGroupName,
                    factoryName: "f",
                    linkedServiceName: "l",
                    definition: JSON.stringify(definition),
                    contentAt: "/typeProperties/key",
                },
                { kind: "automationVariable", resourceGroupName, automationAccountName: "a", variableName: "v" },
                { kind: "armAction", ...call, method: "PUT", body: JSON.stringify(body), check: { contentAt: "/v" } },
                { kind: "commandHolder", label: "ci", command: ["./set"], look: ["./get"], cachedFor: "1h" },
            ],
        });
        assert.deepEqual(holders, [
            machineLearningWorkspace({ resourceGroupName, workspaceName: "ml", name: "own" }),
            batchAutoStorage({ resourceGroupName, accountName: "jobs", subscriptionId: "s" }),
            mediaServicesAccount({ resourceGroupName, accountName: "films", storageAccountId: "id" }),
            namedValue({ resourceGroupName, serviceName: "api", namedValueId: "v", content: "key" }),
            iotHubEndpoints({ resourceGroupName, hubName: "hub", routing: ["archive"] }),
            linkedService({
                resourceGroupName,
                factoryName: "f",
                linkedServiceName: "l",
                definition,
                contentAt: "/typeProperties/key",
            }),
            automationVariable({ resourceGroupName, automationAccountName: "a", variableName: "v" }),
            armAction({ ...call, method: "PUT", body, check: { contentAt: "/v" } }),
            commandHolder({ label: "ci", command: ["./set"], look: ["./get"], cachedFor: "1h" }),
        ]);
    });

    it("say how dependents are looked for, without what is left out", () => {
        const alsoHeldBy = [{ name: "Storage Explorer", owner: "media", kind: "byHand" }];
        const dependents: object = { unregistered: "warn", alsoHeldBy, maxCalls: undefined };
        assert.deepEqual(pairArgs({ ...base, dependents } as RotatingKeyPairPluginArgs).dependents, {
            unregistered: "warn",
            alsoHeldBy,
        });
        assert.equal("dependents" in pairArgs(base), false);
    });

    const wrong: readonly [string, string, Partial<Record<keyof RotatingKeyPairPluginArgs, unknown>>][] = [
        ["a service that is none", "source.service", { source: { service: "teapot", names: [] } }],
        ["a service by a name that every object has", "source.service", { source: { service: "toString", names: [] } }],
        ["a resource without a group", "source.resourceGroupName", { source: { service: "maps", names: ["m"] } }],
        [
            "two secrets that are three",
            "source.secretNames",
            { source: { service: "vaultPair", vaultUri: "https://v", secretNames: ["a", "b", "c"] } },
        ],
        ["a gate that is none", "gates[1].kind", { gates: [{ kind: "keyAccepted" }, { kind: "constructor" }] }],
        ["a gate without what it needs", "gates[0].duration", { gates: [{ kind: "grace" }] }],
        ["a holder that is none", "holders[0].kind", { holders: [{ ...place, kind: "pocket" }] }],
        ["a holder without what it needs", "holders[0].path", { holders: [{ kind: "armAction", apiVersion: "2026" }] }],
        [
            "a web app without its name",
            "holders[0].site",
            { holders: [{ kind: "storageMounts", resourceGroupName: "rg" }] },
        ],
        [
            "a body that is no object",
            "holders[0].body",
            { holders: [{ kind: "armAction", path: "/p", apiVersion: "2026", body: "[1]" }] },
        ],
        [
            "a holder without what it needs",
            "holders[0].containerApp",
            { holders: [{ resourceGroupName: "rg", kind: "containerAppSecrets" }] },
        ],
        [
            "key-values whose readers nobody knows",
            "holders[0].cachedFor",
            { holders: [{ resourceGroupName: "rg", kind: "appConfigurationKeyValues", configStoreName: "shared" }] },
        ],
        ["mounts of no app", "holders[0].site", { holders: [{ resourceGroupName: "rg", kind: "storageMounts" }] }],
        [
            "a secret that says nothing",
            "holders[0].secrets.A",
            { holders: [{ ...place, kind: "containerAppSecrets", containerApp: "api", secrets: { A: {} } }] },
        ],
        [
            "a setting that says nothing",
            "appSettings[0].settings.A",
            { appSettings: [{ ...place, settings: { A: {} } }] },
        ],
        [
            "a setting that says two things",
            "appSettings[0].settings.A",
            { appSettings: [{ ...place, settings: { A: { content: "key", secretName: "uploads" } } }] },
        ],
        ["what must be written out and is an output", "gates", { gates: output([{ kind: "keyAccepted" }]) }],
    ];
    for (const [what, property, args] of wrong) {
        it(`are refused by the name of the argument for ${what}`, () => {
            assert.throws(
                () => pairArgs({ ...base, ...args } as RotatingKeyPairPluginArgs),
                (error) => InputPropertyError.isInstance(error) && error.propertyPath === property,
            );
        });
    }
});
