import assert from "node:assert/strict";
import { armActionOf, type Operation, readOperations } from "local-azure";
import type { ArmCall } from "../../components/armCall";
import {
    type AppConfigurationKeyValuesPlace,
    appConfigurationKeyValuesKind,
} from "../../components/consumers/appConfiguration/keyValues";
import type { Place, WrittenKind } from "../../components/consumers/consumer";
import {
    type ContainerAppJobSecretsPlace,
    containerAppJobSecretsKind,
} from "../../components/consumers/containerApps/containerAppJobSecrets";
import {
    type ContainerAppSecretsPlace,
    containerAppSecretsKind,
} from "../../components/consumers/containerApps/containerAppSecrets";
import { secretTags } from "../../components/consumers/values/secretTags";
import { fakeContainers, replica } from "./containerApps/fakeContainers";
import { changeOf, origin } from "./support/changes";
import { type FakeAccess, fakeAccess } from "./support/fakeAccess";

const home = { argument: "consumers[0]", resourceGroupName: "rg" };
const secrets = { uploads: "key" } as const;

const app: ContainerAppSecretsPlace = { ...home, kind: "containerAppSecrets", containerApp: "api", secrets };
const job: ContainerAppJobSecretsPlace = { ...home, kind: "containerAppJobSecrets", job: "nightly", secrets };
const keyValues: AppConfigurationKeyValuesPlace = {
    ...home,
    kind: "appConfigurationKeyValues",
    configStoreName: "shared",
    keyValues: { uploads: "key" },
    label: "prod",
    sentinel: "sentinel",
    cachedFor: "5m",
};

/** The addresses of a long-running operation of Container Apps. They are in the answer, and in no package. */
const FOLLOWED = ["Results", "Statuses"].map((kind) => `Microsoft.App/locations/containerappOperation${kind}/read`);

interface Case {
    readonly consumer: WrittenKind;
    readonly place: Place;
    readonly packageName: string;
    /** The actions that it needs besides the calls themselves. */
    readonly besides: readonly string[];
    readonly world: () => FakeAccess;
}

const cases: readonly Case[] = [
    {
        consumer: containerAppSecretsKind,
        place: app,
        packageName: "@azure/arm-appcontainers",
        besides: FOLLOWED,
        world: () =>
            fakeContainers({
                secrets: [{ name: "theirs", keyVaultUrl: "https://v/secrets/s", identity: "system" }],
                revisions: [{ name: "api--1", properties: { active: true } }],
                replicas: [[replica("old")], [replica("new")]],
            }),
    },
    {
        consumer: containerAppJobSecretsKind,
        place: job,
        packageName: "@azure/arm-appcontainers",
        besides: FOLLOWED,
        world: () => fakeContainers({ secrets: [] }),
    },
    {
        consumer: appConfigurationKeyValuesKind,
        place: keyValues,
        packageName: "@azure/arm-appconfiguration",
        besides: [],
        world: () => fakeAccess(() => ({ properties: { tags: secretTags(origin) } })),
    },
];

describe("the calls of a holder", function () {
    this.timeout(60_000);

    for (const { consumer, place, packageName, besides, world } of cases) {
        it(`are those of ${packageName}: path, version and members of the body, and need the actions that are named: ${place.kind}`, async () => {
            const operations = await readOperations(packageName);
            const access = world();
            await consumer.look?.(place, access);
            await consumer.switchOver(changeOf(place, { uploads: "k" }), access);
            await consumer.remove(place, ["uploads"], access);
            assert.deepEqual(
                access.requests.flatMap((call) => strangeIn(call, operations)),
                [],
            );
            const needed = access.requests.map((call) => {
                const { path = "" } = operationOf(call, operations) ?? {};
                return armActionOf(call.method, path, call.path)?.action ?? "";
            });
            assert.deepEqual(
                consumer.actions(place).map(lowered).sort(),
                [...new Set([...needed, ...besides].map(lowered))].sort(),
            );
        });
    }
});

function operationOf({ method, path }: ArmCall, operations: readonly Operation[]): Operation | undefined {
    return operations.find(
        (operation) =>
            operation.method === method &&
            new RegExp(`^${operation.path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`, "i").test(path),
    );
}

/** The parts of the call that the package does not know. Members of a body are those that a GET of the same resource shows. */
function strangeIn(call: ArmCall, operations: readonly Operation[]): readonly string[] {
    const name = `${call.method} ${call.path}`;
    const operation = operationOf(call, operations);
    if (operation === undefined) {
        return [name];
    }
    const shown = operationOf({ ...call, method: "GET" }, operations)?.response ?? [];
    return [
        ...(call.apiVersion === operation.apiVersion ? [] : [`${name}: ${call.apiVersion}`]),
        ...(call.body === undefined || operation.body !== undefined ? [] : [`${name}: takes no body`]),
        ...leavesOf(call.body).filter((leaf) => !shown.includes(leaf)),
    ];
}

/** The members of a body by their paths, those of the items of a list with `[]`; a map with free names is one. */
function leavesOf(value: unknown, path = ""): readonly string[] {
    if (Array.isArray(value)) {
        return value.flatMap((item) => leavesOf(item, `${path}[]`));
    }
    if (typeof value === "object" && value !== null && !path.endsWith("tags")) {
        return Object.entries(value).flatMap(([name, inner]) =>
            leavesOf(inner, path === "" ? name : `${path}.${name}`),
        );
    }
    return path === "" ? [] : [path];
}

function lowered(text: string): string {
    return text.toLowerCase();
}
