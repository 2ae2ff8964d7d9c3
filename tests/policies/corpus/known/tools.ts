import { secret } from "../../support/stacks";
import { type CorpusProgram, program } from "../corpusProgram";
import { bytes, encoded, functionKey, hexKey, key32, key64, letters } from "../keyForms";

/** Keys in what tools and frameworks read, and in rarer resources of Azure. */
export const TOOLS: readonly CorpusProgram[] = [
    program(
        "dapr state",
        "kubernetes:dapr.io/v1alpha1:Component",
        {
            spec: {
                type: "state.azure.cosmosdb",
                metadata: [
                    { name: "url", value: "https://d.documents.azure.com" },
                    { name: "masterKey", value: key64("d") },
                ],
            },
        },
        ["masterKey", "Cosmos DB, 64 bytes in base64"],
    ),
    program(
        "thanos",
        "kubernetes:core/v1:Secret",
        {
            stringData: {
                "objstore.yml": `type: AZURE\nconfig:\n  storage_account: "metrics"\n  storage_account_key: "${key64("t")}"\n  container: thanos\n`,
            },
        },
        ["objstore", "Storage, 64 bytes in base64 in YAML"],
    ),
    program(
        "fluent bit",
        "kubernetes:core/v1:ConfigMap",
        {
            data: {
                "out.conf": `[OUTPUT]\n    Name azure\n    Customer_ID 0f8fad5b-d9cb-469f-a165-70867728950e\n    Shared_Key ${key64("f")}\n`,
            },
        },
        ["out.conf", "Log Analytics, 64 bytes in base64 in INI"],
    ),
    program(
        "backup of a cluster",
        "kubernetes:core/v1:Secret",
        {
            data: {
                cloud: encoded(`AZURE_STORAGE_ACCOUNT_ACCESS_KEY=${key64("v")}\nAZURE_CLOUD_NAME=AzurePublicCloud\n`),
            },
        },
        ["cloud", "Storage, 64 bytes in base64 in a file"],
    ),
    program(
        "sync by file",
        "local:index/file:File",
        { content: `[az]\ntype = azureblob\naccount = x\nkey = ${key64("r")}\n` },
        ["content", "Storage, 64 bytes in base64 in INI"],
    ),
    program(
        "airflow connection",
        "azure-native:app:ContainerApp",
        {
            template: {
                containers: [
                    { env: [{ name: "AIRFLOW_CONN_WASB", value: `wasb://acme:${encodeURIComponent(key64("a"))}@` }] },
                ],
            },
        },
        ["AIRFLOW_CONN", "Storage, 64 bytes in a URL"],
    ),
    program(
        "cluster of hadoop",
        "azure-native:hdinsight:Cluster",
        {
            properties: {
                storageProfile: {
                    storageaccounts: [{ name: "h.blob.core.windows.net", isDefault: true, key: key64("h") }],
                },
            },
        },
        ["storageaccounts", "Storage, 64 bytes in base64"],
    ),
    program(
        "insight config",
        "azure-native:operationalinsights:StorageInsightConfig",
        {
            storageAccount: {
                id: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/si",
                key: key64("si"),
            },
        },
        ["storageAccount.key", "Storage, 64 bytes in base64 beside an id"],
    ),
    program(
        "sql import",
        "azure-native:sql:Database",
        { storageKey: key64("sql"), storageKeyType: "StorageAccessKey" },
        ["storageKey", "Storage, 64 bytes in base64"],
    ),
    program(
        "backup of a site",
        "azure-native:web:WebAppBackupConfiguration",
        {
            storageAccountUrl: secret(
                `https://b.blob.core.windows.net/b?sv=2022-11-02&sr=c&si=backup&sig=${encodeURIComponent(key32("b"))}`,
            ),
        },
        ["storageAccountUrl", "Storage, SAS with a stored policy"],
    ),
    program(
        "front door header",
        "azure-native:cdn:Rule",
        {
            actions: [
                {
                    name: "ModifyRequestHeader",
                    parameters: { headerAction: "Append", headerName: "x-functions-key", value: functionKey("fd") },
                },
            ],
        },
        ["value", "Functions, key in a header"],
    ),
    program(
        "front door subscription key",
        "azure-native:cdn:Rule",
        {
            actions: [
                {
                    name: "ModifyRequestHeader",
                    parameters: { headerName: "Ocp-Apim-Subscription-Key", value: hexKey("fd") },
                },
            ],
        },
        ["value", "Cognitive Services, 32 hex in a header"],
    ),
    program("key of an ai", "pulumi-nodejs:dynamic:Resource", { config: { AIKey: hexKey("ak") } }, [
        "AIKey",
        "AI services, 32 hex",
    ]),
    program(
        "key of a model in one word",
        "azure-native:web:StaticSiteAppSettings",
        { properties: { openAIKey: hexKey("oa") } },
        ["openAIKey", "OpenAI, 32 hex"],
    ),
    program(
        "cache behind a name of one's own",
        "azure-native:web:WebApp",
        {
            siteConfig: {
                connectionStrings: [
                    {
                        name: "Default",
                        connectionString: `cache.acme.internal:6380,password=${key32("rl")},ssl=True,abortConnect=False`,
                    },
                ],
            },
        },
        ["connectionStrings", "Redis, string of StackExchange"],
    ),
    program(
        "flags of a classic app",
        "azure:appservice/linuxWebApp:LinuxWebApp",
        {
            connectionStrings: [
                {
                    name: "AppConfig",
                    type: "Custom",
                    value: `Endpoint=https://z.azconfig.io;Id=ab;Secret=${letters("zz", 43)}=`,
                },
            ],
        },
        ["AppConfig", "App Configuration, connection string"],
    ),
    program(
        "search in a command",
        "command:local:Command",
        { environment: { AZURE_COGNITIVE_SEARCH_KEY: hexKey("cs") } },
        ["AZURE_COGNITIVE", "AI Search, 32 hex"],
    ),
    program(
        "parameters of a template",
        "azure-native:resources:Deployment",
        { properties: { template: { resources: [] }, parameters: { storageKey: { value: key64("bp") } } } },
        ["storageKey", "Storage, 64 bytes in base64"],
    ),
    program(
        "template that fills a store",
        "azure-native:resources:Deployment",
        {
            properties: {
                template: {
                    resources: [
                        {
                            type: "Microsoft.AppConfiguration/configurationStores/keyValues",
                            name: "s/k",
                            properties: {
                                value: "[listKeys(resourceId('Microsoft.EventGrid/topics','t'),'2022-06-15').key1]",
                            },
                        },
                    ],
                },
            },
        },
        ["properties.value", "Event Grid, listKeys() in a template"],
    ),
    program(
        "environment as text",
        "kubernetes:helm.sh/v3:Chart",
        { values: { extraEnv: `- name: EVENTGRID_KEY\n  value: ${key32("hs")}\n` } },
        ["extraEnv", "Event Grid, 32 bytes in base64 in YAML"],
    ),
    program(
        "cloud-init yaml",
        "azure-native:compute:VirtualMachine",
        {
            osProfile: {
                customData: encoded(
                    `#cloud-config\nruncmd:\n  - [az, storage, blob, upload, --account-key, "${key64("ci")}"]\n`,
                ),
            },
        },
        ["customData", "Storage, 64 bytes in base64 in cloud-init"],
    ),
    program(
        "hex in a container",
        "docker:index/container:Container",
        { envs: [`COSMOS_KEY_HEX=${bytes("hx", 64).toString("hex")}`] },
        ["envs", "Cosmos DB, 64 bytes in hex"],
    ),
    program(
        "bus key for urls",
        "azure-native:app:ContainerApp",
        { configuration: { secrets: [{ name: "servicebus-key", value: bytes("sbu", 32).toString("base64url") }] } },
        ["servicebus-key", "Service Bus, 32 bytes in base64url"],
    ),
    program(
        "properties of spring",
        "kubernetes:core/v1:ConfigMap",
        {
            data: {
                "application.properties": `azure.cosmos.key=${key64("sp")}\nspring.redis.host=sp.redis.cache.windows.net\nspring.redis.password=${key32("sp")}\n`,
            },
        },
        ["application.properties", "Cosmos DB, 64 bytes in base64 in a file"],
    ),
    program(
        "settings with colons",
        "azure-native:web:WebApp",
        { siteConfig: { appSettings: [{ name: "Values:EventGrid:AccessKey", value: key32("du") }] } },
        ["EventGrid", "Event Grid, 32 bytes in base64"],
    ),
    program(
        "short names of a topic",
        "aws:lambda/function:Function",
        {
            environment: {
                variables: { EG_URL: "https://e.westeurope-1.eventgrid.azure.net/api/events", EG_KEY: key32("eg") },
            },
        },
        ["EG_KEY", "Event Grid, 32 bytes in base64"],
    ),
    program(
        "model from another cloud",
        "gcp:cloudrun/service:Service",
        { template: { spec: { containers: [{ envs: [{ name: "AZ_OPENAI_KEY", value: hexKey("go") }] }] } } },
        ["AZ_OPENAI", "OpenAI, 32 hex"],
    ),
    program(
        "account and key apart",
        "azure-native:web:WebApp",
        {
            siteConfig: {
                appSettings: [
                    { name: "Storage:AccountName", value: "splt" },
                    { name: "Storage:Key", value: key64("splt") },
                ],
            },
        },
        ["Storage:Key", "Storage, 64 bytes in base64"],
    ),
    program(
        "xml config",
        "azure-native:compute:VirtualMachineExtension",
        {
            settings: {
                config: `<configuration><appSettings><add key="CosmosKey" value="${key64("xml")}"/></appSettings></configuration>`,
            },
        },
        ["config", "Cosmos DB, 64 bytes in base64 in XML"],
    ),
    program(
        "runbook",
        "azure-native:automation:Runbook",
        {
            draft: {
                content: `$key = '${hexKey("psr")}'\nInvoke-RestMethod -Uri https://psr.cognitiveservices.azure.com/vision -Headers @{'Ocp-Apim-Subscription-Key'=$key}`,
            },
        },
        ["content", "Cognitive Services, 32 hex in a script"],
    ),
];

