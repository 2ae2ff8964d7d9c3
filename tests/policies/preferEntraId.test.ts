import assert from "node:assert/strict";
import { keysNobodyNeeds } from "../../policies/preferEntraId";
import type { StackResource } from "../../policies/stack/stackResource";
import {
    account,
    connectionStringOf,
    keyOf,
    pairOf,
    type Resources,
    resource,
    secret,
    stackOf,
    UNKNOWN_TEXT,
} from "./support/stacks";

function found(...resources: Resources) {
    return keysNobodyNeeds(stackOf(...resources));
}

/** A resource with a property that depends on the account. */
function dependent(type: string, property: string, value: unknown): StackResource {
    return resource(type, "other", {
        inputs: { [property]: value },
        propertyDependencies: { [property]: [account().urn] },
    });
}

describe("prefer-entra-id", () => {
    it("flags an account whose keys nothing uses, and names the switch", () => {
        const [finding, ...others] = found(account());
        assert.deepEqual(others, []);
        assert.match(finding?.message ?? "", /^files can be opened with its keys, and nothing in this stack uses one/);
        assert.match(finding?.message ?? "", /Set `allowSharedKeyAccess: false`, and give applications a role instead/);
    });

    it("names the switch of each service", () => {
        const switches: Readonly<Record<string, string>> = {
            "azure-native:cosmosdb:DatabaseAccount": "disableLocalAuth: true",
            "azure-native:documentdb/v20230415:DatabaseAccount": "disableLocalAuth: true",
            "azure-native:servicebus:Namespace": "disableLocalAuth: true",
            "azure-native:eventhub:Namespace": "disableLocalAuth: true",
            "azure-native:cognitiveservices:Account": "properties.disableLocalAuth: true",
            "azure-native:redis:Redis": "disableAccessKeyAuthentication: true",
        };
        for (const [type, setting] of Object.entries(switches)) {
            assert.match(found(resource(type, "service"))[0]?.message ?? "", new RegExp(`Set \`${setting}\``), type);
        }
        const registry = "azure-native:containerregistry:Registry";
        assert.equal(found(resource(registry, "images", { inputs: { adminUserEnabled: true } })).length, 1);
        assert.deepEqual(found(resource(registry, "images")), []);
    });

    it("says nothing where the keys are off, or where that is not known yet", () => {
        assert.deepEqual(found(account({ allowSharedKeyAccess: false })), []);
        assert.deepEqual(found(account({ allowSharedKeyAccess: UNKNOWN_TEXT })), []);
        const namespace = resource("azure-native:servicebus:Namespace", "bus", { inputs: { disableLocalAuth: true } });
        assert.deepEqual(found(namespace), []);
    });

    it("says nothing of services that know keys only", () => {
        const cosmos = "azure-native:cosmosdb:DatabaseAccount";
        assert.deepEqual(found(resource(cosmos, "db", { inputs: { kind: "MongoDB" } })), []);
        assert.deepEqual(
            found(resource(cosmos, "db", { inputs: { capabilities: [{ name: "EnableCassandra" }] } })),
            [],
        );
        assert.deepEqual(found(account({ kind: "FileStorage" })), []);
    });

    it("says nothing where something in the stack holds a key of it", () => {
        const app = resource("azure-native:web:WebApp", "web", {
            inputs: { value: secret(connectionStringOf("shopfiles", keyOf("x"))) },
        });
        assert.deepEqual(found(account(), app), []);
        assert.deepEqual(found(account(), dependent("azure-native:web:WebApp", "key", keyOf("x"))), []);
    });

    it("says nothing where what depends on it may be a key: what is secret, or not known yet", () => {
        assert.deepEqual(found(account(), dependent("azure-native:web:WebApp", "siteConfig", { s: UNKNOWN_TEXT })), []);
        assert.deepEqual(
            found(account(), dependent("azure-native:web:WebApp", "siteConfig", { s: secret("x".repeat(20)) })),
            [],
        );
    });

    it("says nothing where the provider itself needs the key, or a share is mounted with it", () => {
        for (const type of ["Blob", "StorageAccountStaticWebsite", "FileShare"]) {
            assert.deepEqual(
                found(account(), dependent(`azure-native:storage:${type}`, "accountName", "shopfiles")),
                [],
            );
        }
    });

    it("does not take members, roles and networks for users of a key", () => {
        for (const [type, property] of [
            ["azure-native:storage:BlobContainer", "accountName"],
            ["azure-native:authorization:RoleAssignment", "scope"],
            ["azure-native:network:PrivateEndpoint", "privateLinkServiceConnections"],
        ] as const) {
            assert.equal(found(account(), dependent(type, property, UNKNOWN_TEXT)).length, 1, type);
        }
        assert.equal(
            found(account(), dependent("azure-native:web:WebApp", "siteConfig", { name: "shopfiles" })).length,
            1,
        );
    });

    it("says nothing of an account with a pair that has consumers, and flags one whose pair has none", () => {
        const consumers = [{ kind: "appSettings", site: "web" }];
        assert.deepEqual(found(account(), pairOf({ rotationInputs: { consumers } })), []);
        assert.deepEqual(found(account(), pairOf({ rotationInputs: { customConsumers: true } })), []);
        assert.equal(found(account(), pairOf()).length, 1);
    });
});
