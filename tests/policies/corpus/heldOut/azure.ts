import { type CorpusProgram, program } from "../corpusProgram";
import { annotated, bytes, encoded, functionKey, hexKey, key32, key64 } from "../keyForms";

/** Keys in resources of Azure. */
export const AZURE: readonly CorpusProgram[] = [
    program(
        "extension that downloads",
        "azure-native:compute:VirtualMachineExtension",
        {
            vmName: "batch01",
            publisher: "Microsoft.Azure.Extensions",
            type: "CustomScript",
            settings: {
                commandToExecute: `az storage blob download --account-name acmetools --account-key ${key64("acmetools")} -c tools -n setup.sh -f setup.sh && sh setup.sh`,
            },
        },
        ["commandToExecute", "Storage, 64 bytes in base64 in a command"],
    ),
    program(
        "cloud init",
        "azure-native:compute:VirtualMachine",
        {
            osProfile: {
                computerName: "edge",
                adminUsername: "ops",
                customData: encoded(
                    `#cloud-config\nwrite_files:\n  - path: /etc/edge.env\n    content: |\n      AZURE_STORAGE_ACCOUNT=acmeedge\n      AZURE_STORAGE_KEY=${key64("acmeedge")}\n`,
                ),
            },
        },
        ["customData", "Storage, 64 bytes in base64 in cloud-init"],
    ),
    program(
        "workflow that asks a model",
        "azure-native:logic:Workflow",
        {
            definition: {
                actions: {
                    Ask: {
                        type: "Http",
                        inputs: {
                            method: "POST",
                            uri: "https://acme-gpt.openai.azure.com/openai/deployments/gpt/chat/completions?api-version=2024-06-01",
                            headers: { "api-key": hexKey("acme-gpt") },
                        },
                    },
                },
            },
        },
        ["api-key", "OpenAI, 32 hex in a header"],
    ),
    program(
        "gateway value",
        "azure-native:apimanagement:NamedValue",
        { serviceName: "acme-apim", displayName: "prices-function-key", value: functionKey("prices") },
        ["value", "Functions, key with a mark"],
    ),
    program(
        "webhook subscription",
        "azure-native:eventgrid:EventSubscription",
        {
            scope: "/subscriptions/s/resourceGroups/g",
            destination: {
                endpointType: "WebHook",
                endpointUrl: `https://acme-hooks.azurewebsites.net/api/blob?code=${encodeURIComponent(functionKey("hooks"))}`,
            },
        },
        ["endpointUrl", "Functions, key in a URL"],
    ),
    program(
        "sockets app",
        "azure-native:app:ContainerApp",
        {
            configuration: {
                secrets: [
                    {
                        name: "pubsub",
                        value: `Endpoint=https://acme-live.webpubsub.azure.com;AccessKey=${annotated("live", "AWPS")};Version=1.0;`,
                    },
                ],
            },
        },
        ["pubsub", "Web PubSub, connection string"],
    ),
    program(
        "hex key",
        "azure-native:web:WebApp",
        {
            siteConfig: {
                appSettings: [
                    { name: "ARCHIVE_ACCOUNT", value: "acmearchive" },
                    { name: "ARCHIVE_ACCOUNT_KEY_HEX", value: bytes("acmearchive", 64).toString("hex") },
                ],
            },
        },
        ["ARCHIVE_ACCOUNT_KEY_HEX", "Storage, 64 bytes in hex"],
    ),
    program(
        "key for urls",
        "azure-native:web:WebAppApplicationSettings",
        {
            name: "acme-media",
            properties: {
                BLOB_ENDPOINT: "https://acmemedia.blob.core.windows.net",
                BLOB_KEY: bytes("acmemedia", 64).toString("base64url"),
            },
        },
        ["BLOB_KEY", "Storage, 64 bytes in base64url"],
    ),
    program(
        "classic app with a share",
        "azure:appservice/windowsWebApp:WindowsWebApp",
        {
            storageAccounts: [
                {
                    name: "share",
                    type: "AzureFiles",
                    accountName: "acmeshare",
                    shareName: "docs",
                    accessKey: key64("acmeshare"),
                    mountPath: "/docs",
                },
            ],
        },
        ["accessKey", "Storage, 64 bytes in base64"],
    ),
    program(
        "automation variable",
        "azure-native:automation:Variable",
        {
            automationAccountName: "ops",
            variableName: "Carts",
            value: JSON.stringify(
                `AccountEndpoint=https://carts2.documents.azure.com:443/;AccountKey=${key64("carts2")}`,
            ),
            isEncrypted: true,
        },
        ["value", "Cosmos DB, connection string in JSON"],
    ),
    program(
        "connection of a workspace",
        "azure-native:machinelearningservices:WorkspaceConnection",
        {
            workspaceName: "acme-ml",
            properties: {
                category: "AzureOpenAI",
                target: "https://acme-gpt2.openai.azure.com/",
                authType: "ApiKey",
                credentials: { key: hexKey("acme-gpt2") },
            },
        },
        ["credentials.key", "OpenAI, 32 hex"],
    ),
    program(
        "template with an app",
        "azure-native:resources:Deployment",
        {
            properties: {
                mode: "Incremental",
                template: {
                    resources: [
                        {
                            type: "Microsoft.Web/sites",
                            apiVersion: "2023-12-01",
                            name: "legacy",
                            properties: {
                                siteConfig: {
                                    appSettings: [
                                        {
                                            name: "AzureWebJobsStorage",
                                            value: "[concat('DefaultEndpointsProtocol=https;AccountName=', variables('account'), ';AccountKey=', listKeys(resourceId('Microsoft.Storage/storageAccounts', variables('account')), '2023-05-01').keys[0].value)]",
                                        },
                                    ],
                                },
                            },
                        },
                    ],
                },
            },
        },
        ["AzureWebJobsStorage", "Storage, listKeys() in a template"],
    ),
    program(
        "template with a group",
        "azure:core/resourceGroupTemplateDeployment:ResourceGroupTemplateDeployment",
        {
            resourceGroupName: "g",
            deploymentMode: "Incremental",
            templateContent: JSON.stringify({
                resources: [
                    {
                        type: "Microsoft.ContainerInstance/containerGroups",
                        name: "cron",
                        properties: {
                            containers: [
                                {
                                    name: "cron",
                                    properties: {
                                        environmentVariables: [
                                            {
                                                name: "REDIS_PASSWORD",
                                                secureValue:
                                                    "[listKeys(resourceId('Microsoft.Cache/redis', 'acme'), '2023-08-01').primaryKey]",
                                            },
                                        ],
                                    },
                                },
                            ],
                        },
                    },
                ],
            }),
        },
        ["REDIS_PASSWORD", "Redis, listKeys() in a template as text"],
    ),
    program(
        "chart values",
        "kubernetes:helm.sh/v3:Release",
        {
            chart: "shop",
            values: {
                cache: {
                    url: `rediss://:${encodeURIComponent(key32("shop cache"))}@shop.redis.cache.windows.net:6380/0`,
                },
            },
        },
        ["cache.url", "Redis, URL"],
    ),
    program(
        "device secret",
        "kubernetes:core/v1:Secret",
        {
            metadata: { name: "gateway" },
            data: {
                connection: encoded(
                    `HostName=acme.azure-devices.net;DeviceId=gateway;SharedAccessKey=${key32("gateway device")}`,
                ),
            },
        },
        ["connection", "IoT Hub, connection string in base64"],
    ),
    program(
        "settings file",
        "kubernetes:core/v1:ConfigMap",
        {
            metadata: { name: "chat" },
            data: {
                "appsettings.json": JSON.stringify({
                    Azure: {
                        SignalR: {
                            ConnectionString: `Endpoint=https://acme-chat.service.signalr.net;AccessKey=${key32("chat")};Version=1.0;`,
                        },
                    },
                }),
            },
        },
        ["appsettings.json", "SignalR, connection string in JSON"],
    ),
    program(
        "kafka client",
        "azure-native:containerinstance:ContainerGroup",
        {
            containers: [
                {
                    name: "reader",
                    image: "acme/reader",
                    environmentVariables: [
                        {
                            name: "SASL_JAAS_CONFIG",
                            value: `org.apache.kafka.common.security.plain.PlainLoginModule required username="$ConnectionString" password="Endpoint=sb://acmetel.servicebus.windows.net/;SharedAccessKeyName=read;SharedAccessKey=${key32("acmetel")}";`,
                        },
                    ],
                },
            ],
        },
        ["SASL_JAAS_CONFIG", "Event Hubs, connection string in a JAAS configuration"],
    ),
    {
        name: "two apps on two slots",
        resources: [
            {
                type: "azure-native:web:WebApp",
                name: "front",
                inputs: {
                    siteConfig: {
                        appSettings: [
                            { name: "STORAGE_ACCOUNT", value: "acmeledger" },
                            { name: "STORAGE_ACCOUNT_KEY", value: key64("acmeledger key1") },
                        ],
                    },
                },
            },
            {
                type: "azure-native:web:WebApp",
                name: "back",
                inputs: {
                    siteConfig: {
                        appSettings: [
                            { name: "STORAGE_ACCOUNT", value: "acmeledger" },
                            { name: "STORAGE_ACCOUNT_KEY", value: key64("acmeledger key2") },
                        ],
                    },
                },
            },
        ],
        keys: [
            { resource: "front", at: "STORAGE_ACCOUNT_KEY", form: "Storage, 64 bytes in base64" },
            { resource: "back", at: "STORAGE_ACCOUNT_KEY", form: "Storage, 64 bytes in base64" },
            { resource: "front", at: "Two keys of acmeledger", form: "Storage, two keys in use" },
        ],
    },
];
