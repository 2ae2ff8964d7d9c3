import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import type { AppConfigurationKeyValuesPlace } from "../../components/consumers/appConfiguration/keyValues";
import type { ContainerAppJobSecretsPlace } from "../../components/consumers/containerApps/containerAppJobSecrets";
import type { ContainerAppSecretsPlace } from "../../components/consumers/containerApps/containerAppSecrets";
import { keyVaultReference } from "../../components/consumers/values/keyVaultReference";
import { good, withConsumer, withConsumers } from "./support/pairs";
import { secret, settings } from "./support/places";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

const containers = { argument: "consumers[0]", resourceGroupName: "rg", secrets: { uploads: "key" } } as const;
const app: ContainerAppSecretsPlace = { ...containers, kind: "containerAppSecrets", containerApp: "api" };
const job: ContainerAppJobSecretsPlace = { ...containers, kind: "containerAppJobSecrets", job: "nightly" };
const keyValues: AppConfigurationKeyValuesPlace = {
    argument: "consumers[0]",
    resourceGroupName: "rg",
    kind: "appConfigurationKeyValues",
    configStoreName: "shared",
    keyValues: { "Uploads:Key": "key" },
    cachedFor: "5m",
};

const REFUSALS: readonly Refusal[] = [
    ["no container app", withConsumer(app, { containerApp: "" }), "consumers[0].containerApp", /empty/],
    ["a container app without secrets", withConsumer(app, { secrets: {} }), "consumers[0].secrets", /at least one/],
    [
        "a secret of a container app in capitals",
        withConsumer(app, { secrets: { Uploads: "key" } }),
        "consumers[0].secrets.Uploads",
        /lower-case/,
    ],
    [
        "a secret of a container app that names no version",
        withConsumer(app, { secrets: { uploads: keyVaultReference("uploads", { form: "versionless" }) } }),
        "consumers[0].secrets.uploads",
        /must name a version/,
    ],
    [
        "executions that take a while",
        withConsumer(job, { cachedFor: "a while" }),
        "consumers[0].cachedFor",
        /no duration/,
    ],
    [
        "a reference of a job to nothing",
        withConsumer(job, { secrets: { uploads: keyVaultReference("none") } }),
        "consumers[0].secrets.uploads",
        /no keyVaultSecret of this pair/,
    ],
    [
        "no configuration store",
        withConsumer(keyValues, { configStoreName: "" }),
        "consumers[0].configStoreName",
        /empty/,
    ],
    ["a store without keys", withConsumer(keyValues, { keyValues: {} }), "consumers[0].keyValues", /at least one/],
    [
        "readers of a store that nobody knows",
        withConsumer(keyValues, { cachedFor: undefined as never }),
        "consumers[0].cachedFor",
        /say how long/,
    ],
    [
        "a sentinel that holds the key",
        withConsumer(keyValues, { sentinel: "Uploads:Key" }),
        "consumers[0].sentinel",
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
