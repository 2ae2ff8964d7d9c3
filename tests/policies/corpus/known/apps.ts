import { type CorpusProgram, program } from "../corpusProgram";
import { annotated, busConnection, bytes, encoded, hexKey, key32, key64, letters, marked52 } from "../keyForms";

const settings = (values: Readonly<Record<string, string>>) => ({
    siteConfig: { appSettings: Object.entries(values).map(([name, value]) => ({ name, value })) },
});
const environment = (values: Readonly<Record<string, string>>) => ({
    spec: {
        template: {
            spec: {
                containers: [
                    {
                        name: "app",
                        image: "acme/app:1",
                        env: Object.entries(values).map(([name, value]) => ({ name, value })),
                    },
                ],
            },
        },
    },
});

/** Keys in applications: their settings, environments and manifests. */
export const APPS: readonly CorpusProgram[] = [
    program(
        "functions with a bus",
        "azure-native:web:WebApp",
        settings({ FUNCTIONS_WORKER_RUNTIME: "dotnet-isolated", ServiceBusConnection: busConnection("ordersbus") }),
        ["ServiceBusConnection", "Service Bus, connection string"],
    ),
    program(
        "flags of a web app",
        "azure-native:web:WebAppSlot",
        settings({
            AppConfig__ConnectionString: `Endpoint=https://flags2.azconfig.io;Id=a1B2;Secret=${annotated("flags2", "AZAC")}`,
        }),
        ["AppConfig__ConnectionString", "App Configuration, connection string with a mark"],
    ),
    program(
        "connection strings of a site",
        "azure-native:web:WebAppConnectionStrings",
        {
            name: "shop",
            properties: {
                Cache: {
                    type: "RedisCache",
                    value: `shop.redis.cache.windows.net:6380,password=${key32("shop redis")},ssl=True,abortConnect=False`,
                },
            },
        },
        ["Cache", "Redis, string of StackExchange"],
    ),
    program(
        "model behind a site",
        "azure-native:web:WebApp",
        settings({
            AzureOpenAI__ApiKey: hexKey("m1"),
            AzureOpenAI__Endpoint: "https://m1.openai.azure.com/",
            LOCALE: "nl",
        }),
        ["AzureOpenAI__ApiKey", "OpenAI, 32 hex"],
    ),
    program(
        "assistant with a shared name",
        "azure-native:app:ContainerApp",
        {
            configuration: { secrets: [{ name: "ai-key", value: hexKey("m2") }] },
            template: { containers: [{ name: "a", env: [{ name: "AI_KEY", secretRef: "ai-key" }] }] },
        },
        ["ai-key", "AI services, 32 hex"],
    ),
    program(
        "job with cognitive services",
        "azure-native:app:Job",
        { template: { containers: [{ name: "ocr", env: [{ name: "CognitiveServicesKey", value: hexKey("ocr") }] }] } },
        ["CognitiveServicesKey", "Cognitive Services, 32 hex"],
    ),
    program(
        "model with a long key",
        "kubernetes:apps/v1:Deployment",
        environment({ OPENAI_KEY: annotated("m3", "ACOG") }),
        ["OPENAI_KEY", "OpenAI, 84 characters"],
    ),
    program(
        "search of a shop",
        "kubernetes:apps/v1:StatefulSet",
        environment({
            SEARCH_ENDPOINT: "https://shop.search.windows.net",
            SEARCH_API_KEY: hexKey("shop search").toUpperCase(),
        }),
        ["SEARCH_API_KEY", "AI Search, 32 hex in capitals"],
    ),
    program(
        "grid publisher",
        "kubernetes:batch/v1:CronJob",
        {
            spec: {
                jobTemplate: {
                    spec: {
                        template: {
                            spec: {
                                containers: [
                                    {
                                        name: "pub",
                                        env: [
                                            {
                                                name: "EventGridTopicEndpoint",
                                                value: "https://t.westus2-1.eventgrid.azure.net/api/events",
                                            },
                                            { name: "EventGridTopicKey", value: key32("t topic") },
                                        ],
                                    },
                                ],
                            },
                        },
                    },
                },
            },
        },
        ["EventGridTopicKey", "Event Grid, 32 bytes in base64"],
    ),
    program(
        "secret for a volume",
        "kubernetes:core/v1:Secret",
        {
            metadata: { name: "azure-secret" },
            data: {
                azurestorageaccountname: encoded("acmefiles"),
                azurestorageaccountkey: encoded(key64("acmefiles")),
            },
        },
        ["azurestorageaccountkey", "Storage, 64 bytes in base64 in base64"],
    ),
    program(
        "keda trigger",
        "kubernetes:core/v1:Secret",
        { stringData: { "servicebus-connectionstring": busConnection("kedabus", "in") } },
        ["servicebus-connectionstring", "Service Bus, connection string with an entity"],
    ),
    program(
        "pull secret",
        "kubernetes:core/v1:Secret",
        {
            type: "kubernetes.io/dockerconfigjson",
            data: {
                ".dockerconfigjson": encoded(
                    JSON.stringify({
                        auths: {
                            "acme.azurecr.io": { auth: encoded(`acme:${marked52("acme registry", "+ACR")}`) },
                        },
                    }),
                ),
            },
        },
        [".dockerconfigjson", "Container Registry, password in a pull secret"],
    ),
    program(
        "yaml of spring",
        "kubernetes:core/v1:ConfigMap",
        {
            data: {
                "application.yml": `spring:\n  cloud:\n    azure:\n      cosmos:\n        endpoint: https://pets.documents.azure.com:443/\n        key: ${key64("pets")}\n        database: pets\n`,
            },
        },
        ["application.yml", "Cosmos DB, 64 bytes in base64 in YAML"],
    ),
    program(
        "mongo of carts",
        "kubernetes:helm.sh/v4:Chart",
        {
            values: {
                mongo: {
                    uri: `mongodb://carts:${encodeURIComponent(key64("carts mongo"))}@carts.mongo.cosmos.azure.com:10255/?ssl=true&replicaSet=globaldb&retrywrites=false`,
                },
            },
        },
        ["mongo.uri", "Cosmos DB, URL of MongoDB"],
    ),
    program(
        "celery",
        "azure-native:containerinstance:ContainerGroup",
        {
            containers: [
                {
                    name: "celery",
                    environmentVariables: [
                        {
                            name: "BROKER_URL",
                            secureValue: `rediss://:${key32("celery").slice(0, 33)}AzCaD${key32("celery").slice(38)}@jobs.redis.cache.windows.net:6380/1`,
                        },
                    ],
                },
            ],
        },
        ["BROKER_URL", "Redis, URL with a mark"],
    ),
    program(
        "iot function",
        "azure:appservice/linuxFunctionApp:LinuxFunctionApp",
        {
            appSettings: {
                IOTHUB: `HostName=fleet.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey=${key32("fleet")}`,
            },
        },
        ["IOTHUB", "IoT Hub, connection string"],
    ),
    program(
        "mailer",
        "azure-native:web:WebAppApplicationSettings",
        {
            name: "mailer",
            properties: { COMMUNICATION: `endpoint=https://mail.communication.azure.com/;accesskey=${key64("mail")}` },
        },
        ["COMMUNICATION", "Communication Services, connection string"],
    ),
    program(
        "maps of a site",
        "azure-native:web:StaticSiteAppSettings",
        { properties: { AZURE_MAPS_KEY: bytes("maps", 32).toString("base64url") } },
        ["AZURE_MAPS_KEY", "Maps, 32 bytes in base64url"],
    ),
    program(
        "hub in hex",
        "azure-native:web:WebApp",
        settings({ EVENTHUB_NAMESPACE: "hubs", EVENTHUB_SHARED_KEY_HEX: bytes("hubs", 32).toString("hex") }),
        ["EVENTHUB_SHARED_KEY_HEX", "Event Hubs, 32 bytes in hex"],
    ),
    program(
        "storage key in hex",
        "kubernetes:core/v1:Secret",
        { stringData: { storageAccountKeyHex: bytes("sk", 64).toString("hex").toUpperCase() } },
        ["storageAccountKeyHex", "Storage, 64 bytes in hex"],
    ),
    program(
        "cosmos key for urls",
        "azure-native:app:ContainerApp",
        {
            template: {
                containers: [
                    {
                        name: "api",
                        env: [
                            { name: "COSMOS_URI", value: "https://pets.documents.azure.com/" },
                            { name: "COSMOS_KEY", value: bytes("pets 2", 64).toString("base64url") },
                        ],
                    },
                ],
            },
        },
        ["COSMOS_KEY", "Cosmos DB, 64 bytes in base64url"],
    ),
    program(
        "key of a search with letters",
        "azure-native:web:WebApp",
        settings({ AZURE_SEARCH_ADMIN_KEY: letters("search letters", 52) }),
        ["AZURE_SEARCH_ADMIN_KEY", "AI Search, 52 characters"],
    ),
    program(
        "speech app",
        "azure-native:web:WebApp",
        settings({ SPEECH_REGION: "westeurope", SPEECH_KEY: hexKey("speech") }),
        ["SPEECH_KEY", "Cognitive Services, 32 hex"],
    ),
    program(
        "document reader",
        "kubernetes:apps/v1:Deployment",
        environment({ DI_ENDPOINT: "https://docs.cognitiveservices.azure.com/", DI_KEY: hexKey("docs") }),
        ["DI_KEY", "Cognitive Services, 32 hex beside an address"],
    ),
    program(
        "package of an app",
        "azure-native:web:WebApp",
        settings({
            WEBSITE_RUN_FROM_PACKAGE: `https://pkgs.blob.core.windows.net/r/app.zip?sv=2021-06-08&st=2026-01-01T00%3A00%3A00Z&se=2036-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=${encodeURIComponent(key32("pkgs"))}`,
        }),
        ["WEBSITE_RUN_FROM_PACKAGE", "Storage, SAS of a blob"],
    ),
    program(
        "app that calls a workflow",
        "azure-native:web:WebApp",
        settings({
            APPROVALS_URL: `https://prod-12.westeurope.logic.azure.com:443/workflows/${hexKey("wf")}/triggers/manual/paths/invoke?api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${bytes("wf sig", 32).toString("base64url")}`,
        }),
        ["APPROVALS_URL", "Logic Apps, address with a signature"],
    ),
];
