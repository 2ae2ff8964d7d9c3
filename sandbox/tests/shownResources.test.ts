import assert from "node:assert/strict";
import { useLocalAzure } from "../testing/localAzureFixture";
import { packageClient } from "./support/packageClient";

const PACKAGE = "@azure/arm-appcontainers";

describe("resources of the local Azure that are read alone, for the client of their service's own package", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();
    const idOf = (name: string) =>
        `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/Microsoft.App/${name}`;
    const names = (items: unknown) => (items as readonly { readonly name: string }[]).map(({ name }) => name);

    before(async () => {
        const { shown } = fixture().azure;
        for (const name of ["one", "two", "three"]) {
            await shown.add({
                id: idOf(`containerApps/${name}`),
                packageName: PACKAGE,
                tags: { owner: "media" },
                properties: { managedEnvironmentId: "env", unheardOf: 1 },
                actions: { listSecrets: { value: [{ name: "key", value: `of ${name}` }], unheardOf: 1 } },
            });
        }
    });

    it("are listed with their subscription, also where there are none", async () => {
        const { azure } = fixture();
        const client = await packageClient(azure, PACKAGE);
        assert.deepEqual(names(await client("containerApps.listBySubscription", [])), ["one", "two", "three"]);
        assert.deepEqual(names(await client("jobs.listBySubscription", [])), []);
    });

    it("show their secrets when they are asked, and no member that the service never has", async () => {
        const client = await packageClient(fixture().azure, PACKAGE);
        const answer = (await client("containerApps.listSecrets", ["photos", "two"])) as Record<string, unknown>;
        assert.deepEqual(answer.value, [{ name: "key", value: "of two" }]);
        assert.equal(answer.unheardOf, undefined);
    });

    it("are refused with another version than that of the package, and where they are not there", async () => {
        const { arm } = fixture();
        const path = `${idOf("containerApps/one")}/listSecrets`;
        assert.equal((await arm("POST", `${path}?api-version=2020-01-01`)).status, 400);
        assert.equal(
            (await arm("POST", `${idOf("containerApps/none")}/listSecrets?api-version=2025-07-01`)).status,
            404,
        );
    });

    it("need a permission of the service", async () => {
        const { azure, arm } = fixture();
        azure.permissions.allowOnly(["Microsoft.App/containerApps/read"]);
        const path = `${idOf("containerApps/one")}/listSecrets?api-version=2025-07-01`;
        assert.equal((await arm("POST", path)).status, 403);
        azure.permissions.allowOnly(undefined);
        assert.equal((await arm("POST", path)).status, 200);
    });
});

describe("web apps and vaults of the local Azure, for the clients of their packages", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();

    it("are listed with their subscription, without deployment slots and without settings", async () => {
        const { azure, arm } = fixture();
        await arm("PUT", "Microsoft.Web/sites/web/slots/staging", { location: "here" });
        const sites = await packageClient(azure, "@azure/arm-appservice");
        const listed = (await sites("webApps.list", [])) as readonly { readonly id: string; readonly name: string }[];
        assert.deepEqual(
            listed.map(({ name }) => name),
            ["web"],
        );
        assert.match(listed[0]?.id ?? "", /\/Microsoft\.Web\/sites\/web$/);
        const vaults = await packageClient(azure, "@azure/arm-keyvault");
        assert.deepEqual(
            ((await vaults("vaults.listBySubscription", [])) as readonly { readonly name: string }[]).map(
                ({ name }) => name,
            ),
            ["safe"],
        );
    });
});
