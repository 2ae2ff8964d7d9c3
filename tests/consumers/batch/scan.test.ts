import { batchAccounts } from "../../../components/consumers/batch/scan";
import { describeScanner, shown, uploads } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(batchAccounts, {
    packageName: "@azure/arm-batch",
    resources: [
        shown(`${GROUP}/Microsoft.Batch/batchAccounts/render`, { autoStorage: { storageAccountId: uploads } }),
        shown(`${GROUP}/Microsoft.Batch/batchAccounts/keyless`, {
            autoStorage: { storageAccountId: uploads, authenticationMode: "BatchAccountManagedIdentity" },
        }),
        shown(`${GROUP}/Microsoft.Batch/batchAccounts/render/pools/gpu`, {
            mountConfiguration: [
                { azureFileShareConfiguration: { accountName: "uploads" } },
                {
                    azureBlobFileSystemConfiguration: {
                        accountName: "others",
                        identityReference: { resourceId: "i" },
                    },
                },
                { nfsMountConfiguration: {} },
            ],
            startTask: { commandLine: "a" },
        }),
    ],
    held: [
        `render: keyOf ${uploads}`,
        "render/gpu: masked AccountName=uploads",
        'render/gpu: text {"commandLine":"a"}',
    ],
    calls: 2,
});
