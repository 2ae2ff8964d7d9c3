import assert from "node:assert/strict";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { type PackageClient, packageClient } from "../support/packageClient";

const GROUP = "photos";

describe("services of the local Azure that hold a key, for the client of their own package", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();
    const at = (path: string) =>
        `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/${GROUP}/providers/${path}`;
    const storageId = () => at("Microsoft.Storage/storageAccounts/uploads");

    async function place(packageName: string, path: string, properties = {}): Promise<PackageClient> {
        const { azure } = fixture();
        await azure.keyServices.place(at(path), packageName, properties);
        return packageClient(azure, packageName);
    }

    beforeEach(() => {
        const { azure } = fixture();
        azure.storage.delete("uploads");
        azure.storage.create("uploads", GROUP);
    });

    it("Machine Learning takes the newer key when it is told to, and shows the one that it has", async () => {
        const account = fixture().azure.storage.get("uploads");
        const ml = await place("@azure/arm-machinelearning", "Microsoft.MachineLearningServices/workspaces/ml", {
            storageAccount: storageId(),
        });
        await ml("workspaces.beginResyncKeys", [GROUP, "ml"]);
        const before = await ml("workspaces.listStorageAccountKeys", [GROUP, "ml"]);
        account.regenerate("key2");
        assert.deepEqual(await ml("workspaces.listStorageAccountKeys", [GROUP, "ml"]), before);
        await ml("workspaces.beginResyncKeys", [GROUP, "ml"]);
        assert.deepEqual(await ml("workspaces.listStorageAccountKeys", [GROUP, "ml"]), {
            userStorageKey: account.keys.key2,
        });
    });

    it("Machine Learning takes one slot's key alone where a test says so", async () => {
        const account = fixture().azure.storage.get("uploads");
        const ml = await place("@azure/arm-machinelearning", "Microsoft.MachineLearningServices/workspaces/one", {
            storageAccount: storageId(),
            storageKeySlot: "key1",
        });
        account.regenerate("key2");
        await ml("workspaces.beginResyncKeys", [GROUP, "one"]);
        const shown = await ml("workspaces.listStorageAccountKeys", [GROUP, "one"]);
        assert.deepEqual(shown, { userStorageKey: account.keys.key1 });
    });

    it("Batch says when it read the keys last", async () => {
        const batch = await place("@azure/arm-batch", "Microsoft.Batch/batchAccounts/jobs", {
            autoStorage: { storageAccountId: storageId(), authenticationMode: "StorageKeys" },
        });
        const from = new Date();
        await batch("batchAccountOperations.synchronizeAutoStorageKeys", [GROUP, "jobs"]);
        const { autoStorage } = (await batch("batchAccountOperations.get", [GROUP, "jobs"])) as {
            readonly autoStorage: { readonly lastKeySync: Date };
        };
        assert.ok(autoStorage.lastKeySync >= from);
    });

    it("API Management shows a named value that is asked for, and not with the rest of it", async () => {
        const api = await place("@azure/arm-apimanagement", "Microsoft.ApiManagement/service/api");
        const names = [GROUP, "api", "uploads"];
        await api("namedValue.beginCreateOrUpdate", names, { displayName: "uploads", value: "held", secret: true });
        assert.equal(JSON.stringify(await api("namedValue.get", names)).includes("held"), false);
        assert.deepEqual(await api("namedValue.listValue", names), { value: "held" });
    });

    it("Automation shows a variable that is not encrypted (called by hand: its package sends in a way of its own)", async () => {
        const { azure, arm } = fixture();
        const account = "Microsoft.Automation/automationAccounts/runbooks";
        await azure.keyServices.place(at(account), "@azure/arm-automation");
        const shown = async (name: string, isEncrypted: boolean) => {
            const path = `${account}/variables/${name}?api-version=2015-10-31`;
            const written = await arm("PUT", path, { name, properties: { value: '"held"', isEncrypted } });
            assert.equal(written.status, 200);
            return JSON.stringify(await arm("GET", path));
        };
        assert.match(await shown("plain", false), /held/);
        assert.doesNotMatch(await shown("hidden", true), /held/);
    });

    it("Data Factory masks the secrets of a linked service", async () => {
        const factory = await place("@azure/arm-datafactory", "Microsoft.DataFactory/factories/factory");
        const names = [GROUP, "factory", "uploads"];
        const properties = {
            type: "AzureBlobStorage",
            connectionString: { type: "SecureString", value: "held" },
        };
        await factory("linkedServices.createOrUpdate", names, { properties });
        const shown = JSON.stringify(await factory("linkedServices.get", names));
        assert.match(shown, /\*{10}/);
        assert.doesNotMatch(shown, /held/);
    });

    it("IoT Hub masks the keys of its endpoints, and takes a masked one for the one that it has", async () => {
        const { azure } = fixture();
        await azure.keyServices.create(at("Microsoft.Devices/IotHubs/hub/IotHubKeys/service"));
        const hub = await packageClient(azure, "@azure/arm-iothub");
        const endpoint = {
            name: "archive",
            connectionString: "AccountName=uploads;AccountKey=held",
            containerName: "c",
        };
        const id = at("Microsoft.Devices/IotHubs/hub");
        const write = async (storageContainers: readonly unknown[]) => {
            const read = (await hub("iotHubResource.get", [GROUP, "hub"])) as { readonly properties: object };
            const authorizationPolicies = await hub("iotHubResource.listKeys", [GROUP, "hub"]);
            const properties = {
                ...read.properties,
                authorizationPolicies,
                routing: { endpoints: { storageContainers } },
            };
            await hub("iotHubResource.beginCreateOrUpdate", [GROUP, "hub"], { ...read, properties });
        };
        await write([endpoint]);
        const masked = { ...endpoint, connectionString: "AccountName=uploads;AccountKey=****" };
        assert.match(JSON.stringify(await hub("iotHubResource.get", [GROUP, "hub"])), /AccountKey=\*{4}/);
        await write([masked, { ...masked, name: "other", connectionString: "AccountName=o;AccountKey=new" }]);
        const { held } = azure.keyServices;
        assert.equal(held.get(`${id}/archive`.toLowerCase()), endpoint.connectionString);
        assert.equal(held.get(`${id}/other`.toLowerCase()), "AccountName=o;AccountKey=new");
    });
});
