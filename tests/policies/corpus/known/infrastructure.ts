import { gzipSync } from "node:zlib";
import { type CorpusProgram, program } from "../corpusProgram";
import { annotated, busConnection, bytes, encoded, hexKey, key32, key64, storageConnection } from "../keyForms";

const ACCOUNT = "urn:pulumi:dev::shop::azure-native:storage:StorageAccount::uploads";

/** Keys in templates, machines, pipelines and what other providers make. */
export const INFRASTRUCTURE: readonly CorpusProgram[] = [
    program(
        "template with settings",
        "azure-native:resources:Deployment",
        {
            properties: {
                template: {
                    languageVersion: "2.0",
                    resources: {
                        settings: {
                            type: "Microsoft.Web/sites/config",
                            name: "shop/appsettings",
                            properties: {
                                BUS: "[listKeys(resourceId('Microsoft.ServiceBus/namespaces/AuthorizationRules', 'b', 'send'), '2022-10-01-preview').primaryConnectionString]",
                            },
                        },
                    },
                },
            },
        },
        ["BUS", "Service Bus, listKeys() in a template"],
    ),
    program(
        "template in a template",
        "azure-native:resources:DeploymentAtSubscriptionScope",
        {
            properties: {
                template: {
                    resources: [
                        {
                            type: "Microsoft.Resources/deployments",
                            name: "inner",
                            properties: {
                                template: {
                                    resources: [
                                        {
                                            type: "Microsoft.App/containerApps",
                                            name: "api",
                                            properties: {
                                                configuration: {
                                                    secrets: [
                                                        {
                                                            name: "cosmos",
                                                            value: "[listKeys(variables('cosmosId'), '2024-05-15').primaryMasterKey]",
                                                        },
                                                    ],
                                                },
                                            },
                                        },
                                    ],
                                },
                            },
                        },
                    ],
                },
            },
        },
        ["cosmos", "Cosmos DB, listKeys() in a template in a template"],
    ),
    program(
        "template spec",
        "azure-native:resources:TemplateSpecVersion",
        {
            mainTemplate: {
                resources: [
                    {
                        type: "Microsoft.Logic/workflows",
                        name: "w",
                        properties: {
                            parameters: { gridKey: { value: "[listKeys(parameters('topicId'), '2022-06-15').key1]" } },
                        },
                    },
                ],
            },
        },
        ["gridKey", "Event Grid, listKeys() in a template spec"],
    ),
    program(
        "scale set in gzip",
        "azure-native:compute:VirtualMachineScaleSet",
        {
            virtualMachineProfile: {
                osProfile: {
                    customData: gzipSync(
                        `#!/bin/sh\nexport AZURE_STORAGE_CONNECTION_STRING="${storageConnection("vmss")}"\n`,
                    ).toString("base64"),
                },
            },
        },
        ["customData", "Storage, connection string in gzip"],
    ),
    program(
        "mount by user data",
        "azure:compute/linuxVirtualMachine:LinuxVirtualMachine",
        {
            userData: encoded(
                `#!/bin/bash\nmount -t cifs //acmemnt.file.core.windows.net/data /mnt -o vers=3.0,username=acmemnt,password=${key64("acmemnt")},serverino\n`,
            ),
        },
        ["userData", "Storage, 64 bytes in base64 in a script"],
    ),
    program(
        "linked service",
        "azure-native:datafactory:LinkedService",
        {
            properties: {
                type: "AzureTableStorage",
                typeProperties: { connectionString: { type: "SecureString", value: storageConnection("tables") } },
            },
        },
        ["connectionString", "Storage, connection string"],
    ),
    program(
        "stream job",
        "azure-native:streamanalytics:Input",
        {
            properties: {
                datasource: {
                    type: "Microsoft.ServiceBus/EventHub",
                    serviceBusNamespace: "telemetry",
                    sharedAccessPolicyName: "read",
                    sharedAccessPolicyKey: key32("telemetry"),
                },
            },
        },
        ["sharedAccessPolicyKey", "Event Hubs, 32 bytes in base64"],
    ),
    program(
        "api connection",
        "azure-native:web:Connection",
        {
            properties: {
                displayName: "blobs",
                parameterValues: { accountName: "acmeconn", accessKey: key64("acmeconn") },
            },
        },
        ["accessKey", "Storage, 64 bytes in base64"],
    ),
    program(
        "gateway backend",
        "azure-native:apimanagement:Backend",
        {
            url: "https://gw.openai.azure.com/openai",
            credentials: { header: { "api-key": [hexKey("gw")] } },
        },
        ["api-key", "OpenAI, 32 hex in a header"],
    ),
    program(
        "policy of a gateway",
        "azure-native:apimanagement:ApiPolicy",
        {
            format: "xml",
            value: `<policies><inbound><set-header name="Ocp-Apim-Subscription-Key"><value>${hexKey("vision 2")}</value></set-header><set-backend-service base-url="https://vision2.cognitiveservices.azure.com/" /></inbound></policies>`,
        },
        ["value", "Cognitive Services, 32 hex in XML"],
    ),
    program(
        "alert hook",
        "azure-native:insights:ActionGroup",
        {
            webhookReceivers: [
                {
                    name: "hook",
                    serviceUri: `https://prod-3.northeurope.logic.azure.com/workflows/x/triggers/manual/paths/invoke?api-version=2016-10-01&sp=%2F&sv=1.0&sig=${bytes("hook", 32).toString("base64url")}`,
                },
            ],
        },
        ["serviceUri", "Logic Apps, address with a signature"],
    ),
    program(
        "tags",
        "azure-native:storage:StorageAccount",
        {
            accountName: "tagged",
            keyPolicy: { keyExpirationPeriodInDays: 60 },
            allowSharedKeyAccess: false,
            sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
            tags: { "backup-account-key": key64("tagged") },
        },
        ["backup-account-key", "Storage, 64 bytes in base64"],
    ),
    program(
        "image build",
        "docker:index/image:Image",
        { imageName: "acme/x", build: { context: ".", args: { FEED_CONNECTION: storageConnection("feed") } } },
        ["FEED_CONNECTION", "Storage, connection string"],
    ),
    program(
        "containers of a host",
        "docker:index/container:Container",
        {
            image: "azcopy",
            command: [
                "azcopy",
                "copy",
                "/data",
                `https://dst.blob.core.windows.net/b?sv=2022-11-02&sr=c&sp=w&se=2031-01-01&sig=${encodeURIComponent(key32("dst"))}`,
            ],
        },
        ["command", "Storage, SAS in an argument"],
    ),
    program(
        "secret of an organization",
        "github:index/actionsOrganizationSecret:ActionsOrganizationSecret",
        { secretName: "STATE_KEY", visibility: "all", plaintextValue: key64("state account") },
        ["plaintextValue", "Storage, 64 bytes in base64"],
    ),
    program(
        "gitlab variable",
        "gitlab:index/projectVariable:ProjectVariable",
        { project: "1", key: "AZURE_STORAGE_KEY", value: key64("gitlab"), masked: true },
        ["value", "Storage, 64 bytes in base64"],
    ),
    program(
        "seed by command",
        "command:local:Command",
        {
            create: "node seed.js",
            environment: { COSMOS_ENDPOINT: "https://seed.documents.azure.com", COSMOS_PRIMARY_KEY: key64("seed") },
        },
        ["COSMOS_PRIMARY_KEY", "Cosmos DB, 64 bytes in base64"],
    ),
    program(
        "powershell",
        "azure-native:compute:VirtualMachineRunCommandByVirtualMachine",
        {
            source: {
                script: `powershell -EncodedCommand ${Buffer.from(`$ctx = New-AzStorageContext -StorageAccountName acmeps -StorageAccountKey "${key64("acmeps")}"`, "utf16le").toString("base64")}`,
            },
        },
        ["script", "Storage, 64 bytes in base64 in PowerShell"],
    ),
    program(
        "grafana source",
        "grafana:oss/dataSource:DataSource",
        {
            type: "redis-datasource",
            url: "graf.redis.cache.windows.net:6380",
            secureJsonDataEncoded: JSON.stringify({ password: key32("graf") }),
        },
        ["secureJsonDataEncoded", "Redis, 32 bytes in base64 in JSON"],
    ),
    program(
        "databricks secret",
        "databricks:index/cluster:Cluster",
        { sparkConf: { "fs.azure.account.key.lake1.dfs.core.windows.net": key64("lake1") } },
        ["fs.azure.account.key", "Storage, 64 bytes in base64"],
    ),
    program(
        "edge function of another cloud",
        "aws:lambda/function:Function",
        {
            environment: {
                variables: {
                    LIVE: `Endpoint=https://live2.service.signalr.net;AccessKey=${key32("live2")};Version=1.0;`,
                },
            },
        },
        ["LIVE", "SignalR, connection string"],
    ),
    program(
        "task of a container service",
        "aws:ecs/taskDefinition:TaskDefinition",
        {
            containerDefinitions: JSON.stringify([
                { name: "fwd", environment: [{ name: "EVENTHUB_CONNECTION", value: busConnection("fwd", "logs") }] },
            ]),
        },
        ["containerDefinitions", "Event Hubs, connection string in JSON"],
    ),
    program(
        "notifications",
        "gcp:cloudfunctions/function:Function",
        {
            environmentVariables: {
                NH: `Endpoint=sb://push.servicebus.windows.net/;SharedAccessKeyName=DefaultFullSharedAccessSignature;SharedAccessKey=${key32("push")}`,
            },
        },
        ["NH", "Notification Hubs, connection string"],
    ),
    program(
        "nomad job",
        "nomad:index/job:Job",
        {
            jobspec: `job "x" { group "g" { task "t" { driver = "docker" env { AZURE_EVENTGRID_KEY = "${key32("nomad")}" } } } }`,
        },
        ["jobspec", "Event Grid, 32 bytes in base64 in HCL"],
    ),
    program(
        "web test",
        "azure-native:insights:WebTest",
        {
            configuration: {
                webTest: `<WebTest><Items><Request Url="https://fn9.azurewebsites.net/api/ping?code=${encodeURIComponent(`${key32("webtest").replace(/[+/=]/g, "a").slice(0, 44).padEnd(44, "b")}AzFuXy1z2Q==`)}" /></Items></WebTest>`,
            },
        },
        ["webTest", "Functions, key in XML"],
    ),
    program(
        "grid by command",
        "command:local:Command",
        {
            create: `curl -H 'aeg-sas-key: ${key32("cmd grid")}' https://cmd.westeurope-1.eventgrid.azure.net/api/events -d @e.json`,
        },
        ["create", "Event Grid, 32 bytes in base64 in a command"],
    ),
    program(
        "bot",
        "azure-native:botservice:Bot",
        { properties: { endpoint: "https://bot.example", luisKey: hexKey("luis"), displayName: "bot" } },
        ["luisKey", "Cognitive Services, 32 hex"],
    ),
    program(
        "model of a workspace",
        "databricks:index/modelServing:ModelServing",
        {
            config: {
                servedEntities: [
                    {
                        externalModel: {
                            openaiConfig: {
                                openaiApiBase: "https://dbx.openai.azure.com",
                                openaiApiKeyPlaintext: annotated("dbx", "ACOG"),
                            },
                        },
                    },
                ],
            },
        },
        ["openaiApiKeyPlaintext", "OpenAI, 84 characters"],
    ),
    {
        name: "bare keys of one account",
        resources: ["key1", "key2"]
            .map((slot) => ({
                type: "azure-native:web:WebApp",
                name: `reads-by-${slot}`,
                inputs: { siteConfig: { appSettings: [{ name: "UPLOADS_KEY", value: key64(`uploads ${slot}`) }] } },
                propertyDependencies: { siteConfig: [ACCOUNT] },
            }))
            .concat([
                {
                    type: "azure-native:storage:StorageAccount",
                    name: "uploads",
                    inputs: {
                        accountName: "uploads",
                        keyPolicy: { keyExpirationPeriodInDays: 60 },
                        sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" },
                    },
                    propertyDependencies: {},
                } as never,
            ]),
        keys: [
            { resource: "reads-by-key1", at: "UPLOADS_KEY", form: "Storage, 64 bytes in base64" },
            { resource: "reads-by-key2", at: "UPLOADS_KEY", form: "Storage, 64 bytes in base64" },
            { resource: "reads-by-key2", at: "Two keys of uploads", form: "Storage, two keys in use" },
        ],
    },
    {
        name: "caches on two keys",
        resources: ["one", "two"].map((slot) => ({
            type: "kubernetes:core/v1:Secret",
            name: `cache-${slot}`,
            inputs: {
                stringData: { CACHE_HOST: "cart.redis.cache.windows.net", CACHE_PASSWORD: key32(`cart ${slot}`) },
            },
        })),
        keys: [
            { resource: "cache-one", at: "CACHE_PASSWORD", form: "Redis, 32 bytes in base64" },
            { resource: "cache-two", at: "CACHE_PASSWORD", form: "Redis, 32 bytes in base64" },
            { resource: "cache-two", at: "Two keys of cart.redis", form: "Redis, two keys in use" },
        ],
    },
];
