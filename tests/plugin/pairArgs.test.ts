import assert from "node:assert/strict";
import { InputPropertyError, output } from "@pulumi/pulumi";
import type { RotatingKeyPairArgs } from "../../components/arguments/rotatingKeyPairArgs";
import {
    acknowledged,
    command,
    connectionStrings,
    custom,
    grace,
    httpHealthy,
    keyAccepted,
    keyVaultReference,
    moduleGate,
    storageAccount,
    storageMounts,
    vaultPair,
} from "../../components/index";
import type { Gate, RotatingKeyPairPluginArgs } from "../../plugin/args";
import { pairArgs } from "../../plugin/pairArgs";

const place = { resourceGroupName: "rg", site: "web" };
const base: RotatingKeyPairPluginArgs = {
    source: { service: "storageAccount", resourceGroupName: "rg", names: ["uploads"] },
};

describe("the arguments of a program in another language", () => {
    it("name the source that a Node program makes by a function", () => {
        assert.deepEqual(
            pairArgs(base).source,
            storageAccount({ resourceGroupName: "rg", accountName: "uploads" }) satisfies RotatingKeyPairArgs["source"],
        );
    });

    it("name a nested resource by its parents first, a slash in a name as paths have it", () => {
        const source = { service: "serviceBusQueueRule", resourceGroupName: "rg", names: ["ns", "a/b", "rule"] };
        assert.deepEqual(pairArgs({ source }).source, {
            service: "serviceBusQueueRule",
            resourceGroupName: "rg",
            name: "ns/a~b/rule",
        });
    });

    it("name a pair of one's own", () => {
        const vaultUri = "https://keys.vault.azure.net";
        assert.deepEqual(
            pairArgs({ source: { service: "vaultPair", vaultUri, secretNames: ["one", "two"] } }).source,
            vaultPair({ vaultUri, secretNames: ["one", "two"] }),
        );
        assert.deepEqual(
            pairArgs({ source: { service: "custom", module: "./keys.js", config: { user: "u" } } }).source,
            custom({ module: "./keys.js", config: { user: "u" } }),
        );
    });

    it("give every gate that a Node program has, with its defaults", () => {
        const gates: Gate[] = [
            { kind: "grace", duration: "48h" },
            { kind: "acknowledged", name: "media", generation: 2 },
            { kind: "httpHealthy", url: "https://web/healthz", status: 204 },
            { kind: "keyAccepted" },
            { kind: "command", command: ["./check", "--fast"] },
            { kind: "module", module: "./gate.js", config: { depth: "3" } },
        ];
        assert.deepEqual(pairArgs({ ...base, gates }).gates, [
            grace("48h"),
            acknowledged("media", 2),
            httpHealthy("https://web/healthz", { expect: { status: 204 } }),
            keyAccepted(),
            command(["./check", "--fast"]),
            moduleGate("./gate.js", { depth: "3" }),
        ]);
    });

    it("give settings, connection strings and mounts as a Node program does", () => {
        const mount = { accountName: "uploads", shareName: "share", mountPath: "/mounts/uploads" };
        const { appSettings, holders } = pairArgs({
            ...base,
            appSettings: [{ ...place, settings: { A: { content: "key" }, B: { secretName: "uploads" } } }],
            holders: [
                {
                    ...place,
                    kind: "connectionStrings",
                    connectionStrings: { C: { secretName: "uploads", form: "versionless", type: "ServiceBus" } },
                },
                { ...place, kind: "storageMounts", mounts: { D: mount } },
            ],
        });
        assert.deepEqual(appSettings, [{ ...place, settings: { A: "key", B: keyVaultReference("uploads") } }]);
        assert.deepEqual(holders, [
            connectionStrings({
                ...place,
                connectionStrings: {
                    C: { value: keyVaultReference("uploads", { form: "versionless" }), type: "ServiceBus" },
                },
            }),
            storageMounts({ ...place, mounts: { D: mount } }),
        ]);
    });

    it("say how dependents are looked for, without what is left out", () => {
        const alsoHeldBy = [{ name: "Storage Explorer", owner: "media", kind: "byHand" }];
        const dependents: object = { unregistered: "warn", alsoHeldBy, maxCalls: undefined };
        assert.deepEqual(pairArgs({ ...base, dependents } as RotatingKeyPairPluginArgs).dependents, {
            unregistered: "warn",
            alsoHeldBy,
        });
        assert.equal("dependents" in pairArgs(base), false);
    });

    const wrong: readonly [string, string, Partial<Record<keyof RotatingKeyPairPluginArgs, unknown>>][] = [
        ["a service that is none", "source.service", { source: { service: "teapot", names: [] } }],
        ["a service by a name that every object has", "source.service", { source: { service: "toString", names: [] } }],
        ["a resource without a group", "source.resourceGroupName", { source: { service: "maps", names: ["m"] } }],
        [
            "two secrets that are three",
            "source.secretNames",
            { source: { service: "vaultPair", vaultUri: "https://v", secretNames: ["a", "b", "c"] } },
        ],
        ["a gate that is none", "gates[1].kind", { gates: [{ kind: "keyAccepted" }, { kind: "constructor" }] }],
        ["a gate without what it needs", "gates[0].duration", { gates: [{ kind: "grace" }] }],
        ["a holder that is none", "holders[0].kind", { holders: [{ ...place, kind: "pocket" }] }],
        [
            "a setting that says nothing",
            "appSettings[0].settings.A",
            { appSettings: [{ ...place, settings: { A: {} } }] },
        ],
        [
            "a setting that says two things",
            "appSettings[0].settings.A",
            { appSettings: [{ ...place, settings: { A: { content: "key", secretName: "uploads" } } }] },
        ],
        ["what must be written out and is an output", "gates", { gates: output([{ kind: "keyAccepted" }]) }],
    ];
    for (const [what, property, args] of wrong) {
        it(`are refused by the name of the argument for ${what}`, () => {
            assert.throws(
                () => pairArgs({ ...base, ...args } as RotatingKeyPairPluginArgs),
                (error) => InputPropertyError.isInstance(error) && error.propertyPath === property,
            );
        });
    }
});
