import assert from "node:assert/strict";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { type PackageClient, packageClient } from "../support/packageClient";

describe("the local Azure, as key-values of App Configuration, for the client of the service's own package", function () {
    this.timeout(60_000);
    const fixture = useLocalAzure();
    let client: PackageClient;
    const call = (name: string, key: string, body?: Readonly<Record<string, unknown>>) =>
        client(`keyValues.${name}`, ["photos", "shared", key], body);

    before(async () => {
        const { azure } = fixture();
        const group = `/subscriptions/${azure.subscriptionId}/resourceGroups/photos`;
        await azure.keyServices.create(`${group}/providers/Microsoft.AppConfiguration/configurationStores/shared`);
        client = await packageClient(azure, "@azure/arm-appconfiguration");
    });

    it("keeps what it is given, value and tags, under its key and label", async () => {
        const keyValueParameters = { value: "k1", contentType: "text/plain", tags: { team: "media" } };
        await call("createOrUpdate", "a~2Fb$prod", { keyValueParameters });
        const { key, label, value, contentType, tags } = (await call("get", "a~2Fb$prod")) as Record<string, unknown>;
        assert.deepEqual(
            { key, label, value, contentType, tags },
            { key: "a/b", label: "prod", ...keyValueParameters },
        );
        await assert.rejects(call("get", "a~2Fb"), /was not found/);
    });

    it("marks each write, also of the same value", async () => {
        const write = async () =>
            ((await call("createOrUpdate", "again", { keyValueParameters: { value: "v" } })) as { id: string }).id;
        const id = await write();
        const { azure } = fixture();
        const before = azure.keyServices.find(id)?.etag;
        await write();
        assert.notEqual(azure.keyServices.find(id)?.etag, before);
    });

    it("forgets one that is deleted, and deletes none twice", async () => {
        await call("createOrUpdate", "gone", { keyValueParameters: { value: "v" } });
        await call("beginDelete", "gone");
        await call("beginDelete", "gone");
        await assert.rejects(call("get", "gone"), /was not found/);
    });
});
