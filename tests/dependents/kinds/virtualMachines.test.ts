import { scaleSets, virtualMachines } from "../../../components/dependents/kinds/virtualMachines";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

describeScanner(virtualMachines, {
    packageName: "@azure/arm-compute",
    resources: [
        shown(`${GROUP}/Microsoft.Compute/virtualMachines/vm`),
        shown(`${GROUP}/Microsoft.Compute/virtualMachines/vm/extensions/diagnostics`, {
            type: "IaaSDiagnostics",
            settings: { StorageAccount: "uploads" },
        }),
        shown(`${GROUP}/Microsoft.Compute/virtualMachines/vm/extensions/login`, { type: "AADLogin" }),
    ],
    held: ['vm/diagnostics: masked {"StorageAccount":"uploads"};AccountName=uploads'],
    calls: 1,
});

describeScanner(scaleSets, {
    packageName: "@azure/arm-compute",
    resources: [
        shown(`${GROUP}/Microsoft.Compute/virtualMachineScaleSets/farm`, {
            virtualMachineProfile: {
                extensionProfile: {
                    extensions: [
                        { name: "diagnostics", properties: { settings: { storageAccount: "uploads" } } },
                        { name: "health" },
                    ],
                },
            },
        }),
        shown(`${GROUP}/Microsoft.Compute/virtualMachineScaleSets/flexible`),
    ],
    held: ['farm/diagnostics: masked {"storageAccount":"uploads"};AccountName=uploads'],
    calls: 0,
});
