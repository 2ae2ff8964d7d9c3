import assert from "node:assert/strict";
import type { dynamic } from "@pulumi/pulumi";
import { configure, connectionFor } from "../../components/engine/azureAccess";

/** The stack's configuration of a namespace of its own, because connections are kept by it. */
function configured(values: Readonly<Record<string, string>>): Promise<void> {
    const get = (key: string) => ({ "access-test:subscriptionId": "s", "access-test:useMsi": "true", ...values })[key];
    return configure({ config: { get } } as unknown as dynamic.ConfigureRequest);
}

describe("a connection", () => {
    it("that failed once is tried again by the next resource, and one that works is kept", async () => {
        await configured({ "access-test:environment": "moon" });
        await assert.rejects(connectionFor("access-test"), /"moon" is not a known Azure cloud/);
        await configured({});
        const connection = await connectionFor("access-test");
        assert.equal(connection.cloud.resourceManager, "https://management.azure.com");
        assert.equal(await connectionFor("access-test"), connection);
    });

    it("takes the time that a call may take from the stack's configuration", async () => {
        await configured({ "two-key:callTimeout": "soon" });
        await assert.rejects(connectionFor("another"), /two-key:callTimeout: "soon" is no duration/);
    });
});
