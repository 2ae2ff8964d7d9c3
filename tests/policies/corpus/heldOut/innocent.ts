import { type CorpusProgram, program } from "../corpusProgram";
import { bytes, encoded, hexKey, key32, key64 } from "../keyForms";

const settings = (values: Readonly<Record<string, string>>) => ({
    siteConfig: { appSettings: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

/** Programs without a key of Azure. */
export const INNOCENT: readonly CorpusProgram[] = [
    program(
        "tokens signed with HS512",
        "azure-native:web:WebApp",
        settings({ JWT_SIGNING_SECRET: key64("jwt"), JWT_ALGORITHM: "HS512" }),
    ),
    program("cookie secret", "kubernetes:core/v1:Secret", {
        metadata: { name: "session" },
        stringData: { COOKIE_SECRET: key64("cookie") },
    }),
    program("public signature of an update", "azure-native:app:ContainerApp", {
        template: {
            containers: [{ name: "updater", env: [{ name: "RELEASE_SIGNATURE", value: key64("release ed25519") }] }],
        },
    }),
    program(
        "integrity of scripts",
        "azure-native:web:WebApp",
        settings({ APP_JS_INTEGRITY: `sha512-${key64("app.js")}`, CSP: `script-src 'sha256-${key32("inline")}'` }),
    ),
    program(
        "package by a user delegation sas",
        "azure-native:web:WebApp",
        settings({
            WEBSITE_RUN_FROM_PACKAGE: `https://acmepkg.blob.core.windows.net/releases/app.zip?skoid=5c1e3c5a-8f16-4b6f-9d1c-d3bb4ba8a8d1&sktid=0f8fad5b-d9cb-469f-a165-70867728950e&skt=2026-01-01T00%3A00%3A00Z&ske=2026-01-07T00%3A00%3A00Z&sks=b&skv=2022-11-02&sv=2022-11-02&se=2026-01-06T00%3A00%3A00Z&sr=b&sp=r&sig=${encodeURIComponent(key32("delegation"))}`,
        }),
    ),
    program("hashes of a build", "azure-native:containerinstance:ContainerGroup", {
        containers: [
            {
                name: "web",
                image: `acme.azurecr.io/web@sha256:${bytes("image", 32).toString("hex")}`,
                environmentVariables: [
                    { name: "GIT_COMMIT", value: bytes("commit", 20).toString("hex") },
                    { name: "CONTENT_MD5", value: hexKey("content") },
                    { name: "ARCHIVE_SHA512", value: bytes("archive", 64).toString("hex") },
                ],
            },
        ],
    }),
    program("wireguard peers", "kubernetes:core/v1:ConfigMap", {
        metadata: { name: "wg" },
        data: { "wg0.conf": `[Peer]\nPublicKey = ${key32("peer")}\nEndpoint = vpn.acme.example:51820\n` },
    }),
    program(
        "settings that name the vault",
        "azure-native:web:WebApp",
        settings({
            OPENAI_API_KEY: `@Microsoft.KeyVault(SecretUri=https://acme.vault.azure.net/secrets/openai/${hexKey("version")})`,
            COGNITIVE_KEY_URI: `https://acme.vault.azure.net/secrets/cognitive/${hexKey("version 2")}`,
        }),
    ),
    program(
        "telemetry",
        "azure-native:web:WebApp",
        settings({
            APPLICATIONINSIGHTS_CONNECTION_STRING:
                "InstrumentationKey=7d9f5a3e-6e33-4a6f-8f7b-d2a4c2f9d101;IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/",
            APPINSIGHTS_INSTRUMENTATIONKEY: "7d9f5a3e-6e33-4a6f-8f7b-d2a4c2f9d101",
        }),
    ),
    program("search of another vendor", "azure-native:web:StaticSite", {
        appSettings: {
            ALGOLIA_APP_ID: "BH4D9OD16A",
            ALGOLIA_SEARCH_KEY: hexKey("algolia"),
            SEARCH_INDEX_VERSION: hexKey("index"),
        },
    }),
    program("airflow and laravel", "kubernetes:apps/v1:Deployment", {
        spec: {
            template: {
                spec: {
                    containers: [
                        {
                            name: "airflow",
                            env: [
                                {
                                    name: "AIRFLOW__CORE__FERNET_KEY",
                                    value: `${bytes("fernet", 32).toString("base64url")}=`,
                                },
                                { name: "APP_KEY", value: `base64:${key32("laravel")}` },
                            ],
                        },
                    ],
                },
            },
        },
    }),
    program("placeholders", "local:index/file:File", {
        filename: "README.md",
        content:
            "Set STORAGE to DefaultEndpointsProtocol=https;AccountName=<name>;AccountKey=<key> and FLAGS to Endpoint=https://<store>.azconfig.io;Id=<id>;Secret=<secret>. In the pipeline: AccountKey=$(STORAGE_KEY).",
    }),
    program("certificates and ssh keys", "azure-native:compute:VirtualMachine", {
        osProfile: {
            linuxConfiguration: {
                ssh: {
                    publicKeys: [
                        {
                            path: "/home/ops/.ssh/authorized_keys",
                            keyData: `ssh-ed25519 ${encoded(`ssh-ed25519 ${key64("ssh").slice(0, 32)}`)} ops`,
                        },
                    ],
                },
            },
            customData: encoded(
                `-----BEGIN CERTIFICATE-----\n${bytes("certificate", 720).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
            ),
        },
    }),
    program("emulator in a test job", "command:local:Command", {
        create: "npm test",
        environment: {
            STORAGE:
                "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://127.0.0.1:10000/devstoreaccount1;",
        },
    }),
    program(
        "secrets of a framework",
        "azure-native:web:WebApp",
        settings({
            SECRET_KEY_BASE: bytes("rails", 64).toString("hex"),
            SESSION_SECRET: bytes("session", 32).toString("hex"),
            traceparent: `00-${hexKey("trace")}-${bytes("span", 8).toString("hex")}-01`,
            AZURE_TENANT: "0f8fad5bd9cb469fa16570867728950e",
        }),
    ),
    program("template that fills the vault", "azure-native:resources:Deployment", {
        properties: {
            mode: "Incremental",
            template: {
                resources: [
                    {
                        type: "Microsoft.KeyVault/vaults/secrets",
                        apiVersion: "2023-07-01",
                        name: "acme/storage",
                        properties: {
                            value: "[listKeys(resourceId('Microsoft.Storage/storageAccounts', 'acme'), '2023-05-01').keys[0].value]",
                        },
                    },
                ],
                outputs: { uri: { type: "string", value: "[reference('acme').vaultUri]" } },
            },
        },
    }),
];
