import assert from "node:assert/strict";
import type { Operation } from "../../specs/operation";
import { readOperations } from "../../specs/readOperations";

const GROUP = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers";

describe("the operations of a management package", () => {
    async function operation(packageName: string, name: string): Promise<Operation> {
        const found = (await readOperations(packageName)).find((one) => one.name === name);
        assert.ok(found !== undefined, `${packageName} has no ${name}`);
        const { package: from, ...rest } = found;
        assert.match(from, new RegExp(`^${packageName}@\\d+\\.\\d+\\.\\d+$`));
        return { package: packageName, ...rest };
    }

    it("are read from the specification that the client hands to its core", async () => {
        assert.deepEqual(await operation("@azure/arm-redisenterprisecache", "databases.beginRegenerateKey"), {
            package: "@azure/arm-redisenterprisecache",
            name: "databases.beginRegenerateKey",
            method: "POST",
            path: `${GROUP}/Microsoft.Cache/redisEnterprise/{clusterName}/databases/{databaseName}/regenerateKey`,
            apiVersion: "2022-01-01",
            body: [{ name: "keyType", required: true, allowedValues: ["Primary", "Secondary"] }],
            response: ["primaryKey", "secondaryKey"],
            statuses: [200, 201, 202, 204],
            isLongRunning: true,
        });
    });

    it("are read from the requests of a client that sends them straight away", async () => {
        assert.deepEqual(await operation("@azure/arm-containerregistry", "registries.regenerateCredential"), {
            package: "@azure/arm-containerregistry",
            name: "registries.regenerateCredential",
            method: "POST",
            path: `${GROUP}/Microsoft.ContainerRegistry/registries/{registryName}/regenerateCredential`,
            apiVersion: "2025-11-01",
            body: [{ name: "name", required: true, allowedValues: ["password", "password2"] }],
            response: ["username", "passwords", "passwords[].name", "passwords[].value"],
            statuses: [200],
            isLongRunning: false,
        });
    });

    it("are read of the oldest packages, too", async () => {
        const name = "agentRegistrationInformation.regenerateKey";
        const { path, body, response, isLongRunning } = await operation("@azure/arm-automation", name);
        assert.equal(
            path,
            `${GROUP}/Microsoft.Automation/automationAccounts/{automationAccountName}/agentRegistrationInformation/regenerateKey`,
        );
        assert.deepEqual(body, [{ name: "keyName", required: true, allowedValues: ["primary", "secondary"] }]);
        assert.ok(response.includes("keys.primary") && response.includes("keys.secondary"));
        assert.equal(isLongRunning, false);
    });

    it("say which values a type that may grow has today", async () => {
        const { body } = await operation("@azure/arm-signalr", "signalR.beginRegenerateKey");
        assert.deepEqual(body, [{ name: "keyType", required: false, allowedValues: ["Primary", "Secondary", "Salt"] }]);
    });

    it("say in words what a parameter takes that has no list of values", async () => {
        const { body } = await operation("@azure/arm-storage", "storageAccounts.regenerateKey");
        assert.equal(body?.length, 1);
        assert.deepEqual([body[0]?.name, body[0]?.required, body[0]?.allowedValues], ["keyName", true, undefined]);
        assert.match(body[0]?.documentation ?? "", /key1, key2/);
    });

    it("say which values a part of the path takes", async () => {
        const { pathParameters, body } = await operation("@azure/arm-search", "adminKeys.regenerate");
        assert.deepEqual(pathParameters, [
            { name: "keyKind", required: true, allowedValues: ["primary", "secondary"] },
        ]);
        assert.equal(body, undefined);
    });

    it("say which headers a write takes", async () => {
        const { method, headers } = await operation("@azure/arm-iothub", "iotHubResource.beginCreateOrUpdate");
        assert.deepEqual([method, headers], ["PUT", ["If-Match"]]);
    });

    it("say that an answer comes in pages, in either form of package", async () => {
        const { response: old } = await operation("@azure/arm-appconfiguration", "configurationStores.listKeys");
        assert.deepEqual([old[0], old[1], old.at(-1)], ["value", "value[].id", "nextLink"]);
        const { response: recent } = await operation("@azure/arm-containerregistry", "registries.list");
        assert.deepEqual([recent[0], recent[1], recent.at(-1)], ["value", "value[].id", "nextLink"]);
    });

    it("are long-running where the client polls, in the newer form of package too", async () => {
        const generate = await operation("@azure/arm-containerregistry", "registries.generateCredentials");
        assert.deepEqual([generate.isLongRunning, generate.statuses], [true, [200, 201, 202]]);
        const list = await operation("@azure/arm-containerregistry", "registries.listCredentials");
        assert.equal(list.isLongRunning, false);
    });
});
