import assert from "node:assert/strict";
import type { ArmCall } from "../../../components/consumers/access";
import type { Place } from "../../../components/consumers/consumer";
import { writtenConsumerOf } from "../../../components/consumers/consumers";
import {
    automationVariable,
    batchAutoStorage,
    type Holder,
    iotHubEndpoints,
    linkedService,
    machineLearningWorkspace,
    mediaServicesAccount,
    namedValue,
} from "../../../components/index";
import type { Operation } from "../../../sandbox/specs/operation";
import { readOperations } from "../../../sandbox/specs/readOperations";
import { changeOf } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";

const resourceGroupName = "rg";
const storageAccountId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads";

/** An IoT hub as it is read, as far as a package must know each member that is sent back. */
const HUB = {
    location: "here",
    etag: "e",
    properties: { storageEndpoints: { $default: { connectionString: "masked", containerName: "c" } } },
};

/** Each kind of place that has a service of its own, and the package of that service. */
const PLACES: readonly (readonly [string, Holder, readonly string[]])[] = [
    [
        "@azure/arm-machinelearning",
        machineLearningWorkspace({ resourceGroupName, workspaceName: "w" }),
        ["workspaces.beginResyncKeys", "workspaces.listStorageAccountKeys"],
    ],
    [
        "@azure/arm-batch",
        batchAutoStorage({ resourceGroupName, accountName: "b" }),
        ["batchAccountOperations.get", "batchAccountOperations.synchronizeAutoStorageKeys"],
    ],
    [
        "@azure/arm-mediaservices",
        mediaServicesAccount({ resourceGroupName, accountName: "m", storageAccountId }),
        ["mediaservices.syncStorageKeys"],
    ],
    [
        "@azure/arm-apimanagement",
        namedValue({ resourceGroupName, serviceName: "api", namedValueId: "uploads", tags: ["storage"] }),
        ["namedValue.beginCreateOrUpdate", "namedValue.listValue", "namedValue.delete"],
    ],
    [
        "@azure/arm-datafactory",
        linkedService({
            resourceGroupName,
            factoryName: "f",
            linkedServiceName: "l",
            definition: { type: "AzureBlobStorage", typeProperties: { connectionString: { type: "SecureString" } } },
            contentAt: "/typeProperties/connectionString/value",
        }),
        ["linkedServices.createOrUpdate"],
    ],
    [
        "@azure/arm-automation",
        automationVariable({ resourceGroupName, automationAccountName: "a", variableName: "v", isEncrypted: false }),
        ["variable.createOrUpdate", "variable.get", "variable.deleteMethod"],
    ],
    [
        "@azure/arm-iothub",
        iotHubEndpoints({ resourceGroupName, hubName: "h", fileUpload: true }),
        ["iotHubResource.get", "iotHubResource.listKeys", "iotHubResource.beginCreateOrUpdate"],
    ],
];

describe("the calls of a place that takes the key by one", function () {
    this.timeout(60_000);

    for (const [packageName, holder, expected] of PLACES) {
        it(`are operations of ${packageName}, in its version and with bodies that it takes`, async () => {
            const operations = await readOperations(packageName);
            const calls = await callsTo(holder);
            assert.deepEqual(
                [...new Set(calls.map((call) => operationOf(call, operations).name))].sort(),
                [...expected].sort(),
            );
            for (const call of calls) {
                const { body = [], headers = [] } = operationOf(call, operations);
                // Some specifications name the properties as one member.
                const known = body.map(({ name }) => name);
                const isWhole = known.includes("properties");
                for (const member of membersOf(call.body)) {
                    assert.ok(
                        known.includes(isWhole ? (member.split(".", 1)[0] ?? "") : member),
                        `${member} is none of ${known.join(", ")}`,
                    );
                }
                assert.deepEqual(
                    Object.keys(call.headers ?? {}).filter((name) => !headers.includes(name)),
                    [],
                );
            }
        });
    }

    /** All that the place ever calls. */
    async function callsTo({ name: _, ...holder }: Holder): Promise<readonly ArmCall[]> {
        const place: Place = { ...holder, argument: "holders[0]" };
        const consumer = writtenConsumerOf(place, place.argument);
        let syncs = 0;
        const access = fakeAccess((call) =>
            call === "GET h"
                ? HUB
                : {
                      value: "new",
                      userStorageKey: "new",
                      properties: {
                          value: '"new"',
                          autoStorage: { lastKeySync: call.startsWith("POST") ? syncs++ : syncs },
                      },
                  },
        );
        await consumer.switchOver(changeOf(place, { "": "new" }), access);
        await consumer.remove(place, [""], access);
        return access.requests;
    }

    function operationOf({ method, path, apiVersion }: ArmCall, operations: readonly Operation[]): Operation {
        const found = operations.find(
            (one) => one.method === method && one.apiVersion === apiVersion && isPathOf(one.path, path),
        );
        assert.ok(found !== undefined, `no operation is ${method} ${path} in version ${apiVersion}`);
        return found;
    }

    function isPathOf(pattern: string, path: string): boolean {
        const segments = path.split("/");
        const words = pattern.split("/");
        return (
            words.length === segments.length &&
            words.every((word, index) => word.startsWith("{") || word === segments[index])
        );
    }

    /** As specifications name them: `properties.value`. */
    function membersOf(body: unknown): readonly string[] {
        const { properties, ...rest } = (body ?? {}) as { readonly properties?: object };
        return [...Object.keys(rest), ...Object.keys(properties ?? {}).map((name) => `properties.${name}`)];
    }
});
