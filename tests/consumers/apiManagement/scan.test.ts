import { apiManagement } from "../../../components/consumers/apiManagement/scan";
import { describeScanner, secretUri, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(apiManagement, {
    packageName: "@azure/arm-apimanagement",
    resources: [
        shown(`${GROUP}/Microsoft.ApiManagement/service/gate`),
        shown(`${GROUP}/Microsoft.ApiManagement/service/gate/namedValues/plain`, { value: "a", secret: false }),
        shown(
            `${GROUP}/Microsoft.ApiManagement/service/gate/namedValues/hidden`,
            { secret: true },
            { listValue: { value: "b" } },
        ),
        shown(`${GROUP}/Microsoft.ApiManagement/service/gate/namedValues/vaulted`, {
            secret: true,
            keyVault: { secretIdentifier: secretUri },
        }),
    ],
    held: ["gate/plain: text a", "gate/hidden: text b", `gate/vaulted: reference ${secretUri}`],
    calls: 2,
});
