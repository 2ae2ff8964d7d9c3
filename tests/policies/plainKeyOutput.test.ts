import assert from "node:assert/strict";
import { plainKeys } from "../../policies/plainKeyOutput";
import {
    connectionStringOf,
    KEYS,
    keyOf,
    pairOf,
    type Resources,
    resource,
    secret,
    stackOf,
    UNKNOWN_TEXT,
} from "./support/stacks";

const KEY = keyOf("photos");

function found(...resources: Resources) {
    return plainKeys(stackOf(...resources));
}

function stackWith(outputs: object) {
    return resource("pulumi:pulumi:Stack", "shop-dev", { kind: "stack", outputs });
}

describe("plain-key-output", () => {
    it("flags a stack output that holds a key and is not secret, and says what to do", () => {
        const [finding, ...others] = found(stackWith({ connection: connectionStringOf("photos", KEY), slot: "key1" }));
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^The stack output connection \(a connection string with AccountKey\) is plain/,
        );
        assert.match(finding?.message ?? "", /Export `pulumi\.secret\(…\)`/);
        assert.ok(finding?.names.includes("connection"));
        assert.ok(!finding?.message.includes(KEY));
    });

    it("flags each stack output by itself, so that each can be exempted by its name", () => {
        const names = found(stackWith({ one: KEY, other: { key: KEY } })).map((finding) => finding.names);
        assert.deepEqual(names, [
            ["shop-dev", "one"],
            ["shop-dev", "other"],
        ]);
    });

    it("flags a pair's key by its fingerprint, deep within an output", () => {
        const [finding] = found(pairOf(), stackWith({ apps: [{ web: { key: KEYS.key1 } }] }));
        assert.match(finding?.message ?? "", /^The stack output apps\[0\]\.web\.key \(key1 of uploads\) is plain/);
    });

    it("gives advice on random bytes that may be a key", () => {
        const levels = found(stackWith({ one: KEY, storageKey: KEY })).map(({ names, level }) => [names[1], level]);
        assert.deepEqual(levels, [
            ["one", "advisory"],
            ["storageKey", undefined],
        ]);
    });

    it("flags a property of a resource, asked for or answered", () => {
        const app = resource("azure-native:web:WebApp", "web", {
            inputs: { siteConfig: { appSettings: [{ name: "STORAGE_KEY", value: KEY }] } },
        });
        assert.match(
            found(app)[0]?.message ?? "",
            /^web holds a key in siteConfig\.appSettings\["STORAGE_KEY"\] .* and it is not secret.*Wrap the value .* in `pulumi\.secret\(…\)`/,
        );
        assert.match(
            found(resource("custom:index:Thing", "thing", { outputs: { key: KEY } }))[0]?.message ?? "",
            /Name key in `additionalSecretOutputs` of the resource/,
        );
        const vaultSecret = resource("azure-native:keyvault:Secret", "s", { inputs: { properties: { value: KEY } } });
        assert.equal(found(vaultSecret).length, 1);
    });

    it("flags plain configuration that is handed to a provider", () => {
        const provider = resource("pulumi:providers:pulumi-nodejs", "default", {
            kind: "provider",
            inputs: { "shop:key": KEY },
        });
        assert.match(
            found(provider)[0]?.message ?? "",
            /^The configuration shop:key .* is plain.*`pulumi config set --secret`/,
        );
    });

    it("says nothing of what is secret, as a whole or where the key stands", () => {
        assert.deepEqual(
            found(stackWith({ key: secret(KEY), all: secret({ key: KEY }), some: { key: secret(KEY) } })),
            [],
        );
        assert.deepEqual(
            found(pairOf(), resource("azure-native:web:WebApp", "web", { inputs: secret({ key: KEYS.key1 }) })),
            [],
        );
    });

    it("says nothing of fingerprints, of what is not known yet, and of the pair's own resources", () => {
        assert.deepEqual(found(pairOf(), stackWith({ fingerprint: "ab".repeat(32), key: UNKNOWN_TEXT })), []);
    });
});
