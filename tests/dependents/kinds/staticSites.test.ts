import { staticSites } from "../../../components/dependents/kinds/staticSites";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

describeScanner(staticSites, {
    packageName: "@azure/arm-appservice",
    resources: [
        shown(
            `${GROUP}/Microsoft.Web/staticSites/pages`,
            {},
            { listAppSettings: { properties: { A: "a" } }, listFunctionAppSettings: { properties: { B: "b" } } },
        ),
    ],
    held: ["pages/A: text a", "pages/B: text b"],
    calls: 2,
});
