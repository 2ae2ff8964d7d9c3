import { type CorpusProgram, program } from "../corpusProgram";
import { annotated, bytes, encoded, functionKey, hexKey, key32, key64, marked52, storageConnection } from "../keyForms";

/** Keys in documents, in values of charts and in values of values; and what looks like them there. */
export const NESTED: readonly CorpusProgram[] = [
    program(
        "chart of a model",
        "kubernetes:helm.sh/v3:Release",
        { values: { openai: { credentials: { apiKey: hexKey("n1") } }, replicas: 2 } },
        ["openai.credentials.apiKey", "OpenAI, 32 hex in values"],
    ),
    program(
        "settings by section",
        "kubernetes:core/v1:ConfigMap",
        {
            data: {
                "appsettings.json": JSON.stringify(
                    { EventGrid: { Key: key32("n2") }, Logging: { Level: "Info" } },
                    null,
                    2,
                ),
            },
        },
        ["appsettings.json", "Event Grid, 32 bytes in base64 in JSON"],
    ),
    program(
        "yaml by section",
        "kubernetes:core/v1:Secret",
        { data: { "config.yaml": encoded(`cognitive:\n  region: westeurope\n  key: ${hexKey("n3")}\nlog: info\n`) } },
        ["config.yaml", "Cognitive Services, 32 hex in YAML"],
    ),
    program(
        "ini by section",
        "command:remote:CopyToRemote",
        { source: { text: `[redis]\nhost=n4.redis.cache.windows.net\npassword=${key32("n4")}\n` } },
        ["source", "Redis, 32 bytes in base64 in INI"],
    ),
    program(
        "topics of a relay",
        "aws:ssm/parameter:Parameter",
        {
            type: "SecureString",
            name: "/relay/topics",
            value: JSON.stringify([
                { endpoint: "https://n5.eastus-1.eventgrid.azure.net/api/events", key: key32("n5") },
            ]),
        },
        ["value", "Event Grid, 32 bytes in base64 in JSON"],
    ),
    program(
        "password alone",
        "azure-native:app:ContainerApp",
        { configuration: { secrets: [{ name: "redis-password", value: key32("n6") }] } },
        ["redis-password", "Redis, 32 bytes in base64"],
    ),
    program(
        "connection in hex",
        "digitalocean:index/app:App",
        { spec: { envs: [{ key: "STORE_HEX", value: Buffer.from(storageConnection("n7")).toString("hex") }] } },
        ["STORE_HEX", "Storage, connection string in hex"],
    ),
    program(
        "connection for urls",
        "heroku:app/configAssociation:ConfigAssociation",
        {
            vars: {
                FLAGS: Buffer.from(`Endpoint=https://n8.azconfig.io;Id=x1;Secret=${key32("n8")}`).toString("base64url"),
            },
        },
        ["FLAGS", "App Configuration, connection string in base64url"],
    ),
    program(
        "script of a deployment",
        "azure-native:resources:Deployment",
        {
            properties: {
                template: {
                    resources: [
                        {
                            type: "Microsoft.Resources/deploymentScripts",
                            name: "seed",
                            properties: {
                                environmentVariables: [
                                    {
                                        name: "KEY",
                                        secureValue: "[first(listKeys(variables('id'), '2023-01-01').keys).value]",
                                    },
                                ],
                            },
                        },
                    ],
                },
            },
        },
        ["environmentVariables", "Storage, listKeys() in a template"],
    ),
    program(
        "state of terraform",
        "local:index/file:File",
        {
            filename: "backend.hcl",
            content: `storage_account_name = "n9state"\ncontainer_name = "tf"\naccess_key = "${key64("n9")}"\n`,
        },
        ["content", "Storage, 64 bytes in base64 in HCL"],
    ),
    program(
        "model by its short name",
        "azure-native:web:WebApp",
        { siteConfig: { appSettings: [{ name: "AOAI_KEY", value: hexKey("n10") }] } },
        ["AOAI_KEY", "OpenAI, 32 hex"],
    ),
    program(
        "search headers",
        "azure-native:logic:Workflow",
        {
            definition: {
                actions: {
                    q: {
                        inputs: {
                            headers: { "api-key": marked52("n11", "AzSe") },
                            uri: "https://n11.search.windows.net/indexes",
                        },
                    },
                },
            },
        },
        ["api-key", "AI Search, 52 characters with a mark"],
    ),
    program(
        "cassandra",
        "kubernetes:core/v1:Secret",
        {
            stringData: {
                contact: `HostName=n12.cassandra.cosmos.azure.com;Username=n12;Password=${key64("n12")};Port=10350`,
            },
        },
        ["contact", "Cosmos DB, string of Cassandra"],
    ),
    program(
        "signature of a bus",
        "nomad:index/variable:Variable",
        {
            path: "bus",
            items: {
                token: `SharedAccessSignature sr=https%3A%2F%2Fn13.servicebus.windows.net%2Fq&sig=${encodeURIComponent(key32("n13"))}&se=1900000000&skn=send`,
            },
        },
        ["token", "Service Bus, SAS"],
    ),
    program(
        "function from a gateway",
        "cloudflare:index/workerScript:WorkerScript",
        {
            plainTextBindings: [
                { name: "PRICES", text: `https://n14.azurewebsites.net/api/p?code=${functionKey("n14")}` },
            ],
        },
        ["PRICES", "Functions, key in a URL"],
    ),
    program(
        "extension of a workspace",
        "azure-native:compute:VirtualMachineExtension",
        { settings: { workspaceId: "0f8fad5b-d9cb-469f-a165-70867728950e", workspaceKey: key64("n15") } },
        ["workspaceKey", "Log Analytics, 64 bytes in base64"],
    ),
    program(
        "long key of a map",
        "netlify:index/environmentVariable:EnvironmentVariable",
        { key: "MAPS", values: [{ context: "all", value: annotated("n16", "AZMP") }] },
        ["values", "Maps, 84 characters"],
    ),
    program(
        "batch pool",
        "azure-native:batch:Pool",
        { startTask: { environmentSettings: [{ name: "BATCH_ACCOUNT_KEY", value: key64("n17") }] } },
        ["BATCH_ACCOUNT_KEY", "Batch, 64 bytes in base64"],
    ),
    program("signing section", "kubernetes:core/v1:ConfigMap", {
        data: {
            "app.json": JSON.stringify({
                Jwt: { Key: key64("i1") },
                Storage: { Endpoint: "https://i1.blob.core.windows.net" },
            }),
        },
    }),
    program("signing section of yaml", "kubernetes:core/v1:ConfigMap", {
        data: { "app.yaml": `cosmos:\n  endpoint: https://i2.documents.azure.com\njwt:\n  key: ${key64("i2")}\n` },
    }),
    program("digests of chart", "kubernetes:helm.sh/v3:Release", {
        values: {
            openai: { image: { digest: `sha256:${bytes("i3", 32).toString("hex")}` }, configChecksum: hexKey("i3") },
        },
    }),
    program("versions and names of secrets", "azure-native:web:WebApp", {
        siteConfig: {
            appSettings: [
                { name: "COSMOS_KEY_SECRET_VERSION", value: hexKey("i4") },
                { name: "OPENAI_CACHE_KEY", value: hexKey("i4 b") },
                { name: "COSMOS_PARTITION_KEY", value: hexKey("i4 c") },
                { name: "STORAGE_ACCOUNT_KEY_SHA256", value: bytes("i4", 32).toString("hex") },
                { name: "AZURE_OPENAI_RESOURCE_ID", value: hexKey("i4 d") },
            ],
        },
    }),
    program("matomo and elastic", "kubernetes:core/v1:Secret", {
        stringData: {
            MATOMO_TOKEN_AUTH: hexKey("i5"),
            ELASTIC_API_KEY: hexKey("i5 b"),
            MEILI_SEARCH_MASTER_KEY: hexKey("i5 c"),
        },
    }),
    program("keys for webhooks and tokens", "aws:lambda/function:Function", {
        environment: {
            variables: {
                SERVICEBUS_MESSAGE_SIGNING_KEY: key32("i6"),
                GITHUB_WEBHOOK_SECRET: key64("i6 b"),
                COSMOS_ENDPOINT: "https://i6.documents.azure.com",
                TOKEN: key64("i6 c"),
            },
        },
    }),
    program("generic redis", "kubernetes:helm.sh/v3:Release", {
        values: { redis: { auth: { password: key32("i7") } } },
    }),
    program("deployment key of a bundle", "azure-native:web:WebApp", {
        siteConfig: {
            appSettings: [
                { name: "NEXT_BUILD_ID", value: bytes("i8", 16).toString("base64url") },
                { name: "ASSET", value: `https://i8.blob.core.windows.net/assets/${hexKey("i8")}/app.js` },
                { name: "LOCK", value: `xxh=${hexKey("i8 c")}` },
            ],
        },
    }),
    program("public keys", "kubernetes:core/v1:ConfigMap", {
        data: {
            authorized_keys: `ssh-ed25519 ${encoded(`ssh-ed25519 ${bytes("i9", 24).toString("latin1")}`)} ops@acme`,
            SERVICEBUS_PUBLIC_KEY: key32("i9"),
            "minisign.pub": `untrusted comment: minisign public key\nRW${key64("i9 b").slice(0, 54)}`,
        },
    }),
];
