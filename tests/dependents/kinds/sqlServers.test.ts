import { sqlServers } from "../../../components/dependents/kinds/sqlServers";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

const sql = `${GROUP}/Microsoft.Sql/servers/sql`;
const BLOBS = "https://uploads.blob.core.windows.net/";

describeScanner(sqlServers, {
    packageName: "@azure/arm-sql",
    resources: [
        shown(sql),
        shown(`${sql}/auditingSettings/Default`, { state: "Enabled", storageEndpoint: BLOBS }),
        shown(`${sql}/extendedAuditingSettings/Default`, { state: "Enabled", storageEndpoint: BLOBS }),
        shown(`${sql}/devOpsAuditingSettings/Default`, {
            state: "Enabled",
            storageEndpoint: BLOBS,
            isManagedIdentityInUse: true,
        }),
        shown(`${sql}/securityAlertPolicies/Default`, { state: "Disabled", storageEndpoint: BLOBS }),
        shown(`${sql}/vulnerabilityAssessments/Default`, { storageContainerPath: `${BLOBS}va/` }),
        shown(`${sql}/databases/db`),
        shown(`${sql}/databases/db/auditingSettings/Default`, { state: "Enabled", storageEndpoint: BLOBS }),
        shown(`${sql}/databases/db/extendedAuditingSettings/Default`, { state: "Enabled", storageEndpoint: "" }),
    ],
    held: [
        `sql/extendedAuditingSettings: masked ${BLOBS}`,
        `sql/vulnerabilityAssessments: masked ${BLOBS}va/`,
        `sql/db/auditingSettings: masked ${BLOBS}`,
    ],
    calls: 6 + 2,
});
