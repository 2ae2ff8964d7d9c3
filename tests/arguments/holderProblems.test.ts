import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import type { AppConfigurationKeyValuesPlace } from "../../components/consumers/appConfiguration/keyValues";
import type { ContainerAppJobSecretsPlace } from "../../components/consumers/containerApps/containerAppJobSecrets";
import type { ContainerAppSecretsPlace } from "../../components/consumers/containerApps/containerAppSecrets";
import { keyVaultReference } from "../../components/consumers/keyVaultReference";
import { good, withConsumers, withHolder } from "./support/pairs";
import { secret, settings } from "./support/places";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

const containers = { argument: "holders[0]", resourceGroupName: "rg", secrets: { uploads: "key" } } as const;
const app: ContainerAppSecretsPlace = { ...containers, kind: "containerAppSecrets", containerApp: "api" };
const job: ContainerAppJobSecretsPlace = { ...containers, kind: "containerAppJobSecrets", job: "nightly" };
const keyValues: AppConfigurationKeyValuesPlace = {
    argument: "holders[0]",
    resourceGroupName: "rg",
    kind: "appConfigurationKeyValues",
    configStoreName: "shared",
    keyValues: { "Uploads:Key": "key" },
    cachedFor: "5m",
};

const REFUSALS: readonly Refusal[] = [
    ["no container app", withHolder(app, { containerApp: "" }), "holders[0].containerApp", /empty/],
    ["a container app without secrets", withHolder(app, { secrets: {} }), "holders[0].secrets", /at least one/],
    [
        "a secret of a container app in capitals",
        withHolder(app, { secrets: { Uploads: "key" } }),
        "holders[0].secrets.Uploads",
        /lower-case/,
    ],
    [
        "a secret of a container app that names no version",
        withHolder(app, { secrets: { uploads: keyVaultReference("uploads", { form: "versionless" }) } }),
        "holders[0].secrets.uploads",
        /must name a version/,
    ],
    ["executions that take a while", withHolder(job, { cachedFor: "a while" }), "holders[0].cachedFor", /no duration/],
    [
        "a reference of a job to nothing",
        withHolder(job, { secrets: { uploads: keyVaultReference("none") } }),
        "holders[0].secrets.uploads",
        /none of this pair's keyVaultSecrets/,
    ],
    ["no configuration store", withHolder(keyValues, { configStoreName: "" }), "holders[0].configStoreName", /empty/],
    ["a store without keys", withHolder(keyValues, { keyValues: {} }), "holders[0].keyValues", /at least one/],
    [
        "readers of a store that nobody knows",
        withHolder(keyValues, { cachedFor: undefined as never }),
        "holders[0].cachedFor",
        /say how long/,
    ],
    [
        "a sentinel that holds the key",
        withHolder(keyValues, { sentinel: "Uploads:Key" }),
        "holders[0].sentinel",
        /none of the keys/,
    ],
];

describe("bad holders are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("finds nothing wrong with a container app, a job and a store", () => {
        const consumers = [secret, settings, app, { ...job, cachedFor: "6h" }, { ...keyValues, sentinel: "sentinel" }];
        assert.deepEqual(problemsOf({ ...good, consumers }), []);
    });

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const inputs = withConsumers(
            { ...app, containerApp: unknown, identity: unknown },
            { ...app, containerApp: unknown },
            { ...job, job: unknown, cachedFor: unknown },
            { ...keyValues, configStoreName: unknown, label: unknown, sentinel: unknown, cachedFor: unknown },
            { ...keyValues, configStoreName: unknown, label: unknown },
        );
        assert.deepEqual(problemsOf(inputs), []);
    });
});
