import assert from "node:assert/strict";
import { BoundedAsk } from "../../components/dependents/boundedAsk";
import { appConfigurationStores } from "../../components/dependents/kinds/appConfigurationStores";
import type { DataPlaneCall, Held, Scanner } from "../../components/dependents/scanner";
import { lookingActions, lookingDataActions, scanners } from "../../components/dependents/scanners";
import type { Body } from "../../sandbox/azure/arm/body";
import { type ShownResource, ShownResources } from "../../sandbox/azure/shown/shownResources";
import { GROUP, SUBSCRIPTION } from "./support/marks";
import { reading } from "./support/reading";
import { type SentCall, shownAccess } from "./support/shownAccess";

/** What is there of a kind, and what its scanner makes of it: `place: what it holds`. */
interface Case {
    readonly packageName: string;
    readonly resources: readonly Omit<ShownResource, "packageName">[];
    readonly held: readonly string[];
    readonly notLookedAt?: readonly string[];
    /** What the data plane of each resource lists, by its address. */
    readonly items?: Readonly<Record<string, readonly unknown[]>>;
    /** How many calls the resources take, their list aside. */
    readonly calls: number;
}

const web = `${GROUP}/Microsoft.Web/sites/web`;
const vault = `${GROUP}/Microsoft.KeyVault/vaults/keys`;
const uploads = `${GROUP}/Microsoft.Storage/storageAccounts/uploads`;
const secretUri = "https://keys.vault.azure.net/secrets/uploads";
const store = `${GROUP}/Microsoft.AppConfiguration/configurationStores/settings`;
const REFERENCE = "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8";
const several = `${GROUP}/Microsoft.App/containerApps/several`;
const job = `${GROUP}/Microsoft.StreamAnalytics/streamingjobs/job`;
const sql = `${GROUP}/Microsoft.Sql/servers/sql`;
const BLOBS = "https://uploads.blob.core.windows.net/";
const mount = { type: "AzureFiles", accountName: "uploads", shareName: "s", mountPath: "/s" };

