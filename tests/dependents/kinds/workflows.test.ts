import { workflows } from "../../../components/dependents/kinds/workflows";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

describeScanner(workflows, {
    packageName: "@azure/arm-logic",
    resources: [
        shown(`${GROUP}/Microsoft.Logic/workflows/flow`, { definition: { key: "a" }, parameters: {} }),
        shown(`${GROUP}/Microsoft.Logic/workflows/bare`),
    ],
    held: ['flow/definition: text {"key":"a"}', "flow/parameters: text {}"],
    calls: 0,
});
