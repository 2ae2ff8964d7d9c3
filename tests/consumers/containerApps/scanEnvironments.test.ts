import { containerEnvironments } from "../../../components/consumers/containerApps/scanEnvironments";
import { describeScanner, secretUri, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(containerEnvironments, {
    packageName: "@azure/arm-appcontainers",
    resources: [
        shown(`${GROUP}/Microsoft.App/managedEnvironments/env`),
        shown(`${GROUP}/Microsoft.App/managedEnvironments/env/storages/share`, {
            azureFile: { accountName: "uploads", shareName: "s" },
        }),
        shown(`${GROUP}/Microsoft.App/managedEnvironments/env/storages/vaulted`, {
            azureFile: { accountName: "uploads", accountKeyVaultProperties: { keyVaultUrl: secretUri } },
        }),
        shown(`${GROUP}/Microsoft.App/managedEnvironments/env/storages/nfs`, { nfsAzureFile: { server: "s" } }),
        shown(
            `${GROUP}/Microsoft.App/managedEnvironments/env/daprComponents/state`,
            { componentType: "state.azure.blobstorage" },
            { listSecrets: { value: [{ name: "key", value: "a" }] } },
        ),
    ],
    held: ["env/share: masked AccountName=uploads", `env/vaulted: reference ${secretUri}`, "env/state/key: text a"],
    calls: 3,
});