/** Programs without a key of Azure. */
export const INNOCENT_TOOLS: readonly CorpusProgram[] = [
    program("pepper and hmac", "azure-native:web:WebApp", {
        siteConfig: {
            appSettings: [
                { name: "PASSWORD_PEPPER", value: key64("p") },
                { name: "STORAGE_URL", value: "https://p.blob.core.windows.net" },
                { name: "STORAGE_HMAC_SECRET", value: key64("q") },
            ],
        },
    }),
    program("secrets of sign-in", "kubernetes:core/v1:Secret", {
        stringData: { AUTH_SECRET: key64("as"), NEXTAUTH_SECRET: key32("na"), AZURE_AD_CLIENT_ID: hexKey("ad") },
    }),
    program("cache of tokens", "azure-native:web:WebApp", {
        siteConfig: {
            appSettings: [
                { name: "AZURE_TOKEN_CACHE_KEY", value: key32("tc") },
                { name: "AI_PROMPT_VERSION_KEY", value: hexKey("pv") },
            ],
        },
    }),
    program("checksums of an object", "aws:s3/bucketObject:BucketObject", {
        metadata: { "x-amz-server-side-encryption-customer-key-MD5": "kPfH1Zr1W7kUqA==", "content-sha512": key64("s") },
    }),
    program("signed webhook", "azure-native:containerregistry:Webhook", {
        serviceUri: "https://hooks.acme.example",
        customHeaders: { "X-Signature-Key": key64("wh") },
    }),
    program("bare key beside cosmos", "azure-native:app:ContainerApp", {
        template: {
            containers: [
                {
                    env: [
                        { name: "COSMOS_ENDPOINT", value: "https://f.documents.azure.com" },
                        { name: "KEY", value: key64("f") },
                        { name: "ENDPOINT_SIGNING", value: key64("f2") },
                    ],
                },
            ],
        },
    }),
    program("key set", "kubernetes:core/v1:ConfigMap", {
        data: {
            "jwks.json": JSON.stringify({
                keys: [{ kty: "oct", k: bytes("jw", 64).toString("base64url"), kid: hexKey("kid") }],
            }),
        },
    }),
    program("data protection", "azure-native:web:WebApp", {
        siteConfig: {
            appSettings: [
                { name: "DataProtection__MasterKey", value: key64("dp") },
                { name: "DataProtection__BlobUri", value: "https://dp.blob.core.windows.net/keys/k.xml" },
            ],
        },
    }),
];
