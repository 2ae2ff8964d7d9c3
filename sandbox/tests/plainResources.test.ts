import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalAzure, startLocalAzure } from "../azure/localAzure";
import { seedEstate } from "../seed/estate";
import { type Arm, armClient } from "../testing/managementClient";

describe("a local Azure that takes any type", function () {
    this.timeout(60_000);
    let directory: string;
    let azure: LocalAzure;
    let arm: Arm;

    before(async () => {
        directory = await mkdtemp(join(tmpdir(), "two-key-any-"));
        azure = await startLocalAzure({ directory, anyType: true });
        arm = await armClient(azure);
        await arm("PUT", `/subscriptions/${azure.subscriptionId}/resourceGroups/photos`, { location: "here" });
    });
    after(async () => {
        await azure.stop();
        await rm(directory, { recursive: true, force: true });
    });

    it("keeps a resource as it was written, and one within it", async () => {
        const path = "Microsoft.Network/virtualNetworks/net";
        assert.equal((await arm("GET", path)).status, 404);
        const made = await arm("PUT", path, { location: "here", properties: { space: "10.0.0.0/16" } });
        assert.equal(made.status, 201);
        const inner = await arm("PUT", `${path}/subnets/a`, { properties: { prefix: "10.0.0.0/24" } });
        assert.deepEqual([inner.body.name, inner.body.type], ["a", "Microsoft.Network/virtualNetworks/subnets"]);
        const { body } = await arm("GET", path);
        assert.deepEqual(body.properties, { space: "10.0.0.0/16", provisioningState: "Succeeded" });
        assert.equal((await arm("DELETE", path)).status, 200);
        assert.equal((await arm("GET", path)).status, 404);
    });

    it("needs the right to it like any other resource", async () => {
        azure.permissions.deny("Microsoft.Network/virtualNetworks/write");
        const refused = await arm("PUT", "Microsoft.Network/virtualNetworks/other", {});
        assert.equal(refused.status, 403);
        assert.match(refused.text, /Microsoft\.Network\/virtualNetworks\/write/);
    });

    it("has an estate, in which apps hold keys of the accounts", async () => {
        await Promise.all(
            ["@azure/arm-cosmosdb", "@azure/arm-servicebus"].map((name) => azure.keyServices.serve(name)),
        );
        const made = await seedEstate(azure);
        assert.equal(made.filter((path) => path.includes("Microsoft.Storage/storageAccounts")).length, 15);
        for (const type of ["DocumentDB", "ServiceBus", "KeyVault", "Web/sites", "App/containerApps"]) {
            assert.ok(
                made.some((path) => path.includes(`Microsoft.${type}`)),
                type,
            );
        }
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/acme/providers`;
        const { body } = await arm("POST", `${group}/Microsoft.Web/sites/acme-web/config/appsettings/list`);
        const { UPLOADS } = body.properties as Readonly<Record<string, string>>;
        assert.equal(UPLOADS, azure.storage.get("acmest01").connectionString("key1"));
        const cosmos = await arm(
            "POST",
            `${group}/Microsoft.DocumentDB/databaseAccounts/acme-orders/listKeys?api-version=2025-10-15`,
        );
        assert.equal(cosmos.status, 200);
    });
});
