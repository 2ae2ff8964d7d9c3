import assert from "node:assert/strict";
import { keyServiceTypes } from "../../azure/keyServices/types/keyServiceTypes";
import { armPackages } from "../../specs/armPackages";
import { keyOperationsIn } from "../../specs/keyOperations";
import { readOperations } from "../../specs/readOperations";

/** Keys that the packages can make anew, but that the local Azure does not serve as a pair of keys. */
const NOT_SERVED = {
    "Microsoft.ApiManagement/service/tenant/git": "nothing shows its keys",
    "Microsoft.CustomerInsights/hubs/authorizationPolicies": "the service is retired",
    "Microsoft.DocumentDB/databaseAccounts/notebookWorkspaces": "one token",
    "Microsoft.HDInsight/clusters": "the key that it rotates encrypts its disks",
    "Microsoft.Logic/integrationAccounts": "its keys sign addresses and are shown nowhere",
    "Microsoft.Logic/workflows": "its keys sign addresses and are shown nowhere",
    "Microsoft.OperationalInsights/workspaces": "its regenerate names no key",
    "Microsoft.Storage/storageAccounts": "it has a service of its own, with a data plane",
    "Microsoft.Storage/storageAccounts/localUsers": "one password",
    "Microsoft.Web/sites": "one password",
    "Microsoft.Web/sites/hostruntime/webhooks/api/workflows": "its keys sign addresses and are shown nowhere",
    "Microsoft.Web/sites/slots": "one password",
    "Microsoft.Web/staticSites": "one key",
};

/** Resources that have their keys elsewhere than where they are made anew. */
const ELSEWHERE: Readonly<Record<string, string>> = {
    "Microsoft.Automation/automationAccounts/agentRegistrationInformation": "Microsoft.Automation/automationAccounts",
    "Microsoft.BotService/botServices/channels": "Microsoft.BotService/botServices/channels/sites",
};

describe("the management packages of this project", function () {
    this.timeout(120_000);

    it("hold no keys that can be made anew and that the local Azure neither serves nor leaves out for a reason", async () => {
        const found: string[] = [];
        for (const name of armPackages()) {
            found.push(...keyOperationsIn(await readOperations(name)).map(({ resource }) => typeOf(resource)));
        }
        const served = keyServiceTypes.map(({ type }) => type.toLowerCase());
        const left = found.filter((type) => !served.includes((ELSEWHERE[type] ?? type).toLowerCase()));
        assert.deepEqual(left.sort(), Object.keys(NOT_SERVED).sort());
        assert.ok(found.length > 40);
    });

    it("describe every type that the local Azure serves", () => {
        const packages = armPackages();
        assert.deepEqual(
            keyServiceTypes.filter(({ packageName }) => !packages.includes(packageName)),
            [],
        );
    });

    /** The types in the path of a resource: types and names alternate. */
    function typeOf(resource: string): string {
        const [namespace, ...rest] = resource.split("/providers/")[1]?.split("/") ?? [];
        return [namespace, ...rest.filter((_, index) => index % 2 === 0)].join("/");
    }
});
