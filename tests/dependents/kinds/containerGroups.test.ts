import { containerGroups } from "../../../components/dependents/kinds/containerGroups";
import { describeScanner, shown } from "../support/describeScanner";
import { GROUP } from "../support/marks";

describeScanner(containerGroups, {
    packageName: "@azure/arm-containerinstance",
    resources: [
        shown(`${GROUP}/Microsoft.ContainerInstance/containerGroups/worker`, {
            volumes: [{ name: "share", azureFile: { storageAccountName: "uploads", shareName: "s" } }, { name: "tmp" }],
            containers: [
                {
                    name: "c",
                    properties: {
                        command: ["run", "b"],
                        environmentVariables: [{ name: "KEY", value: "a" }, { name: "HIDDEN" }],
                    },
                },
            ],
            initContainers: [{ name: "i", properties: { environmentVariables: [{ name: "FIRST", value: "c" }] } }],
        }),
    ],
    held: [
        "worker/share: masked AccountName=uploads",
        "worker/KEY: text a",
        "worker/HIDDEN: text ",
        'worker/c: text ["run","b"]',
        "worker/FIRST: text c",
    ],
    calls: 0,
});
