import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import { azureKeyPairId } from "../../components/engine/keyPairs/azureKeyPair";
import * as twoKey from "../../components/index";
import { type AzureServiceName, azureService, azureServices } from "../../components/services/azureServices";
import { namesIn } from "../../components/services/resourceNames";
import type { AzureSourceInputs } from "../../components/services/sourceInputs";
import { exampleOf } from "../../docs/generator/serviceExamples";

describe("the table of services", () => {
    for (const service of Object.keys(azureServices) as readonly AzureServiceName[]) {
        const row = azureService(service);
        const { source: inputs, id, resource, connectionString, key } = exampleOf(service);

        it(`${row.title}: its factory leads to the resource, and applications get the right connection string`, () => {
            assert.equal(inputs.service, service);
            assert.equal(azureKeyPairId(inputs, "s"), `/subscriptions/s/resourceGroups/rg/providers/${id}`);
            const names = namesIn(inputs.name);
            const endpoints = row.endpoints?.endpointsIn(names, resource, "core.windows.net") ?? {};
            assert.equal(row.connectionString(inputs.name, key, endpoints), connectionString);
        });

        it(`${row.title}: the key is found in its connection string`, () => {
            assert.equal(row.keyInConnectionString(connectionString), connectionString === key ? undefined : key);
        });
    }

    it("has rows whose names are as many as the levels of their type, and two slots that differ", () => {
        for (const service of Object.keys(azureServices)) {
            const { type, names, slots } = azureService(service as AzureServiceName);
            assert.equal(type.split("/").length, names.length + 1, service);
            assert.notEqual(slots[0].toLowerCase(), slots[1].toLowerCase(), service);
        }
    });

    it("takes outputs for names, and asks for the nested resource when all of them are known", async () => {
        const source = twoKey.serviceBusRule({
            resourceGroupName: "rg",
            namespaceName: output("messages"),
            authorizationRuleName: "app",
        });
        const known = await new Promise<AzureSourceInputs>((resolve) =>
            output<AzureSourceInputs>(source as AzureSourceInputs).apply(resolve),
        );
        assert.equal(known.name, "messages/app");
    });
});
