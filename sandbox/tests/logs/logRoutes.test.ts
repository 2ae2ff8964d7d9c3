import assert from "node:assert/strict";
import { ACCOUNT, useLocalAzure } from "../../testing/localAzureFixture";
import { packageClient } from "../support/packageClient";

const WORKSPACE = "Microsoft.OperationalInsights/workspaces/logs";
const SETTING = `${ACCOUNT}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/toLogs`;
const NO_TIME = new Date(0);

describe("the local Azure, as a workspace of logs", function () {
    this.timeout(30_000);
    const fixture = useLocalAzure();

    it("makes one for the client of the service's own package, and shows by which GUID it is queried", async () => {
        const { azure } = fixture();
        const client = await packageClient(azure, "@azure/arm-operationalinsights");
        const names = ["photos", "packaged"];
        await client("workspaces.beginCreateOrUpdateAndWait", names, { parameters: { location: "here" } });
        const { customerId } = (await client("workspaces.get", names)) as { readonly customerId: string };
        assert.equal(azure.logs.has(customerId), true);
    });

    it("is sent the logs of a service by a diagnostic setting, and no more once that is gone", async () => {
        const { azure, arm, account, accepts } = fixture();
        const made = await arm("PUT", WORKSPACE, { location: "here" });
        const { customerId } = made.body.properties as { readonly customerId: string };
        const logs = [{ categoryGroup: "allLogs", enabled: true }];
        const setting = { properties: { workspaceId: made.body.id, logs } };
        assert.equal((await arm("PUT", SETTING, setting)).status, 200);
        assert.deepEqual((await arm("GET", SETTING)).body.properties, setting.properties);
        const rows = () => azure.logs.query(customerId, "StorageBlobLogs", [NO_TIME, new Date()]).length;
        await accepts(account.keys.key1);
        const before = rows();
        assert.ok(before > 0);
        assert.equal((await arm("DELETE", SETTING)).status, 200);
        await accepts(account.keys.key1);
        assert.equal(rows(), before);
        assert.equal((await arm("GET", SETTING)).status, 404);
    });

    it("is refused where a setting names none", async () => {
        const { arm } = fixture();
        const { status } = await arm("PUT", SETTING, { properties: { workspaceId: "nowhere", logs: [] } });
        assert.equal(status, 400);
    });
});
