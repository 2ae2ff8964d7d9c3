import assert from "node:assert/strict";
import { resourceId } from "../engine/plugins/azureNative/armResource";
import { azureNative } from "../engine/plugins/azureNative/azureNative";
import { outputsFrom, projectInputs, requestBody } from "../engine/plugins/azureNative/propertyShapes";
import { type ResourceType, resourceTypes } from "../engine/plugins/azureNative/resourceTypes";
import { changes } from "../engine/plugins/changes";
import { previewCreate, previewUpdate } from "../engine/plugins/preview";
import { randomTypes } from "../engine/plugins/random/randomTypes";
import { type PackageSchema, sdkSchema } from "../engine/plugins/sdkSchema";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("the stand-in for azure-native", () => {
    it("puts a storage account as the resource manager wants it, and reads it as azure-native shows it", () => {
        const type = typeOf("storage:StorageAccount");
        const inputs = {
            resourceGroupName: "group",
            accountName: "media",
            location: "westeurope",
            sku: { name: "Standard_LRS" },
            enableHttpsTrafficOnly: true,
        };
        const body = requestBody(type, inputs);
        assert.deepEqual(body, {
            location: "westeurope",
            sku: { name: "Standard_LRS" },
            properties: { supportsHttpsTrafficOnly: true },
        });
        const { accountName: _, resourceGroupName: __, ...shown } = inputs;
        assert.deepEqual(outputsFrom(type, { id: "/subscriptions/…", name: "media", ...body }), {
            name: "media",
            azureApiVersion: "2024-01-01",
            ...shown,
        });
    });

    it("names a resource by its path, whatever the scope begins with", () => {
        const inputs = { resourceGroupName: "group", vaultName: "vault", secretName: "uploads" };
        const secret = resourceId(typeOf("keyvault:Secret"), inputs, "sub");
        assert.equal(
            secret,
            "/subscriptions/sub/resourceGroups/group/providers/Microsoft.KeyVault/vaults/vault/secrets/uploads",
        );
        const assignment = resourceId(
            typeOf("authorization:RoleAssignment"),
            { scope: secret, roleAssignmentName: "a" },
            "sub",
        );
        assert.equal(assignment, `${secret}/providers/Microsoft.Authorization/roleAssignments/a`);
    });

    it("sees a secret's drift by what the service returns, and keeps the value that it never returns", () => {
        const inputs = {
            secretName: "uploads",
            properties: { value: "the value", contentType: "text/plain" },
            tags: { slot: "key1" },
        };
        const outputs = {
            properties: { contentType: "changed", secretUri: "https://…" },
            tags: { slot: "key2", by: "hand" },
        };
        assert.deepEqual(projectInputs(inputs, outputs, ["secretName"]), {
            properties: { value: "the value", contentType: "changed" },
            tags: { slot: "key2", by: "hand" },
        });
    });

    it("sends and reads the times of a secret by their names on the wire", () => {
        const type = typeOf("keyvault:Secret");
        const attributes = { enabled: true, expires: 1_900_000_000, notBefore: 1_800_000_000 };
        const sent = {
            properties: { value: "v", attributes: { enabled: true, exp: 1_900_000_000, nbf: 1_800_000_000 } },
        };
        assert.deepEqual(requestBody(type, { secretName: "s", properties: { value: "v", attributes } }), sent);
        assert.deepEqual(outputsFrom(type, { id: "/…", name: "s", ...sent }), {
            name: "s",
            azureApiVersion: "2024-11-01",
            properties: { value: "v", attributes },
        });
    });

    it("takes what the service spells otherwise, adds or leaves out for no drift", () => {
        const inputs = { location: "West Europe", sku: { name: "B1" }, siteConfig: { linuxFxVersion: "NODE|20-lts" } };
        const outputs = { location: "westeurope", sku: { name: "B1", tier: "Basic" }, siteConfig: null };
        assert.deepEqual(projectInputs(inputs, outputs, []), inputs);
    });
});

