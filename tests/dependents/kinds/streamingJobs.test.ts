import { streamingJobs } from "../../../components/dependents/kinds/streamingJobs";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

const job = `${GROUP}/Microsoft.StreamAnalytics/streamingjobs/job`;

describeScanner(streamingJobs, {
    packageName: "@azure/arm-streamanalytics",
    resources: [
        shown(job, { jobStorageAccount: { accountName: "uploads" } }),
        shown(`${job}/inputs/photos`, {
            type: "Reference",
            datasource: {
                type: "Microsoft.Storage/Blob",
                properties: { storageAccounts: [{ accountName: "uploads", accountKey: null }] },
            },
        }),
        shown(`${job}/inputs/identity`, {
            type: "Stream",
            datasource: {
                type: "Microsoft.Storage/Blob",
                properties: { storageAccounts: [{ accountName: "uploads" }], authenticationMode: "Msi" },
            },
        }),
        shown(`${job}/outputs/table`, {
            datasource: { type: "Microsoft.Storage/Table", properties: { accountName: "uploads", table: "t" } },
        }),
        shown(`${job}2`, {
            jobStorageAccount: { accountName: "uploads", authenticationMode: "Msi" },
        }),
    ],
    held: [
        'job: masked {"accountName":"uploads"};AccountName=uploads',
        'job/photos: masked {"storageAccounts":[{"accountName":"uploads","accountKey":null}]};AccountName=uploads',
        'job/table: masked {"accountName":"uploads","table":"t"};AccountName=uploads',
    ],
    calls: 4,
});
