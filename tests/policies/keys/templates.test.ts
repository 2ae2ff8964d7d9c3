import assert from "node:assert/strict";
import { placesThatListKeys } from "../../../policies/keys/templates";

const LIST = "[listKeys(variables('id'), '2023-05-01').keys[0].value]";

function inTemplate(...resources: readonly object[]): readonly string[] {
    return placesThatListKeys({ properties: { template: { resources } } });
}

describe("a template that lists keys", () => {
    it("holds them in the settings of its resources", () => {
        const site = { type: "Microsoft.Web/sites", name: "web", properties: { settings: { STORAGE: LIST } } };
        assert.deepEqual(inTemplate(site), ["properties.template.resources[web].properties.settings.STORAGE"]);
    });

    it("may be a text, or name its resources", () => {
        const template = { resources: { web: { type: "Microsoft.Web/sites", properties: { key: LIST } } } };
        const place = "resources[0].properties.key";
        assert.deepEqual(placesThatListKeys({ templateContent: JSON.stringify(template) }), [
            `templateContent.${place}`,
        ]);
        assert.deepEqual(placesThatListKeys({ mainTemplate: template }), [`mainTemplate.${place}`]);
    });

    it("may have resources and templates in its resources", () => {
        const config = { type: "config", name: "appsettings", properties: { KEY: LIST } };
        const nested = {
            type: "Microsoft.Resources/deployments",
            name: "inner",
            properties: { template: { resources: [], outputs: { key: { type: "string", value: LIST } } } },
        };
        assert.deepEqual(inTemplate({ type: "Microsoft.Web/sites", name: "web", resources: [config] }, nested), [
            "properties.template.resources[web].resources[appsettings].properties.KEY",
            "properties.template.resources[inner].properties.template.outputs.key",
        ]);
    });

    it("may put them into a vault, or into what never shows them", () => {
        const vault = {
            type: "Microsoft.KeyVault/vaults",
            name: "v",
            resources: [{ type: "secrets", name: "k", properties: { value: LIST } }],
        };
        const environment = {
            type: "Microsoft.App/managedEnvironments",
            name: "e",
            properties: { appLogsConfiguration: { logAnalyticsConfiguration: { sharedKey: LIST } } },
        };
        const secret = { type: "Microsoft.KeyVault/vaults/secrets", name: "v/k", properties: { value: LIST } };
        assert.deepEqual(inTemplate(vault, environment, secret), []);
    });

    it("holds them in the tags of a vault's secret", () => {
        const secret = { type: "Microsoft.KeyVault/vaults/secrets", name: "k", tags: { was: LIST } };
        assert.deepEqual(inTemplate(secret), ["properties.template.resources[k].tags.was"]);
    });

    it("shows them in outputs, but not in secure ones", () => {
        const outputs = { open: { type: "string", value: LIST }, kept: { type: "securestring", value: LIST } };
        assert.deepEqual(placesThatListKeys({ properties: { template: { outputs } } }), [
            "properties.template.outputs.open",
        ]);
    });

    it("is none if it is not JSON, or not known yet", () => {
        assert.deepEqual(placesThatListKeys({ templateContent: `{ // ${LIST}` }), []);
        assert.deepEqual(placesThatListKeys({ properties: {} }), []);
        assert.deepEqual(placesThatListKeys(undefined), []);
    });
});