describe("what a stand-in says of its types", () => {
    it("has the properties of the SDK, so that a program in YAML is checked by name", () => {
        const { resources, functions, version } = azureNative().schema("3.0.0") as PackageSchema;
        assert.equal(version, "3.0.0");
        assert.deepEqual(Object.keys(resources), Object.keys(resourceTypes));
        const account = resources["azure-native:storage:StorageAccount"];
        assert.ok(account !== undefined);
        for (const input of ["accountName", "resourceGroupName", "sku", "enableHttpsTrafficOnly"]) {
            assert.ok(input in account.inputProperties, input);
        }
        const { primaryEndpoints, name } = account.properties;
        assert.deepEqual(primaryEndpoints, { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } });
        assert.deepEqual(name, { $ref: "pulumi.json#/Any" });
        assert.ok(Object.values(resources).every(({ inputProperties }) => Object.keys(inputProperties).length > 1));
        assert.ok("azure-native:authorization:getClientConfig" in functions);
    });

    it("has all types of random", () => {
        const { resources } = sdkSchema("random", "4.0.0", Object.keys(randomTypes));
        assert.ok("length" in (resources["random:index/randomString:RandomString"]?.inputProperties ?? {}));
    });

    it("takes any other type of azure-native as a plain resource", () => {
        const kind = azureNative().kindOf("azure-native:network:Subnet");
        const context = { name: "sub", seed: "s", oldInputs: {} };
        assert.deepEqual(kind.complete({ subnetName: "a", virtualNetworkName: "net" }, context), {
            subnetName: "a",
            virtualNetworkName: "net",
            plainName: "a.net",
        });
        assert.match(String(kind.complete({}, context).plainName), /^sub[0-9a-f]{8}$/);
    });
});

describe("the stand-ins' difference of inputs", () => {
    it("names each changed property by its path", () => {
        const before = { name: "a", tags: { "a.b": "1", c: "1" }, properties: { value: "x", contentType: "t" } };
        const after = { name: "a", tags: { "a.b": "2", d: "1" }, properties: { value: "y", contentType: "t" } };
        assert.deepEqual(
            changes(before, after).map(({ path, change }) => `${change} ${path}`),
            ['UPDATE tags["a.b"]', "DELETE tags.c", "ADD tags.d", "UPDATE properties.value"],
        );
    });
});

describe("the stand-ins' preview", () => {
    it("knows plain inputs of a new resource, and nothing that the service may add to", () => {
        assert.deepEqual(previewCreate({ name: "web", sku: { name: "B1" }, scope: unknown }), { name: "web" });
    });

    it("keeps the outputs of what does not change", () => {
        const oldInputs = { tags: { generation: "1" }, properties: { value: "x" }, vaultName: "vault" };
        const inputs = { tags: { generation: "1" }, properties: { value: "y" }, vaultName: "vault" };
        const oldOutputs = { name: "uploads", tags: { generation: "1" }, properties: { secretUri: "https://…" } };
        assert.deepEqual(previewUpdate(inputs, oldInputs, oldOutputs), { name: "uploads", tags: { generation: "1" } });
    });
});

describe("the stand-in for random", () => {
    it("draws a text of the wanted classes only", () => {
        const draw = randomTypes["random:index/randomString:RandomString"];
        const result = draw?.({ length: 200, special: false, upper: false }).outputs.result;
        assert.match(String(result), /^[a-z0-9]{200}$/);
    });

    it("keeps a password out of the id, which is never secret", () => {
        const drawn = randomTypes["random:index/randomPassword:RandomPassword"]?.({ length: 12, minSpecial: 3 });
        assert.equal(drawn?.id, "none");
        assert.ok(String(drawn?.outputs.result).replace(/\w/g, "").length >= 2); // `_` is one of the special ones
    });
});

function typeOf(name: string): ResourceType {
    const type = resourceTypes[`azure-native:${name}`];
    assert.ok(type);
    return type;
}
