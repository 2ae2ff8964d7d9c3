import { apiConnections } from "../../../components/dependents/kinds/apiConnections";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

describeScanner(apiConnections, {
    packageName: "@azure/arm-appservice",
    resources: [
        shown(`${GROUP}/Microsoft.Web/connections/azureblob`, {
            api: { name: "azureblob" },
            nonSecretParameterValues: { accountName: "uploads" },
        }),
        shown(`${GROUP}/Microsoft.Web/connections/azurequeues`, { parameterValues: { storageaccount: "uploads" } }),
        shown(`${GROUP}/Microsoft.Web/connections/newer`, {
            parameterValueSet: { name: "keyBasedAuth", values: { accountName: { value: "uploads" } } },
        }),
        shown(`${GROUP}/Microsoft.Web/connections/identity`, {
            parameterValueSet: { name: "managedIdentityAuth", values: { accountName: { value: "uploads" } } },
        }),
        shown(`${GROUP}/Microsoft.Web/connections/office`, { api: { name: "office365" } }),
    ],
    held: [
        'azureblob: masked {"nonSecretParameterValues":{"accountName":"uploads"}};AccountName=uploads',
        'azurequeues: masked {"parameterValues":{"storageaccount":"uploads"}};AccountName=uploads',
        'newer: masked {"parameterValueSet":{"name":"keyBasedAuth","values":{"accountName":{"value":"uploads"}}}};AccountName=uploads',
        "office: masked {}",
    ],
    calls: 0,
});