const cases: Readonly<Record<string, Case>> = {
    "Microsoft.Web/sites": {
        packageName: "@azure/arm-appservice",
        resources: [
            shown(web, { state: "Stopped", enabled: false }),
            shown(`${web}/config/appsettings`, {}, { list: { properties: { UPLOADS: "a", EMPTY: "" } } }),
            shown(
                `${web}/config/connectionstrings`,
                {},
                { list: { properties: { DB: { value: "b", type: "Custom" } } } },
            ),
            shown(
                `${web}/config/azurestorageaccounts`,
                {},
                { list: { properties: { share: { ...mount, accessKey: "c" }, hidden: mount } } },
            ),
            shown(`${web}/slots/staging`),
            shown(`${web}/slots/staging/config/appsettings`, {}, { list: { properties: { UPLOADS: "d" } } }),
            shown(`${web}/slots/staging/config/connectionstrings`, {}, { list: { properties: {} } }),
            shown(`${web}/slots/staging/config/azurestorageaccounts`, {}, { list: { properties: {} } }),
        ],
        held: [
            "web/UPLOADS: text a",
            "web/EMPTY: text ",
            "web/DB: text b",
            "web/share: text c",
            "web/hidden: masked AccountName=uploads",
            "web/staging/UPLOADS: text d",
        ],
        calls: 4 + 3,
    },
    "Microsoft.App/containerApps": {
        packageName: "@azure/arm-appcontainers",
        resources: [
            shown(
                `${GROUP}/Microsoft.App/containerApps/api`,
                {
                    template: {
                        containers: [
                            {
                                env: [
                                    { name: "PLAIN", value: "p" },
                                    { name: "REF", secretRef: "key" },
                                ],
                                args: ["b"],
                            },
                        ],
                        initContainers: [{ env: [{ name: "FIRST", value: "i" }] }],
                    },
                },
                {
                    listSecrets: {
                        value: [
                            { name: "key", value: "a" },
                            { name: "kv", keyVaultUrl: secretUri },
                        ],
                    },
                },
            ),
            shown(`${GROUP}/Microsoft.App/containerApps/bare`, { configuration: { secrets: [] } }),
            shown(several, {
                configuration: { activeRevisionsMode: "Multiple", secrets: [] },
                latestRevisionName: "several--3",
            }),
            shown(`${several}/revisions/several--1`, { active: false, template: withVariable("1") }),
            shown(`${several}/revisions/several--2`, { active: true, template: withVariable("2") }),
            shown(`${several}/revisions/several--3`, { active: true, template: withVariable("3") }),
        ],
        held: [
            "api/key: text a",
            `api/kv: reference ${secretUri}`,
            "api/PLAIN: text p",
            "api/FIRST: text i",
            'api/template: text {"template":{"containers":[{"args":["b"]}],"initContainers":[{}]},"settings":{}}',
            'several/template: text {"settings":{"activeRevisionsMode":"Multiple"}}',
            "several/several--2/KEY: text 2",
            'several/several--2/template: text {"template":{"containers":[{}]},"settings":{}}',
        ],
        calls: 2,
    },
    "Microsoft.App/jobs": {
        packageName: "@azure/arm-appcontainers",
        resources: [
            shown(`${GROUP}/Microsoft.App/jobs/nightly`, {}, { listSecrets: { value: [{ name: "key", value: "a" }] } }),
        ],
        held: ["nightly/key: text a"],
        calls: 1,
    },
    "Microsoft.App/managedEnvironments": {
        packageName: "@azure/arm-appcontainers",
        resources: [
            shown(`${GROUP}/Microsoft.App/managedEnvironments/env`),
            shown(`${GROUP}/Microsoft.App/managedEnvironments/env/storages/share`, {
                azureFile: { accountName: "uploads", shareName: "s" },
            }),
            shown(`${GROUP}/Microsoft.App/managedEnvironments/env/storages/vaulted`, {
                azureFile: { accountName: "uploads", accountKeyVaultProperties: { keyVaultUrl: secretUri } },
            }),
            shown(`${GROUP}/Microsoft.App/managedEnvironments/env/storages/nfs`, { nfsAzureFile: { server: "s" } }),
            shown(
                `${GROUP}/Microsoft.App/managedEnvironments/env/daprComponents/state`,
                { componentType: "state.azure.blobstorage" },
                { listSecrets: { value: [{ name: "key", value: "a" }] } },
            ),
        ],
        held: ["env/share: masked AccountName=uploads", `env/vaulted: reference ${secretUri}`, "env/state/key: text a"],
        calls: 3,
    },
    "Microsoft.KeyVault/vaults": {
        packageName: "@azure/arm-keyvault",
        resources: [
            shown(vault),
            { ...shown(`${vault}/secrets/uploads`, { secretUri }), tags: { "two-key-fingerprint": "f" } },
            { ...shown(`${vault}/secrets/sample`, { secretUri }), tags: { ProviderAddress: uploads } },
            { ...shown(`${vault}/secrets/untagged`, { secretUri }), tags: { team: "a" } },
        ],
        held: ["uploads", "sample", "untagged"].map((name) => `keys/${name}: secret ${secretUri}`),
        notLookedAt: [
            "keys/untagged: only its value would tell, which is not read: its owner sees it by `az keyvault secret show`, and `dependents.alsoHeldBy` takes the answer",
        ],
        calls: 1,
    },
    "Microsoft.DataFactory/factories": {
        packageName: "@azure/arm-datafactory",
        resources: [
            shown(`${GROUP}/Microsoft.DataFactory/factories/etl`, {
                globalParameters: { key: { type: "String", value: "a" } },
            }),
            linked("blob", { connectionString: "AccountName=uploads;", encryptedCredential: "x" }),
            linked("identity", { serviceEndpoint: "https://uploads.blob.core.windows.net" }),
            linked("vault", { baseUrl: "https://keys.vault.azure.net/" }),
            linked("vaulted", {
                connectionString: "AccountName=uploads;",
                accountKey: { type: "AzureKeyVaultSecret", store: { referenceName: "vault" }, secretName: "uploads" },
            }),
        ],
        held: [
            'etl/globalParameters: text {"key":{"type":"String","value":"a"}}',
            'etl/identity: text {"serviceEndpoint":"https://uploads.blob.core.windows.net"}',
            'etl/vault: text {"baseUrl":"https://keys.vault.azure.net/"}',
            'etl/vaulted: text {"connectionString":"AccountName=uploads;","accountKey":{"type":"AzureKeyVaultSecret","store":{"referenceName":"vault"},"secretName":"uploads"}}',
            'etl/blob: masked {"connectionString":"AccountName=uploads;","encryptedCredential":"x"}',
            `etl/vaulted: reference ${secretUri}`,
        ],
        calls: 1,
    },
    "Microsoft.Batch/batchAccounts": {
        packageName: "@azure/arm-batch",
        resources: [
            shown(`${GROUP}/Microsoft.Batch/batchAccounts/render`, { autoStorage: { storageAccountId: uploads } }),
            shown(`${GROUP}/Microsoft.Batch/batchAccounts/keyless`, {
                autoStorage: { storageAccountId: uploads, authenticationMode: "BatchAccountManagedIdentity" },
            }),
            shown(`${GROUP}/Microsoft.Batch/batchAccounts/render/pools/gpu`, {
                mountConfiguration: [
                    { azureFileShareConfiguration: { accountName: "uploads" } },
                    {
                        azureBlobFileSystemConfiguration: {
                            accountName: "others",
                            identityReference: { resourceId: "i" },
                        },
                    },
                    { nfsMountConfiguration: {} },
                ],
                startTask: { commandLine: "a" },
            }),
        ],
        held: [
            `render: keyOf ${uploads}`,
            "render/gpu: masked AccountName=uploads",
            'render/gpu: text {"commandLine":"a"}',
        ],
        calls: 2,
    },
    "Microsoft.MachineLearningServices/workspaces": {
        packageName: "@azure/arm-machinelearning",
        resources: [
            shown(
                `${GROUP}/Microsoft.MachineLearningServices/workspaces/ml`,
                { storageAccount: uploads },
                { listStorageAccountKeys: { userStorageKey: "a" } },
            ),
            shown(`${GROUP}/Microsoft.MachineLearningServices/workspaces/hidden`, { storageAccount: uploads }),
            shown(
                `${GROUP}/Microsoft.MachineLearningServices/workspaces/ml/datastores/photos`,
                { datastoreType: "AzureBlob", accountName: "uploads", credentials: { credentialsType: "AccountKey" } },
                { listSecrets: { secretsType: "AccountKey", key: "b" } },
            ),
            shown(`${GROUP}/Microsoft.MachineLearningServices/workspaces/ml/datastores/keyless`, {
                accountName: "uploads",
                credentials: { credentialsType: "None" },
            }),
        ],
        held: ["ml: text a", "ml/photos: text b", `hidden: keyOf ${uploads}`],
        calls: 5,
    },
    "Microsoft.ApiManagement/service": {
        packageName: "@azure/arm-apimanagement",
        resources: [
            shown(`${GROUP}/Microsoft.ApiManagement/service/gate`),
            shown(`${GROUP}/Microsoft.ApiManagement/service/gate/namedValues/plain`, { value: "a", secret: false }),
            shown(
                `${GROUP}/Microsoft.ApiManagement/service/gate/namedValues/hidden`,
                { secret: true },
                { listValue: { value: "b" } },
            ),
            shown(`${GROUP}/Microsoft.ApiManagement/service/gate/namedValues/vaulted`, {
                secret: true,
                keyVault: { secretIdentifier: secretUri },
            }),
        ],
        held: ["gate/plain: text a", "gate/hidden: text b", `gate/vaulted: reference ${secretUri}`],
        calls: 2,
    },
    "Microsoft.Devices/IotHubs": {
        packageName: "@azure/arm-iothub",
        resources: [
            shown(`${GROUP}/Microsoft.Devices/IotHubs/hub`, {
                routing: {
                    endpoints: {
                        storageContainers: [
                            { name: "cold", connectionString: "AccountName=uploads;AccountKey=****" },
                            { name: "identity", authenticationType: "identityBased", endpointUri: "https://uploads" },
                        ],
                        eventHubs: [],
                    },
                },
                storageEndpoints: {
                    $default: { connectionString: "AccountName=uploads;AccountKey=****", containerName: "c" },
                },
            }),
        ],
        held: [
            "hub/cold: masked AccountName=uploads;AccountKey=****",
            "hub/file uploads: masked AccountName=uploads;AccountKey=****",
        ],
        calls: 0,
    },
    "Microsoft.Logic/workflows": {
        packageName: "@azure/arm-logic",
        resources: [
            shown(`${GROUP}/Microsoft.Logic/workflows/flow`, { definition: { key: "a" }, parameters: {} }),
            shown(`${GROUP}/Microsoft.Logic/workflows/bare`),
        ],
        held: ['flow/definition: text {"key":"a"}', "flow/parameters: text {}"],
        calls: 0,
    },
    "Microsoft.Automation/automationAccounts": {
        packageName: "@azure/arm-automation",
        resources: [
            shown(`${GROUP}/Microsoft.Automation/automationAccounts/ops`),
            shown(`${GROUP}/Microsoft.Automation/automationAccounts/ops/variables/key`, {
                value: '"a"',
                isEncrypted: false,
            }),
            shown(`${GROUP}/Microsoft.Automation/automationAccounts/ops/variables/hidden`, { isEncrypted: true }),
        ],
        held: ['ops/key: text "a"'],
        notLookedAt: [
            "ops/hidden: encrypted: a runbook of its owner sees it by `Get-AutomationVariable`, and `dependents.alsoHeldBy` takes the answer",
        ],
        calls: 1,
    },
    "Microsoft.Web/staticSites": {
        packageName: "@azure/arm-appservice",
        resources: [
            shown(
                `${GROUP}/Microsoft.Web/staticSites/pages`,
                {},
                { listAppSettings: { properties: { A: "a" } }, listFunctionAppSettings: { properties: { B: "b" } } },
            ),
        ],
        held: ["pages/A: text a", "pages/B: text b"],
        calls: 2,
    },
    "Microsoft.ContainerInstance/containerGroups": {
        packageName: "@azure/arm-containerinstance",
        resources: [
            shown(`${GROUP}/Microsoft.ContainerInstance/containerGroups/worker`, {
                volumes: [
                    { name: "share", azureFile: { storageAccountName: "uploads", shareName: "s" } },
                    { name: "tmp" },
                ],
                containers: [
                    {
                        name: "c",
                        properties: {
                            command: ["run", "b"],
                            environmentVariables: [{ name: "KEY", value: "a" }, { name: "HIDDEN" }],
                        },
                    },
                ],
                initContainers: [{ name: "i", properties: { environmentVariables: [{ name: "FIRST", value: "c" }] } }],
            }),
        ],
        held: [
            "worker/share: masked AccountName=uploads",
            "worker/KEY: text a",
            "worker/HIDDEN: text ",
            'worker/c: text ["run","b"]',
            "worker/FIRST: text c",
        ],
        calls: 0,
    },
    "Microsoft.AppConfiguration/configurationStores": {
        packageName: "@azure/arm-appconfiguration",
        resources: [
            shown(store, { endpoint: "https://settings.azconfig.io" }),
            shown(`${store}2`, { endpoint: "https://settings2.azconfig.azure.us/" }),
            shown(`${store}3`),
        ],
        items: {
            "https://settings.azconfig.io": [
                { key: "plain", label: null, value: "a", content_type: "" },
                { key: "a/b", label: "prod", value: "b", content_type: null, tags: { owner: "c" } },
                { key: "ref", label: "prod", value: JSON.stringify({ uri: secretUri }), content_type: REFERENCE },
                { key: "fake", label: "prod", value: "d", content_type: REFERENCE },
            ],
            "https://settings2.azconfig.azure.us": [],
        },
        held: [
            "settings/plain: text a",
            "settings/prod/a/b: text b",
            `settings/prod/ref: reference ${secretUri}`,
            "settings/prod/fake: text d",
        ],
        notLookedAt: ["settings3: it does not say where its data plane is"],
        calls: 2,
    },
    "Microsoft.Web/connections": {
        packageName: "@azure/arm-appservice",
        resources: [
            shown(`${GROUP}/Microsoft.Web/connections/azureblob`, {
                api: { name: "azureblob" },
                nonSecretParameterValues: { accountName: "uploads" },
            }),
            shown(`${GROUP}/Microsoft.Web/connections/azurequeues`, { parameterValues: { storageaccount: "uploads" } }),
            shown(`${GROUP}/Microsoft.Web/connections/newer`, {
                parameterValueSet: { name: "keyBasedAuth", values: { accountName: { value: "uploads" } } },
            }),
            shown(`${GROUP}/Microsoft.Web/connections/identity`, {
                parameterValueSet: { name: "managedIdentityAuth", values: { accountName: { value: "uploads" } } },
            }),
            shown(`${GROUP}/Microsoft.Web/connections/office`, { api: { name: "office365" } }),
        ],
        held: [
            'azureblob: masked {"nonSecretParameterValues":{"accountName":"uploads"}};AccountName=uploads',
            'azurequeues: masked {"parameterValues":{"storageaccount":"uploads"}};AccountName=uploads',
            'newer: masked {"parameterValueSet":{"name":"keyBasedAuth","values":{"accountName":{"value":"uploads"}}}};AccountName=uploads',
            "office: masked {}",
        ],
        calls: 0,
    },
    "Microsoft.StreamAnalytics/streamingjobs": {
        packageName: "@azure/arm-streamanalytics",
        resources: [
            shown(job, { jobStorageAccount: { accountName: "uploads" } }),
            shown(`${job}/inputs/photos`, {
                type: "Reference",
                datasource: {
                    type: "Microsoft.Storage/Blob",
                    properties: { storageAccounts: [{ accountName: "uploads", accountKey: null }] },
                },
            }),
            shown(`${job}/inputs/identity`, {
                type: "Stream",
                datasource: {
                    type: "Microsoft.Storage/Blob",
                    properties: { storageAccounts: [{ accountName: "uploads" }], authenticationMode: "Msi" },
                },
            }),
            shown(`${job}/outputs/table`, {
                datasource: { type: "Microsoft.Storage/Table", properties: { accountName: "uploads", table: "t" } },
            }),
            shown(`${job}2`, {
                jobStorageAccount: { accountName: "uploads", authenticationMode: "Msi" },
            }),
        ],
        held: [
            'job: masked {"accountName":"uploads"};AccountName=uploads',
            'job/photos: masked {"storageAccounts":[{"accountName":"uploads","accountKey":null}]};AccountName=uploads',
            'job/table: masked {"accountName":"uploads","table":"t"};AccountName=uploads',
        ],
        calls: 4,
    },
    "Microsoft.Compute/virtualMachines": {
        packageName: "@azure/arm-compute",
        resources: [
            shown(`${GROUP}/Microsoft.Compute/virtualMachines/vm`),
            shown(`${GROUP}/Microsoft.Compute/virtualMachines/vm/extensions/diagnostics`, {
                type: "IaaSDiagnostics",
                settings: { StorageAccount: "uploads" },
            }),
            shown(`${GROUP}/Microsoft.Compute/virtualMachines/vm/extensions/login`, { type: "AADLogin" }),
        ],
        held: ['vm/diagnostics: masked {"StorageAccount":"uploads"};AccountName=uploads'],
        calls: 1,
    },
    "Microsoft.Compute/virtualMachineScaleSets": {
        packageName: "@azure/arm-compute",
        resources: [
            shown(`${GROUP}/Microsoft.Compute/virtualMachineScaleSets/farm`, {
                virtualMachineProfile: {
                    extensionProfile: {
                        extensions: [
                            { name: "diagnostics", properties: { settings: { storageAccount: "uploads" } } },
                            { name: "health" },
                        ],
                    },
                },
            }),
            shown(`${GROUP}/Microsoft.Compute/virtualMachineScaleSets/flexible`),
        ],
        held: ['farm/diagnostics: masked {"storageAccount":"uploads"};AccountName=uploads'],
        calls: 0,
    },
    "Microsoft.Sql/servers": {
        packageName: "@azure/arm-sql",
        resources: [
            shown(sql),
            shown(`${sql}/auditingSettings/Default`, { state: "Enabled", storageEndpoint: BLOBS }),
            shown(`${sql}/extendedAuditingSettings/Default`, { state: "Enabled", storageEndpoint: BLOBS }),
            shown(`${sql}/devOpsAuditingSettings/Default`, {
                state: "Enabled",
                storageEndpoint: BLOBS,
                isManagedIdentityInUse: true,
            }),
            shown(`${sql}/securityAlertPolicies/Default`, { state: "Disabled", storageEndpoint: BLOBS }),
            shown(`${sql}/vulnerabilityAssessments/Default`, { storageContainerPath: `${BLOBS}va/` }),
            shown(`${sql}/databases/db`),
            shown(`${sql}/databases/db/auditingSettings/Default`, { state: "Enabled", storageEndpoint: BLOBS }),
            shown(`${sql}/databases/db/extendedAuditingSettings/Default`, { state: "Enabled", storageEndpoint: "" }),
        ],
        held: [
            `sql/extendedAuditingSettings: masked ${BLOBS}`,
            `sql/vulnerabilityAssessments: masked ${BLOBS}va/`,
            `sql/db/auditingSettings: masked ${BLOBS}`,
        ],
        calls: 6 + 2,
    },
};

