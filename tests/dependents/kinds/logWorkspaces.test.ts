import { logWorkspaces } from "../../../components/dependents/kinds/logWorkspaces";
import { describeScanner, shown, uploads } from "../support/describeScanner";
import { GROUP } from "../support/marks";

const workspace = `${GROUP}/Microsoft.OperationalInsights/workspaces/logs`;

describeScanner(logWorkspaces, {
    packageName: "@azure/arm-operationalinsights",
    resources: [
        shown(workspace),
        shown(`${workspace}/storageInsightConfigs/hidden`, { tables: ["WAD"], storageAccount: { id: uploads } }),
        shown(`${workspace}/storageInsightConfigs/shown`, { storageAccount: { id: uploads, key: "a" } }),
        shown(`${workspace}/storageInsightConfigs/none`),
    ],
    held: [`logs/hidden: keyOf ${uploads}`, "logs/shown: text a"],
    calls: 1,
});
