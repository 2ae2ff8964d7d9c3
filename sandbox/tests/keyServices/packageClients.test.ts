import assert from "node:assert/strict";
import type { KeyedResource } from "../../azure/keyServices/keyedResource";
import type { KeyServiceType } from "../../azure/keyServices/keyServiceType";
import { operationOf, slotParameterOf, specificationOf } from "../../azure/keyServices/specification";
import { keyServiceTypes } from "../../azure/keyServices/types/keyServiceTypes";
import type { Operation } from "../../specs/operation";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { type PackageClient, packageClient } from "../support/packageClient";

/** Those without a package, those whose package sends its requests in a way of its own, and those without a regenerate. */
const OTHERS = [
    "Microsoft.Automation/automationAccounts",
    "Microsoft.BotService/botServices/channels/sites",
    "Microsoft.Devices/IotHubs/IotHubKeys",
    "Microsoft.Devices/provisioningServices/keys",
    "Microsoft.EventGrid/namespaces",
    "Microsoft.EventGrid/namespaces/topics",
];

describe("the local Azure, for the client of a service's own package", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();
    const clients = new Map<string, PackageClient>();

    for (const type of keyServiceTypes.filter((one) => !OTHERS.includes(one.type))) {
        it(`lists the keys of ${type.type} and makes the one anew that is named`, async () => {
            const { azure } = fixture();
            const client = clients.get(type.packageName) ?? (await packageClient(azure, type.packageName));
            clients.set(type.packageName, client);
            const resource = await azure.keyServices.create(idOf(type));
            const { list, regenerates } = await operationsOn(resource);
            const names = ["photos", ...resource.id.names];
            for (const slot of Object.keys(type.slots)) {
                const former = resource.keys;
                const { operation, end, body } = regenerateOf(regenerates, resource, slot);
                const answer = await client(operation.name, [...names, ...end], body);
                const changed = Object.keys(type.slots).filter((other) => resource.keys[other] !== former[other]);
                assert.deepEqual(changed, [slot]);
                assert.ok(resource.accepts(resource.keys[slot] ?? "") && !resource.accepts(former[slot] ?? ""));
                // Clients differ in the final answer of a long-running operation.
                const answers = operation.response.length > 0;
                assert.ok(operation.isLongRunning || shows(answer, resource.keys[slot]) === answers);
            }
            const answer = await client(list.name, names);
            for (const [slot, key] of Object.entries(resource.keys)) {
                assert.ok(shows(answer, key), `the list does not show ${slot}`);
            }
            azure.keyServices.delete(resource.id.id);
        });
    }

    function idOf({ type }: KeyServiceType): string {
        const [namespace, ...types] = type.split("/");
        const path = types.map((each, level) => `${each}/name${level}`).join("/");
        return `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/${namespace}/${path}`;
    }

    async function operationsOn({ id, type }: KeyedResource) {
        const specification = await specificationOf(type.packageName);
        const level = id.id.split("/").length;
        const isOn = (operation: Operation) => {
            const action = operation.path.split("/").slice(level).join("/");
            return operationOf(specification, operation.method, `${id.id}/${action}`) === operation;
        };
        const list = [...specification.lists].find((one) => isOn(one));
        assert.ok(list !== undefined);
        return { list, regenerates: [...specification.regenerates].filter((one) => isOn(one)) };
    }

    /** The operation that regenerates the slot, with the end of its path and its body. */
    function regenerateOf(regenerates: readonly Operation[], { type, keys }: KeyedResource, slot: string) {
        const named = regenerates.find(({ path }) => path.toLowerCase().endsWith(`/regenerate${slot}key`));
        const operation = named ?? regenerates[0];
        assert.ok(operation !== undefined);
        const parameter = slotParameterOf(operation);
        if (parameter === undefined || operation.path.endsWith(`{${parameter.name}}`)) {
            return { operation, end: parameter === undefined ? [] : [slot] };
        }
        const value = type.slotOf === undefined ? (/^\d$/.test(slot) ? Number(slot) : slot) : partsOf(keys[slot])[0];
        return { operation, end: [], body: { [parameter.name]: value } };
    }

    function shows(answer: unknown, key: string | undefined): boolean {
        return partsOf(key).every((part) => JSON.stringify(answer ?? {}).includes(part));
    }

    /** Id and secret of a key that is both. */
    function partsOf(key = ""): readonly string[] {
        const [, id, secret] = /^Id=(.+);Secret=(.+)$/.exec(key) ?? [];
        return id === undefined || secret === undefined ? [key] : [id, secret];
    }
});
