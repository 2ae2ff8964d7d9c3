import type { Body } from "local-azure";
import { containerApps, containerAppsJobs } from "../../../components/consumers/containerApps/scan";
import { describeScanner, secretUri, shown } from "../../dependents/support/describeScanner";
import { GROUP } from "../../dependents/support/marks";

const several = `${GROUP}/Microsoft.App/containerApps/several`;

describeScanner(containerApps, {
    packageName: "@azure/arm-appcontainers",
    resources: [
        shown(
            `${GROUP}/Microsoft.App/containerApps/api`,
            {
                template: {
                    containers: [
                        {
                            env: [
                                { name: "PLAIN", value: "p" },
                                { name: "REF", secretRef: "key" },
                            ],
                            args: ["b"],
                        },
                    ],
                    initContainers: [{ env: [{ name: "FIRST", value: "i" }] }],
                },
            },
            {
                listSecrets: {
                    value: [
                        { name: "key", value: "a" },
                        { name: "kv", keyVaultUrl: secretUri },
                    ],
                },
            },
        ),
        shown(`${GROUP}/Microsoft.App/containerApps/bare`, { configuration: { secrets: [] } }),
        shown(several, {
            configuration: { activeRevisionsMode: "Multiple", secrets: [] },
            latestRevisionName: "several--3",
        }),
        shown(`${several}/revisions/several--1`, { active: false, template: withVariable("1") }),
        shown(`${several}/revisions/several--2`, { active: true, template: withVariable("2") }),
        shown(`${several}/revisions/several--3`, { active: true, template: withVariable("3") }),
    ],
    held: [
        "api/key: text a",
        `api/kv: reference ${secretUri}`,
        "api/PLAIN: text p",
        "api/FIRST: text i",
        'api/template: text {"template":{"containers":[{"args":["b"]}],"initContainers":[{}]},"settings":{}}',
        'several/template: text {"settings":{"activeRevisionsMode":"Multiple"}}',
        "several/several--2/KEY: text 2",
        'several/several--2/template: text {"template":{"containers":[{}]},"settings":{}}',
    ],
    calls: 2,
});

describeScanner(containerAppsJobs, {
    packageName: "@azure/arm-appcontainers",
    resources: [
        shown(`${GROUP}/Microsoft.App/jobs/nightly`, {}, { listSecrets: { value: [{ name: "key", value: "a" }] } }),
    ],
    held: ["nightly/key: text a"],
    calls: 1,
});

function withVariable(value: string): Body {
    return { containers: [{ env: [{ name: "KEY", value }] }] };
}
