import assert from "node:assert/strict";
import { fingerprintOf } from "../../components/services/fingerprint";
import { mixedSlotsIn } from "../../policies/mixedSlots";
import type { StackResource } from "../../policies/stack/stackResource";
import {
    connectionStringOf,
    KEYS,
    keyOf,
    pairOf,
    pending,
    type Resources,
    resource,
    secret,
    stackOf,
} from "./support/stacks";

function found(...resources: Resources) {
    return mixedSlotsIn(stackOf(...resources));
}

function site(name: string, ...values: readonly unknown[]): StackResource {
    const appSettings = values.map((value, index) => ({ name: `SETTING_${index}`, value }));
    return resource("azure-native:web:WebApp", name, { inputs: { siteConfig: { appSettings } } });
}

function named(settings: Readonly<Record<string, string>>): readonly object[] {
    return Object.entries(settings).map(([name, value]) => ({ name, value }));
}

describe("mixed-slots", () => {
    it("flags two resources that hold different slots of one pair, by fingerprint", () => {
        const [finding, ...others] = found(
            pending(1),
            site("web", secret(KEYS.key2)),
            site("worker", secret(KEYS.key1)),
        );
        assert.deepEqual(others, []);
        assert.match(
            finding?.message ?? "",
            /^Two keys of uploads are in use: web holds key2, and worker holds key1\./,
        );
        assert.match(finding?.message ?? "", /Give all of them `key\.value` of one RotatingKeyPair/);
        assert.ok(!finding?.message.includes(KEYS.key1));
    });

    it("finds the standby key of a pair that was just adopted, and the one that was retired last", () => {
        assert.equal(found(pairOf(), site("web", KEYS.key1), site("worker", KEYS.key2)).length, 1);
        const standby = { slot: "key2", fingerprint: fingerprintOf(keyOf("new"), "base64") };
        const pair = pairOf({ standby, outputs: { standby: undefined } });
        assert.equal(found(pair, site("web", KEYS.key1), site("worker", keyOf("new"))).length, 1);
    });

    it("finds a key in a connection string, and in a Kubernetes secret", () => {
        const encoded = Buffer.from(connectionStringOf("shopfiles", KEYS.key1)).toString("base64");
        const manifest = resource("kubernetes:core/v1:Secret", "manifest", { inputs: { data: { storage: encoded } } });
        const [finding] = found(pending(1), site("web", connectionStringOf("shopfiles", KEYS.key2)), manifest);
        assert.match(finding?.message ?? "", /web holds key2, and manifest holds key1/);
    });

    it("leaves alone the consumers that a pair moves in waves, but nobody else", () => {
        const pair = pending(1);
        const [component] = pair;
        const wave = resource("pulumi-nodejs:dynamic/two-key:Wave", "uploads-wave-2", { parent: component?.urn ?? "" });
        const own = { ...site("second", secret(KEYS.key1)), parent: component?.urn ?? "" };
        assert.equal(found(pair, site("web", secret(KEYS.key2)), own).length, 1);
        assert.deepEqual(found(pair, wave, site("web", secret(KEYS.key2)), own), []);
        assert.equal(found(pair, wave, site("web", secret(KEYS.key2)), site("worker", KEYS.key1)).length, 1);
    });

    it("leaves alone the two secrets that are the slots of a pair", () => {
        const source = {
            service: "vaultPair",
            vaultUri: "https://v.vault.azure.net/",
            secretNames: ["Hook-1", "hook-2"],
        };
        const slots = [KEYS.key1, KEYS.key2].map((value, index) =>
            resource("azure-native:keyvault:Secret", `hook-${index + 1}`, {
                inputs: { secretName: `hook-${index + 1}`, properties: { value: secret(value) } },
            }),
        );
        assert.deepEqual(found(pending(1, { rotationInputs: { source } }), slots), []);
        assert.equal(found(pending(1), slots).length, 1);
    });

    it("knows what a secret of a vault holds by its tag, where its value was not seen", () => {
        const tags = { "two-key-fingerprint": fingerprintOf(KEYS.key1, "base64") };
        const vaultSecret = resource("azure-native:keyvault:Secret", "old", { inputs: undefined, outputs: { tags } });
        assert.match(found(pending(1), site("web", KEYS.key2), vaultSecret)[0]?.message ?? "", /old holds key1/);
    });

    it("flags two different keys of one account that no pair rotates", () => {
        const [finding] = found(
            site("web", connectionStringOf("logs", keyOf("a"))),
            site("worker", connectionStringOf("logs", keyOf("b"))),
        );
        assert.match(
            finding?.message ?? "",
            /^Two keys of logs are in use: web holds one of them, and worker holds another one/,
        );
    });

    it("flags a key of a pair's account that the pair does not know", () => {
        const stray = site("worker", connectionStringOf("shopfiles", keyOf("stray")));
        assert.match(
            found(pairOf(), site("web", KEYS.key1), stray)[0]?.message ?? "",
            /^Two keys of uploads are in use: web holds key1, and worker holds another one\./,
        );
    });

    it("flags two bare keys of one account, which another setting or the graph names", () => {
        const beside = (name: string, key: string) =>
            resource("azure-native:web:WebApp", name, {
                inputs: { siteConfig: { appSettings: named({ LOGS_ACCOUNT: "logs", LOGS_KEY: keyOf(key) }) } },
            });
        const [certain] = found(beside("web", "a"), beside("worker", "b"));
        assert.equal(certain?.level, undefined);
        assert.match(
            certain?.message ?? "",
            /^Two keys of logs are in use: web holds one of them, and worker holds another/,
        );

        const account = resource("azure-native:storage:StorageAccount", "logs", { outputs: { name: "logs" } });
        const depends = (name: string, setting: string, key: string) =>
            resource("azure-native:web:WebApp", name, {
                inputs: { siteConfig: { appSettings: named({ [setting]: keyOf(key) }) } },
                propertyDependencies: { siteConfig: [account.urn] },
            });
        const [byGraph] = found(account, depends("web", "LOGS_KEY", "a"), depends("worker", "LOGS_KEY", "b"));
        assert.equal(byGraph?.level, "advisory");
        assert.match(byGraph?.message ?? "", /^Two keys of logs are in use: .*\(if they are keys of one pair/);
        assert.deepEqual(found(account, depends("web", "SECRET", "a"), depends("worker", "SECRET", "b")), []);
        assert.deepEqual(found(account, depends("web", "LOGS_KEY", "a"), depends("worker", "LOGS_KEY", "a")), []);
    });

    it("gives advice where one of the keys may be one that only reads", () => {
        const cosmos = (key: string) =>
            `AccountEndpoint=https://shop.documents.azure.com:443/;AccountKey=${keyOf(key)}`;
        const [finding] = found(site("web", cosmos("a")), site("worker", cosmos("b")));
        assert.equal(finding?.level, "advisory");
        assert.match(finding?.message ?? "", /and none of them only reads/);
    });

    it("says nothing where all hold the same key, or one holds both to fall back", () => {
        assert.deepEqual(found(pending(1), site("web", KEYS.key2), site("worker", KEYS.key2)), []);
        assert.deepEqual(found(pending(1), site("web", KEYS.key2), site("batch", KEYS.key2, KEYS.key1)), []);
        assert.deepEqual(
            found(
                site("web", connectionStringOf("logs", keyOf("a"))),
                site("worker", connectionStringOf("other", keyOf("b"))),
            ),
            [],
        );
    });

    it("does not take the pair's own resources for holders", () => {
        assert.deepEqual(found(pending(1)), []);
    });
});
