import { machineLearning } from "../../../components/consumers/machineLearning/scan";
import { describeScanner, shown, uploads } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(machineLearning, {
    packageName: "@azure/arm-machinelearning",
    resources: [
        shown(
            `${GROUP}/Microsoft.MachineLearningServices/workspaces/ml`,
            { storageAccount: uploads },
            { listStorageAccountKeys: { userStorageKey: "a" } },
        ),
        shown(`${GROUP}/Microsoft.MachineLearningServices/workspaces/hidden`, { storageAccount: uploads }),
        shown(
            `${GROUP}/Microsoft.MachineLearningServices/workspaces/ml/datastores/photos`,
            { datastoreType: "AzureBlob", accountName: "uploads", credentials: { credentialsType: "AccountKey" } },
            { listSecrets: { secretsType: "AccountKey", key: "b" } },
        ),
        shown(`${GROUP}/Microsoft.MachineLearningServices/workspaces/ml/datastores/keyless`, {
            accountName: "uploads",
            credentials: { credentialsType: "None" },
        }),
    ],
    held: ["ml: text a", "ml/photos: text b", `hidden: keyOf ${uploads}`],
    calls: 5,
});
