import assert from "node:assert/strict";
import { pluginConfiguration } from "../../plugin/pluginConfiguration";

describe("the plugin's configuration", () => {
    it("is what the engine gives of the stack's, which has the plugin's own namespace alone", () => {
        const { get } = pluginConfiguration({ PULUMI_CONFIG: '{"clientId":"client"}' });
        assert.equal(get("two-key:clientId"), "client");
        assert.equal(get("two-key:tenantId"), undefined);
        assert.equal(get("azure-native:clientId"), undefined);
    });

    it("is empty where the engine gives none", () => {
        assert.equal(pluginConfiguration({}).get("two-key:clientId"), undefined);
    });
});
