import { automationAccounts } from "../../../components/consumers/automation/scan";
import { describeScanner, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

describeScanner(automationAccounts, {
    packageName: "@azure/arm-automation",
    resources: [
        shown(`${GROUP}/Microsoft.Automation/automationAccounts/ops`),
        shown(`${GROUP}/Microsoft.Automation/automationAccounts/ops/variables/key`, {
            value: '"a"',
            isEncrypted: false,
        }),
        shown(`${GROUP}/Microsoft.Automation/automationAccounts/ops/variables/hidden`, { isEncrypted: true }),
    ],
    held: ['ops/key: text "a"'],
    notLookedAt: [
        "ops/hidden: encrypted: a runbook of its owner sees it by `Get-AutomationVariable`, and `dependents.alsoHeldBy` takes the answer",
    ],
    calls: 1,
});