describe("the kinds of resources that are looked at", () => {
    it("are all tried here", () => {
        assert.deepEqual(scanners.map(({ type }) => type).sort(), Object.keys(cases).sort());
    });

    it("are only read: no action is a write, and a POST shows what is asked for", () => {
        for (const action of [...lookingActions, ...lookingDataActions]) {
            assert.match(action, /\/(read|list\w*\/action)$/i);
        }
    });
});

for (const scanner of scanners) {
    const { packageName, resources, held, notLookedAt = [], calls, items = {} } = cases[scanner.type] ?? missing();
    describe(`what ${scanner.type} hold`, () => {
        let found: readonly Held[];
        let sent: readonly SentCall[];
        let missed: readonly string[];
        let asked: readonly DataPlaneCall[];

        before(async function () {
            this.timeout(60_000); // to read a package takes a moment
            const all = new ShownResources();
            await all.serve(packageName);
            for (const resource of resources) {
                await all.add({ ...resource, packageName });
            }
            ({ found, sent, missed, asked } = await scan(scanner, all, items));
        });

        it("is told by answers as the package shapes them, each with its place", () => {
            assert.deepEqual(
                found.map(({ place, content }) => `${place}: ${contentText(content)}`).sort(),
                [...held].sort(),
            );
        });

        it("is asked for by paths, methods and versions of the package, and as often as the documentation says", () => {
            assert.equal(sent.length + asked.length, calls + 1);
            assert.deepEqual(missed, notLookedAt);
        });

        it("needs the rights that it says, and no others", () => {
            const needed = [...new Set(sent.map(({ action }) => action.toLowerCase()))].sort();
            assert.deepEqual(needed, scanner.actions.map((action) => action.toLowerCase()).sort());
            assert.equal(asked.length > 0, scanner.dataActions !== undefined);
        });
    });
}

