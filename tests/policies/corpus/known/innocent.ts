import { secret } from "../../support/stacks";
import { type CorpusProgram, program } from "../corpusProgram";
import { bytes, encoded, hexKey, key32, key64, letters, storageConnection } from "../keyForms";

const settings = (values: Readonly<Record<string, string>>) => ({
    siteConfig: { appSettings: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

/** Programs without a key of Azure, though some of them stand beside its services. */
export const INNOCENT_BESIDE_AZURE: readonly CorpusProgram[] = [
    program(
        "django beside blobs",
        "azure-native:web:WebApp",
        settings({
            SECRET_KEY: key64("django"),
            MEDIA_URL: "https://media.blob.core.windows.net/uploads/",
            AZURE_STORAGE_ACCOUNT: "media",
        }),
    ),
    program("app secret beside cosmos", "azure-native:app:ContainerApp", {
        template: {
            containers: [
                {
                    name: "api",
                    env: [
                        { name: "APP_SECRET", value: key64("app secret") },
                        { name: "APP_COSMOS_ENDPOINT", value: "https://app.documents.azure.com" },
                        { name: "APP_STORAGE_URL", value: "https://app.blob.core.windows.net" },
                    ],
                },
            ],
        },
    }),
    program(
        "encryption at rest",
        "azure-native:web:WebApp",
        settings({
            STORAGE_ENCRYPTION_KEY: key32("aes"),
            COSMOS_FIELD_ENCRYPTION_KEY: key64("field"),
            AZURE_BLOB_CLIENT_SIDE_ENCRYPTION_KEY: key32("client side"),
        }),
    ),
    program("vapid", "kubernetes:core/v1:ConfigMap", {
        data: {
            VAPID_PUBLIC_KEY: bytes("vapid", 65).toString("base64url"),
            VAPID_PRIVATE_KEY: bytes("vapid p", 32).toString("base64url"),
        },
    }),
    program(
        "keys of other models",
        "azure-native:web:WebApp",
        settings({
            OPENAI_API_KEY: `sk-proj-${letters("openai", 48)}`,
            DATADOG_API_KEY: hexKey("datadog"),
            SENTRY_DSN: `https://${hexKey("sentry")}@o1.ingest.sentry.io/1`,
            STRIPE_KEY: `sk_live_${letters("stripe", 24)}`,
        }),
    ),
    program("index of a search", "kubernetes:core/v1:ConfigMap", {
        data: {
            "search.json": JSON.stringify({
                index: hexKey("idx"),
                etag: hexKey("etag"),
                endpoint: "https://shop.search.windows.net",
            }),
            MODEL_HASH: hexKey("model"),
            OPENAI_DEPLOYMENT_ID: hexKey("deployment"),
        },
    }),
    program(
        "caches",
        "azure-native:web:WebApp",
        settings({
            CACHE_KEY: hexKey("cache"),
            CACHE_KEY_PREFIX: hexKey("cache prefix"),
            REDIS_HOST: "cart.redis.cache.windows.net",
        }),
    ),
    program(
        "signed url of a cdn",
        "azure-native:web:WebApp",
        settings({
            ASSET: `https://cdn.example.com/a.png?Expires=1893456000&sig=${bytes("cdn", 32).toString("base64url")}`,
            PACKAGE: `https://x.blob.core.windows.net/c?sv=2023-11-03&skoid=5c1e3c5a-8f16-4b6f-9d1c-d3bb4ba8a8d1&sktid=0f8fad5b-d9cb-469f-a165-70867728950e&sig=${encodeURIComponent(key32("ud"))}&se=2026-01-06`,
        }),
    ),
    program("jwt", "command:local:Command", {
        create: "node check.js",
        environment: {
            TOKEN: `${encoded('{"alg":"HS512"}')}.${encoded('{"sub":"ci"}').replace(/=/g, "")}.${bytes("jwt sig", 64).toString("base64url")}`,
        },
    }),
    program(
        "identity everywhere",
        "azure-native:web:WebApp",
        settings({
            AzureWebJobsStorage__accountName: "acme",
            ServiceBusConnection__fullyQualifiedNamespace: "acme.servicebus.windows.net",
            AppConfig__Endpoint: "https://acme.azconfig.io",
            COSMOS: "AccountEndpoint=https://acme.documents.azure.com:443/;",
            SQL: "Server=tcp:acme.database.windows.net;Authentication=Active Directory Default;Database=shop",
        }),
    ),
    program("lock file in a command", "docker:index/image:Image", {
        imageName: "x",
        build: {
            args: {
                LOCK: JSON.stringify({
                    "left-pad": {
                        integrity: `sha512-${key64("left-pad")}`,
                        resolved: "https://registry.example/left-pad.tgz",
                    },
                }),
            },
        },
    }),
    program("template with roles", "azure-native:resources:Deployment", {
        properties: {
            template: {
                resources: [
                    {
                        type: "Microsoft.Web/sites",
                        name: "s",
                        identity: { type: "SystemAssigned" },
                        properties: {
                            siteConfig: { appSettings: [{ name: "A", value: "[reference('s').defaultHostName]" }] },
                        },
                    },
                    {
                        type: "Microsoft.App/managedEnvironments",
                        name: "e",
                        properties: {
                            appLogsConfiguration: {
                                logAnalyticsConfiguration: {
                                    sharedKey: "[listKeys(variables('w'), '2022-10-01').primarySharedKey]",
                                },
                            },
                        },
                    },
                    {
                        type: "Microsoft.KeyVault/vaults",
                        name: "v",
                        resources: [
                            {
                                type: "secrets",
                                name: "k",
                                properties: { value: "[listKeys(variables('s'), '2023-05-01').keys[0].value]" },
                            },
                        ],
                    },
                ],
            },
        },
    }),
    program("secrets of a vault", "azure-native:keyvault:Secret", {
        vaultName: "acme",
        secretName: "storage",
        properties: { value: "@reference", attributes: { expires: 1893456000 } },
        tags: { version: hexKey("version"), "storage-account": "acme" },
    }),
    {
        name: "cosmos with a key that only reads",
        resources: [
            {
                type: "azure-native:keyvault:Secret",
                name: "writer",
                inputs: {
                    vaultName: "a",
                    secretName: "w",
                    properties: {
                        value: `AccountEndpoint=https://ro.documents.azure.com:443/;AccountKey=${key64("rw")}`,
                        attributes: { expires: 1 },
                    },
                },
            },
            {
                type: "azure-native:keyvault:Secret",
                name: "reader",
                inputs: {
                    vaultName: "a",
                    secretName: "r",
                    properties: {
                        value: `AccountEndpoint=https://ro.documents.azure.com:443/;AccountKey=${key64("ro")}`,
                        attributes: { expires: 1 },
                    },
                },
            },
        ].map((each) => ({
            ...each,
            inputs: {
                ...each.inputs,
                properties: {
                    ...each.inputs.properties,
                    value: {
                        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
                        value: each.inputs.properties.value,
                    },
                },
            },
        })),
        keys: [],
    },
    {
        name: "two random secrets beside one account",
        resources: ["blue", "green"].map((name) => ({
            type: "azure-native:web:WebApp",
            name,
            inputs: settings({
                FILES: "https://files.blob.core.windows.net",
                APP_KEY_MATERIAL: key64(name),
                ID_TOKEN: key64(`${name} id`),
            }),
            propertyDependencies: { siteConfig: ["urn:pulumi:dev::shop::azure-native:storage:StorageAccount::files"] },
        })),
        keys: [],
    },
    program("webhook secret", "github:index/repositoryWebhook:RepositoryWebhook", {
        configuration: { url: "https://acme.azurewebsites.net/hook", secret: key64("hook"), contentType: "json" },
    }),
    program("random aws", "aws:lambda/function:Function", {
        environment: {
            variables: {
                AWS_SECRET_ACCESS_KEY: letters("aws", 40),
                SHARED_SECRET: key32("hmac"),
                ACCESS_KEY: key32("their access"),
            },
        },
    }),
    program("minio with sharedsecret", "kubernetes:core/v1:ConfigMap", {
        data: { "config.json": JSON.stringify({ sharedSecret: key64("turn"), accessKey: key32("turn a") }) },
    }),
    program("object store of another vendor", "kubernetes:core/v1:ConfigMap", {
        data: { "minio.json": JSON.stringify({ endpoint: "https://minio.acme.example", accessKey: key32("minio") }) },
    }),
    {
        name: "two hubs with rules of one name",
        resources: ["orders", "returns"].map((hub) => ({
            type: "azure-native:keyvault:Secret",
            name: hub,
            inputs: {
                vaultName: "acme",
                secretName: hub,
                properties: {
                    attributes: { expires: 1 },
                    value: secret(
                        `Endpoint=sb://acmehubs.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=${key32(hub)};EntityPath=${hub}`,
                    ),
                },
            },
        })),
        keys: [],
    },
    program(
        "names that are made of other words",
        "azure-native:web:WebApp",
        settings({
            API_MASTER_KEY: hexKey("api master"),
            DOC_PROCESSING_KEY: hexKey("doc processing"),
            SHARE_LINK_SECRET: key64("share links"),
            OPENAI_API_KEY: hexKey("a proxy of our own"),
            OPENAI_BASE_URL: "http://models.internal:4000/v1",
        }),
    ),
    program("cache of our own", "docker:index/container:Container", {
        image: "redis",
        envs: [`REDIS_URL=redis://:${key32("own")}@redis.internal:6379/0`],
        command: ["redis-server", "--requirepass", key32("own")],
    }),
    program("keys of a tunnel", "azure-native:network:VirtualNetworkGatewayConnection", {
        connectionType: "IPsec",
        sharedKey: key32("tunnel"),
    }),
    program("outputs of a template", "azure-native:resources:Deployment", {
        properties: {
            template: { resources: [], outputs: { digest: { type: "string", value: "[parameters('digest')]" } } },
        },
    }),
    program("store of secrets", "vault:kv/secretV2:SecretV2", {
        mount: "kv",
        name: "storage",
        dataJson: secret(JSON.stringify({ connection: storageConnection("kept") })),
    }),
];
