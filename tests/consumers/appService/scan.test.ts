import { webApps } from "../../../components/consumers/appService/scan";
import { describeScanner, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

const web = `${GROUP}/Microsoft.Web/sites/web`;
const mount = { type: "AzureFiles", accountName: "uploads", shareName: "s", mountPath: "/s" };

describeScanner(webApps, {
    packageName: "@azure/arm-appservice",
    resources: [
        shown(web, { state: "Stopped", enabled: false }),
        shown(`${web}/config/appsettings`, {}, { list: { properties: { UPLOADS: "a", EMPTY: "" } } }),
        shown(`${web}/config/connectionstrings`, {}, { list: { properties: { DB: { value: "b", type: "Custom" } } } }),
        shown(
            `${web}/config/azurestorageaccounts`,
            {},
            { list: { properties: { share: { ...mount, accessKey: "c" }, hidden: mount } } },
        ),
        shown(`${web}/slots/staging`),
        shown(`${web}/slots/staging/config/appsettings`, {}, { list: { properties: { UPLOADS: "d" } } }),
        shown(`${web}/slots/staging/config/connectionstrings`, {}, { list: { properties: {} } }),
        shown(`${web}/slots/staging/config/azurestorageaccounts`, {}, { list: { properties: {} } }),
    ],
    held: [
        "web/UPLOADS: text a",
        "web/EMPTY: text ",
        "web/DB: text b",
        "web/share: text c",
        "web/hidden: masked AccountName=uploads",
        "web/staging/UPLOADS: text d",
    ],
    calls: 4 + 3,
});