describe("the key-values of an App Configuration store", () => {
    const audiences: Readonly<Record<string, string>> = {
        "https://s.azconfig.io": "https://appconfig.azure.com",
        "https://s.azconfig.azure.us": "https://appconfig.azure.us",
        "https://s.appconfig.azure.cn/": "https://appconfig.azure.cn",
        "https://127.0.0.1:8443/s": "https://appconfig.azure.com",
    };
    for (const [endpoint, audience] of Object.entries(audiences)) {
        it(`are asked for at ${endpoint}, every label of them, with a token for ${audience}`, async () => {
            const calls: DataPlaneCall[] = [];
            const answer = (call: DataPlaneCall) => {
                calls.push(call);
                return { items: [] };
            };
            const ask = new BoundedAsk(reading(shownAccess(new ShownResources()), answer), 10);
            const resource = { id: store, name: "settings", tags: {}, properties: { endpoint } };
            await appConfigurationStores.look(resource, ask.about("key-value"));
            assert.deepEqual(
                calls.map((call) => [call.url, call.audience]),
                [[`${endpoint.replace(/\/$/, "")}/kv?key=*&label=*&api-version=2023-11-01`, audience]],
            );
        });
    }
});

async function scan(scanner: Scanner, all: ShownResources, items: NonNullable<Case["items"]>) {
    const access = shownAccess(all);
    const asked: DataPlaneCall[] = [];
    const answer = (call: DataPlaneCall) => {
        asked.push(call);
        return { items: items[new URL(call.url).origin] };
    };
    const ask = new BoundedAsk(reading(access, answer), 100);
    const about = ask.about(scanner.title);
    const path = `/subscriptions/${SUBSCRIPTION}/providers/${scanner.type}`;
    const listed = await about.all({ method: "GET", path, apiVersion: scanner.apiVersion }, "");
    const found = await Promise.all(listed.map((resource) => scanner.look(resource, about)));
    const missed = ask.missed.flatMap(({ places, reason }) => places.map((place) => `${place}: ${reason}`));
    return { found: found.flat(), sent: access.sent, missed, asked };
}

function contentText(content: Held["content"]): string {
    switch (content.kind) {
        case "text":
            return `text ${content.text}`;
        case "masked":
            return `masked ${content.beside}`;
        case "keyOf":
            return `keyOf ${content.resourceId}`;
        case "reference":
        case "secret":
            return `${content.kind} ${content.uri}`;
    }
}

function shown(id: string, properties: Body = {}, actions: Readonly<Record<string, Body>> = {}) {
    return { id, properties, actions };
}

function withVariable(value: string): Body {
    return { containers: [{ env: [{ name: "KEY", value }] }] };
}

function linked(name: string, typeProperties: Body) {
    const properties = { type: "AzureBlobStorage", typeProperties };
    return shown(`${GROUP}/Microsoft.DataFactory/factories/etl/linkedservices/${name}`, properties);
}

function missing(): never {
    throw new Error("A kind of resource has no case in this test.");
}
