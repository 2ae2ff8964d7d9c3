import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { keyVaultReference } from "../../components/consumers/values/keyVaultReference";
import type { SettingValue } from "../../components/consumers/values/settingValue";
import { good, withConsumers, withSettings } from "./support/pairs";
import { secret, settings } from "./support/places";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

const again = { argument: "consumers[1]" };
const second = { argument: "consumers[2]" };

const REFUSALS: readonly Refusal[] = [
    ["an empty site", withSettings({ site: "" }), "consumers[1].site", /empty/],
    ["settings of no group", withSettings({ resourceGroupName: "" }), "consumers[1].resourceGroupName", /empty/],
    ["no settings", withSettings({ settings: {} }), "consumers[1].settings", /at least one/],
    ["a setting without a name", withSettings({ settings: { "": "key" } }), "consumers[1].settings.", /letters/],
    [
        "a raw value",
        withSettings({ settings: { K: "secret!" as SettingValue } }),
        "consumers[1].settings.K",
        /key, connectionString, a template or a keyVaultReference.*`own`/,
    ],
    [
        "a reference to a secret of somebody else",
        withSettings({ settings: { K: keyVaultReference("other") } }),
        "consumers[1].settings.K",
        /"other" is no keyVaultSecret of this pair/,
    ],
    [
        "one setting twice",
        withConsumers(secret, settings, { ...settings, ...second, settings: { uploads: "key" } }),
        "consumers[2].settings.uploads",
        /set by consumers\[1\] already/,
    ],
    [
        "a reference to a name that two vaults have",
        { ...good, consumers: [secret, { ...secret, ...again, vaultName: "other-vault" }, settings] },
        "consumers[1].settings.UPLOADS",
        /several vaults/,
    ],
    [
        "a setting name with a space",
        withSettings({ settings: { "A B": "key" } }),
        "consumers[1].settings.A B",
        /letters/,
    ],
    ["an empty value", withSettings({ settings: { K: "" as SettingValue } }), "consumers[1].settings.K", /must be key/],
    ["no value", withSettings({ settings: { K: undefined as never } }), "consumers[1].settings.K", /must be key/],
];

describe("bad settings are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("finds nothing wrong with settings of a slot", () => {
        assert.deepEqual(problemsOf(withSettings({ slot: "staging" })), []);
    });

    it("allows one setting name on two apps and on two slots", () => {
        const consumers = [secret, settings, { ...settings, site: "api" }, { ...settings, slot: "staging" }];
        assert.deepEqual(problemsOf({ ...good, consumers }), []);
    });

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const unnamed = { ...secret, vaultName: unknown, secretName: unknown };
        const inputs = withConsumers(
            unnamed,
            { ...settings, site: unknown },
            { ...settings, ...second, site: unknown },
        );
        assert.deepEqual(problemsOf(inputs), []);
    });
});
