import assert from "node:assert/strict";
import { useLocalAzure } from "../../testing/localAzureFixture";
import { apiVersionOf } from "../support/apiVersionOf";

const MAPS = "Microsoft.Maps/accounts";

describe("the local Azure, as a service that is written", function () {
    this.timeout(20_000);
    const fixture = useLocalAzure();
    const idOf = (path: string) =>
        `/subscriptions/${fixture().azure.subscriptionId}/resourceGroups/photos/providers/${path}`;

    let version: string;

    before(async () => {
        const { azure } = fixture();
        const properties = { uniqueId: "1" };
        const { id } = await azure.keyServices.create(idOf(`${MAPS}/there`), { properties });
        version = apiVersionOf(azure, id.id);
    });

    it("keeps the keys of a resource that is there, and what a write does not name", async () => {
        const { azure, arm } = fixture();
        const { keys } = azure.keyServices.get(idOf(`${MAPS}/there`));
        const { body } = await arm("PUT", `${MAPS}/there?api-version=${version}`, {
            properties: { disableLocalAuth: false },
        });
        const properties = Object(body.properties);
        const { disableLocalAuth, uniqueId, provisioningState } = properties;
        assert.deepEqual([disableLocalAuth, uniqueId, provisioningState], [false, "1", "Succeeded"]);
        assert.deepEqual(azure.keyServices.get(idOf(`${MAPS}/there`)).keys, keys);
        const shown = await arm("GET", `${MAPS}/there?api-version=${version}`);
        assert.equal(Object(shown.body.properties).disableLocalAuth, false);
        assert.ok(Object.values(keys).every((key) => !shown.text.includes(key)));
    });

    it("gives a new one keys of its own", async () => {
        const { azure, arm } = fixture();
        assert.equal((await arm("GET", `${MAPS}/new?api-version=${version}`)).status, 404);
        const made = await arm("PUT", `${MAPS}/new?api-version=${version}`, { properties: {} });
        assert.equal(made.status, 201);
        const listed = await arm("POST", `${MAPS}/new/listKeys?api-version=${version}`);
        assert.equal(listed.body.primaryKey, azure.keyServices.get(idOf(`${MAPS}/new`)).keys.primary);
    });

    it("does not change one that is not there, nor make one of a type without keys", async () => {
        const { azure, arm } = fixture();
        assert.equal((await arm("PATCH", `${MAPS}/other?api-version=${version}`, {})).status, 404);
        assert.equal((await arm("PUT", `${MAPS}/other/creators/one?api-version=${version}`, {})).status, 404);
        assert.equal(azure.keyServices.find(idOf(`${MAPS}/other`)), undefined);
    });

    it("refuses properties that are no object, and another api-version", async () => {
        const { arm } = fixture();
        assert.equal((await arm("PUT", `${MAPS}/there?api-version=${version}`, { properties: [] })).status, 400);
        assert.equal((await arm("PUT", `${MAPS}/unmade?api-version=1900-01-01`, {})).status, 400);
        assert.equal(fixture().azure.keyServices.find(idOf(`${MAPS}/unmade`)), undefined);
    });

    it("answers the regenerate of Communication Services with the regenerated key alone", async () => {
        const { azure, arm } = fixture();
        const path = "Microsoft.Communication/communicationServices/mail";
        const mail = await azure.keyServices.create(idOf(path));
        const answer = await arm("POST", `${path}/regenerateKey?api-version=2025-09-01`, { keyType: "Secondary" });
        assert.deepEqual(Object.keys(answer.body), ["secondaryKey", "secondaryConnectionString"]);
        assert.equal(answer.body.secondaryKey, mail.keys.Secondary);
        assert.ok(String(answer.body.secondaryConnectionString).endsWith(`accesskey=${mail.keys.Secondary}`));
    });
});
