import * as web from "@pulumi/azure-native/web";

/** Settings for development: an emulator, and words that stand for keys. */
export function program() {
    new web.WebApp("dev", {
        resourceGroupName: "dev",
        siteConfig: {
            appSettings: [
                { name: "AzureWebJobsStorage", value: "UseDevelopmentStorage=true" },
                {
                    name: "STORAGE",
                    value: "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;BlobEndpoint=http://azurite:10000/devstoreaccount1;",
                },
                { name: "PRODUCTION", value: "DefaultEndpointsProtocol=https;AccountName=<account>;AccountKey=<key>" },
                { name: "FROM_VAULT", value: "@Microsoft.KeyVault(VaultName=shop;SecretName=storage)" },
            ],
        },
    });
}
