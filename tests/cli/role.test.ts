import assert from "node:assert/strict";
import { roleFor } from "../../cli/role";
import { pairsIn, readStackExport } from "../../cli/stackExport";
import { armAction, commandConsumer } from "../../components/index";
import { actionsOfService } from "../../components/services/actions";
import { azureServices } from "../../components/services/azureServices";

const SUBSCRIPTION = "/subscriptions/b7a2c9d0-1111-2222-3333-123456789012";
const stack = JSON.stringify({
    version: 3,
    deployment: {
        resources: [
            { type: "pulumi:pulumi:Stack" },
            {
                type: "pulumi-nodejs:dynamic/two-key:Rotation",
                inputs: {
                    source: { service: "searchAdmin", resourceGroupName: "rg", name: "catalog" },
                    consumers: [
                        { kind: "keyVaultSecret", vaultName: "v", secretName: "s" },
                        { kind: "appSettings", site: "web", settings: {} },
                    ],
                },
                outputs: {
                    sourceId: `${SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.Search/searchServices/catalog`,
                },
            },
        ],
    },
});

describe("the actions of a service", () => {
    const cases = {
        storageAccount: ["listKeys/action", "regenerateKey/action", "read"].map(
            (action) => `Microsoft.Storage/storageAccounts/${action}`,
        ),
        searchAdmin: ["listAdminKeys/action", "regenerateAdminKey/action", "read"].map(
            (action) => `Microsoft.Search/searchServices/${action}`,
        ),
        apiManagementSubscription: [
            "listSecrets/action",
            "regeneratePrimaryKey/action",
            "regenerateSecondaryKey/action",
        ].map((action) => `Microsoft.ApiManagement/service/subscriptions/${action}`),
        serviceBusQueueRule: [
            "Microsoft.ServiceBus/namespaces/queues/authorizationRules/listKeys/action",
            "Microsoft.ServiceBus/namespaces/queues/authorizationRules/regenerateKeys/action",
            "Microsoft.ServiceBus/namespaces/read",
        ],
        iotHubPolicy: [
            "Microsoft.Devices/IotHubs/IotHubKeys/listkeys/action",
            "Microsoft.Devices/IotHubs/read",
            "Microsoft.Devices/IotHubs/listkeys/action",
            "Microsoft.Devices/IotHubs/write",
            "Microsoft.Devices/IotHubs/read",
        ],
        botSite: ["listChannelWithKeys/action", "regeneratekeys/action"].map(
            (action) => `Microsoft.BotService/botServices/channels/${action}`,
        ),
    };
    for (const [service, actions] of Object.entries(cases)) {
        it(`are those of the paths that are called: ${service}`, () => {
            assert.deepEqual(actionsOfService(azureServices[service as keyof typeof cases]), actions);
        });
    }
});

