import { type CorpusProgram, program } from "../corpusProgram";
import { annotated, busConnection, encoded, hexKey, key32, key64, marked52, storageConnection } from "../keyForms";

const SAS_SIGNATURE = encodeURIComponent(key32("exports sas"));

/** Keys in other clouds, pipelines and tools. */
export const OTHER_CLOUDS: readonly CorpusProgram[] = [
    program(
        "cloud run worker",
        "gcp:cloudrunv2/service:Service",
        {
            location: "europe-west1",
            template: {
                containers: [
                    {
                        image: "gcr.io/acme/worker@sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                        envs: [
                            { name: "LOG_LEVEL", value: "info" },
                            { name: "JOBS_BUS", value: busConnection("acmejobs", "incoming") },
                        ],
                    },
                ],
            },
        },
        ["JOBS_BUS", "Service Bus, connection string with an entity"],
    ),
    program(
        "lambda that publishes",
        "aws:lambda/function:Function",
        {
            runtime: "nodejs20.x",
            environment: {
                variables: {
                    TOPIC_ENDPOINT: "https://acme-orders.westeurope-1.eventgrid.azure.net/api/events",
                    TOPIC_KEY: key32("acme-orders topic"),
                },
            },
        },
        ["TOPIC_KEY", "Event Grid, 32 bytes in base64"],
    ),
    program(
        "vercel assistant",
        "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
        { projectId: "prj_1", key: "AZURE_OPENAI_API_KEY", value: hexKey("assistant"), targets: ["production"] },
        ["value", "OpenAI, 32 hex"],
    ),
    program(
        "worker with a sas",
        "cloudflare:index/workersSecret:WorkersSecret",
        {
            accountId: "9a7806061c88ada191ed06f989cc3dac",
            name: "EXPORTS",
            scriptName: "exports",
            secretText: `https://acmeexports.blob.core.windows.net/exports?sv=2022-11-02&ss=b&srt=co&sp=rl&se=2031-01-01T00:00:00Z&spr=https&sig=${SAS_SIGNATURE}`,
        },
        ["secretText", "Storage, account SAS in a URL"],
    ),
    program(
        "snowflake stage",
        "snowflake:index/stage:Stage",
        {
            database: "RAW",
            schema: "PUBLIC",
            url: "azure://acmelake.blob.core.windows.net/landing",
            credentials: `AZURE_SAS_TOKEN='?sv=2023-01-03&ss=bf&srt=sco&sp=rwdlacx&se=2030-06-01T08:00:00Z&sig=${encodeURIComponent(key32("stage"))}'`,
        },
        ["credentials", "Storage, account SAS alone"],
    ),
    program(
        "kafka connector",
        "confluentcloud:index/connector:Connector",
        {
            configNonsensitive: {
                "connector.class": "AzureEventHubsSource",
                "azure.eventhubs.namespace": "acmetelemetry",
            },
            configSensitive: {
                "azure.eventhubs.sas.key": `${key32("hub").slice(0, 33)}+AEhC${key32("hub").slice(38)}`,
            },
        },
        ["azure.eventhubs.sas.key", "Event Hubs, 32 bytes in base64 with a mark"],
    ),
    program(
        "repository secret",
        "github:index/actionsSecret:ActionsSecret",
        {
            repository: "carts",
            secretName: "COSMOS",
            plaintextValue: `AccountEndpoint=https://carts.documents.azure.com:443/;AccountKey=${key64("carts cosmos")};`,
        },
        ["plaintextValue", "Cosmos DB, connection string"],
    ),
    program(
        "pipeline variables",
        "azuredevops:index/variableGroup:VariableGroup",
        {
            projectId: "p",
            name: "search",
            variables: [
                { name: "SEARCH_URL", value: "https://acme.search.windows.net" },
                { name: "SEARCH_ADMIN", secretValue: marked52("search admin", "AzSe"), isSecret: true },
            ],
        },
        ["SEARCH_ADMIN", "AI Search, 52 characters with a mark"],
    ),
    program(
        "docker host",
        "docker:index/container:Container",
        {
            image: "acme/flags:4",
            envs: [
                "ASPNETCORE_ENVIRONMENT=Production",
                `ConnectionStrings__AppConfig=Endpoint=https://acme-flags.azconfig.io;Id=8kQx-l9-s0:Vt1y;Secret=${key32("flags")}`,
            ],
        },
        ["envs", "App Configuration, connection string"],
    ),
    program(
        "publish by curl",
        "command:local:Command",
        {
            create: `curl -sS -X POST -H "aeg-sas-key: ${annotated("ops topic", "AZEG")}" -d @event.json https://ops.northeurope-1.eventgrid.azure.net/api/events`,
        },
        ["create", "Event Grid, 84 characters in a command"],
    ),
    program(
        "env file",
        "local:index/file:File",
        {
            filename: "/srv/app/.env",
            content: [
                "PORT=8080",
                "COGNITIVE_SERVICES_ENDPOINT=https://westeurope.api.cognitive.microsoft.com/",
                `COGNITIVE_SERVICES_KEY=${hexKey("vision")}`,
                "",
            ].join("\n"),
        },
        ["content", "Cognitive Services, 32 hex in a file"],
    ),
    program(
        "backup script",
        "command:remote:Command",
        {
            connection: { host: "10.0.0.4", user: "ops" },
            environment: {
                RCLONE_CONFIG_AZ_TYPE: "azureblob",
                RCLONE_CONFIG_AZ_ACCOUNT: "acmebackup",
                RCLONE_CONFIG_AZ_KEY: key64("acmebackup"),
            },
            create: "rclone sync /data az:nightly",
        },
        ["RCLONE_CONFIG_AZ_KEY", "Storage, 64 bytes in base64"],
    ),
    program(
        "ssm parameter",
        "aws:ssm/parameter:Parameter",
        { type: "String", name: "/photos/storage", value: encoded(storageConnection("acmephotos")) },
        ["value", "Storage, connection string in base64"],
    ),
];
