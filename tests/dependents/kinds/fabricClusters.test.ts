import { fabricClusters } from "../../../components/dependents/kinds/fabricClusters";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

const storage = { storageAccountName: "uploads", protectedAccountKeyName: "StorageAccountKey1" };

describeScanner(fabricClusters, {
    packageName: "@azure/arm-servicefabric",
    resources: [
        shown(`${GROUP}/Microsoft.ServiceFabric/clusters/fabric`, { diagnosticsStorageAccountConfig: storage }),
        shown(`${GROUP}/Microsoft.ServiceFabric/clusters/silent`),
    ],
    held: [`fabric: masked ${JSON.stringify(storage)};AccountName=uploads`],
    calls: 0,
});
