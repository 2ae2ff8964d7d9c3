import type { Body } from "local-azure";
import { dataFactories } from "../../../components/consumers/dataFactory/scan";
import { describeScanner, secretUri, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(dataFactories, {
    packageName: "@azure/arm-datafactory",
    resources: [
        shown(`${GROUP}/Microsoft.DataFactory/factories/etl`, {
            globalParameters: { key: { type: "String", value: "a" } },
        }),
        linked("blob", { connectionString: "AccountName=uploads;", encryptedCredential: "x" }),
        linked("identity", { serviceEndpoint: "https://uploads.blob.core.windows.net" }),
        linked("vault", { baseUrl: "https://keys.vault.azure.net/" }),
        linked("vaulted", {
            connectionString: "AccountName=uploads;",
            accountKey: { type: "AzureKeyVaultSecret", store: { referenceName: "vault" }, secretName: "uploads" },
        }),
    ],
    held: [
        'etl/globalParameters: text {"key":{"type":"String","value":"a"}}',
        'etl/identity: text {"serviceEndpoint":"https://uploads.blob.core.windows.net"}',
        'etl/vault: text {"baseUrl":"https://keys.vault.azure.net/"}',
        'etl/vaulted: text {"connectionString":"AccountName=uploads;","accountKey":{"type":"AzureKeyVaultSecret","store":{"referenceName":"vault"},"secretName":"uploads"}}',
        'etl/blob: masked {"connectionString":"AccountName=uploads;","encryptedCredential":"x"}',
        `etl/vaulted: reference ${secretUri}`,
    ],
    calls: 1,
});

function linked(name: string, typeProperties: Body) {
    const properties = { type: "AzureBlobStorage", typeProperties };
    return shown(`${GROUP}/Microsoft.DataFactory/factories/etl/linkedservices/${name}`, properties);
}