describe("the role of a stack's pairs", () => {
    it("has what the services and the consumers need, once each, in the subscription of the pairs", () => {
        const role = roleFor(pairsIn(readStackExport(stack)), "Key rotator");
        assert.deepEqual(role, {
            Name: "Key rotator",
            IsCustom: true,
            Description: "Rotates one pair of keys with pulumi-two-key.",
            Actions: [
                "Microsoft.KeyVault/vaults/secrets/read",
                "Microsoft.KeyVault/vaults/secrets/write",
                "Microsoft.Search/searchServices/listAdminKeys/action",
                "Microsoft.Search/searchServices/read",
                "Microsoft.Search/searchServices/regenerateAdminKey/action",
                "Microsoft.Web/sites/config/list/action",
                "Microsoft.Web/sites/config/write",
                "Microsoft.Web/sites/restart/action",
                "Microsoft.Web/sites/slots/config/list/action",
                "Microsoft.Web/sites/slots/read",
                "Microsoft.Web/sites/syncfunctiontriggers/action",
            ],
            AssignableScopes: [SUBSCRIPTION],
        });
    });

    it("has the actions of calls that a program names, and none for a program that is run", () => {
        const account = "/resourceGroups/rg/providers/Microsoft.Batch/batchAccounts/jobs";
        const apiVersion = "2023-11-01";
        const consumers = [
            armAction({
                path: `${account}/syncAutoStorageKeys`,
                apiVersion,
                check: { path: account, changedAt: "/x" },
            }),
            commandConsumer({ label: "ci", command: ["./set"] }),
        ].map((holder, index) => ({ ...holder, argument: `holders[${index}]` }));
        const source = { service: "custom", module: "./x.js", config: {} } as const;
        assert.deepEqual(roleFor([{ source, consumers, sourceId: "aws/iam/users/x" }], "Key rotator").Actions, [
            "Microsoft.Batch/batchAccounts/read",
            "Microsoft.Batch/batchAccounts/syncAutoStorageKeys/action",
        ]);
    });

    it("may ask the workspace for the logs that a gate looks into, and for no others", () => {
        const source = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" } as const;
        const gate = {
            kind: "unused",
            workspaceId: "w",
            quietFor: "7d",
            showsUpWithin: "5m",
            beforeRotation: true,
            services: ["blob"],
        } as const;
        const { Actions } = roleFor([{ source, consumers: [], gates: [gate], sourceId: SUBSCRIPTION }], "Key rotator");
        const workspaces = "Microsoft.OperationalInsights/workspaces";
        assert.deepEqual(
            Actions.filter((action) => action.startsWith(workspaces)),
            [`${workspaces}/query/StorageBlobLogs/read`, `${workspaces}/query/read`, `${workspaces}/read`],
        );
    });

    it("may read what is looked at for dependents, where the program asks for that, and write none of it", () => {
        const pairs = pairsIn(readStackExport(stack));
        const { Actions, DataActions } = roleFor(
            pairs.map((one) => ({ ...one, dependents: {} })),
            "Key rotator",
        );
        const more = Actions.filter((action) => !roleFor(pairs, "Key rotator").Actions.includes(action));
        assert.ok(more.includes("Microsoft.App/containerApps/listSecrets/action"));
        assert.deepEqual(
            more.filter((action) => !/\/(read|list\w*\/action|list\/action)$/i.test(action)),
            [],
        );
        assert.deepEqual(DataActions, ["Microsoft.AppConfiguration/configurationStores/keyValues/read"]);
    });

    it("may delete secrets only where an entry says so", () => {
        const [one] = pairsIn(readStackExport(stack));
        assert.ok(one !== undefined);
        const secret = { kind: "keyVaultSecret", argument: "consumers[0]", vaultName: "v", secretName: "s" };
        const role = (more: object) => roleFor([{ ...one, consumers: [{ ...secret, ...more }] }], "Key rotator");
        assert.equal(role({}).DataActions, undefined);
        assert.deepEqual(role({ onRemove: "delete" }).DataActions, ["Microsoft.KeyVault/vaults/secrets/delete"]);
    });

    it("has data actions for a pair of secrets, and nothing for one that is none of Azure's", () => {
        const consumers: never[] = [];
        const source = {
            service: "vaultPair",
            vaultUri: "https://v.vault.azure.net/",
            secretNames: ["a", "b"],
        } as const;
        const { Actions, DataActions, AssignableScopes } = roleFor(
            [
                { source, consumers, sourceId: "https://v.vault.azure.net/secrets/a+b" },
                { source: { service: "custom", module: "./x.js", config: {} }, consumers, sourceId: "aws/iam/users/x" },
            ],
            "Key rotator",
        );
        assert.deepEqual([Actions, AssignableScopes], [[], []]);
        assert.deepEqual(DataActions, [
            "Microsoft.KeyVault/vaults/secrets/getSecret/action",
            "Microsoft.KeyVault/vaults/secrets/setSecret/action",
            "Microsoft.KeyVault/vaults/secrets/readMetadata/action",
        ]);
    });
});
