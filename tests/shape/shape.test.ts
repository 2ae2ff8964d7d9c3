import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import {
    appSettings,
    connectionStrings,
    grace,
    httpHealthy,
    keyVaultReference,
    keyVaultSecret,
    own,
    storageAccount,
} from "../../components";
import { emergencyOf } from "../../components/arguments/triggerOf";
import { everyArgument } from "../arguments/support/everyArgument";
import { told } from "../arguments/support/told";
import { resolved } from "../support/mocks";

const resourceGroupName = "rg";
const source = storageAccount({ resourceGroupName, accountName: "uploads" });
const LONG = "x".repeat(1_000);
const KEY = Buffer.alloc(64, "k?>~").toString("base64");

function circular(): object {
    const config: Record<string, unknown> = {};
    config.self = config;
    return config;
}

function unreadable(): object {
    const get = () => {
        throw new Error("no");
    };
    const entry = { kind: "appSettings", resourceGroupName, settings: { K: "key" } };
    return Object.defineProperty(entry, "site", { enumerable: true, get });
}

function settings(changes: object): object {
    return {
        source,
        rotationTrigger: 1,
        consumers: [appSettings({ resourceGroupName, site: "web", settings: { K: "key" }, ...changes })],
    };
}

function secret(changes: object): object {
    const entry = { resourceGroupName, vaultName: "vault", secretName: "uploads", ...changes };
    return { source, rotationTrigger: 1, consumers: [keyVaultSecret(entry)] };
}

function pair(changes: object): object {
    return { source, rotationTrigger: 1, ...changes };
}

/** The value of a program, and the one sentence that the program gets. */
const REFUSALS: readonly (readonly [string, unknown, RegExp])[] = [
    ["no arguments", undefined, /^uploads: the arguments is missing|^uploads: the arguments /],
    ["null for the arguments", null, /^uploads: the arguments must be an object, and is null/],
    ["an output for all of them", output({}), /^uploads: the arguments must be written out/],
    ["a path for a site", settings({ site: "../.." }), /^uploads: consumers\[0\]\.site must be a name .*"\.\.\/\.\."/],
    ["dots for a site", settings({ site: ".." }), /^uploads: consumers\[0\]\.site must be a name/],
    ["a query in a site", settings({ site: "web?a=b" }), /^uploads: consumers\[0\]\.site must be a name/],
    ["a fragment in a site", settings({ site: "web#a" }), /^uploads: consumers\[0\]\.site must be a name/],
    ["a line break in a site", settings({ site: "web\r\nb" }), /^uploads: consumers\[0\]\.site .*"web\\r\\nb"$/],
    ["a site of 1,000 characters", settings({ site: LONG }), /^uploads: consumers\[0\]\.site .*\(1000 characters\)"$/],
    ["a number for a site", settings({ site: 7 }), /^uploads: consumers\[0\]\.site must be a name .* and is 7$/],
    ["no site", settings({ site: undefined }), /^uploads: consumers\[0\]\.site is missing: it must be a name/],
    [
        "a misspelt slot",
        settings({ slott: "a" }),
        /^uploads: consumers\[0\]\.slott is no argument; did you mean `slot`\?$/,
    ],
    [
        "a subscription that is none",
        settings({ subscriptionId: "../x" }),
        /^uploads: consumers\[0\]\.subscriptionId must be a GUID/,
    ],
    [
        "a group with a slash",
        settings({ resourceGroupName: "a/b" }),
        /^uploads: consumers\[0\]\.resourceGroupName must be/,
    ],
    [
        "null settings",
        settings({ settings: null }),
        /^uploads: consumers\[0\]\.settings must be an object, and is null/,
    ],
    [
        "settings that are text",
        settings({ settings: "key" }),
        /^uploads: consumers\[0\]\.settings must be an object, and is "key"/,
    ],
    [
        "a setting named constructor",
        settings({ settings: { constructor: "key" } }),
        /^uploads: consumers\[0\]\.settings\.constructor has a name/,
    ],
    [
        "a setting named __proto__",
        settings({ settings: JSON.parse('{"__proto__":"key"}') }),
        /^uploads: consumers\[0\]\.settings\.__proto__ has a name/,
    ],
    [
        "a setting that is null",
        settings({ settings: { K: null } }),
        /^uploads: consumers\[0\]\.settings\.K must be text/,
    ],
    [
        "an output for a setting",
        settings({ settings: { K: output("key") } }),
        /^uploads: consumers\[0\]\.settings\.K must be written out/,
    ],
    [
        "a misspelt content",
        settings({ settings: { K: "conectionString" } }),
        /^uploads: consumers\[0\]\.settings\.K must be key, .* and is "conectionString"; did you mean "connectionString"\?$/,
    ],
    [
        "a misspelt content of a secret",
        secret({ content: "Key" }),
        /^uploads: consumers\[0\]\.content must be key or connectionString, and is "Key"; did you mean "key"\?$/,
    ],
    [
        "a misspelt kind of a consumer",
        pair({ consumers: [{ kind: "appSetings" }] }),
        /^uploads: consumers\[0\] "appSetings" is no consumer; .*; did you mean "appSettings"\?$/,
    ],
    [
        "a misspelt service",
        pair({ source: { service: "storageAcount" } }),
        /^uploads: source "storageAcount" is no key source; .*; did you mean "storageAccount"\?$/,
    ],
    [
        "an account that is none",
        pair({ source: storageAccount({ resourceGroupName, accountName: "Up_loads" }) }),
        /^uploads: source\.accountName "Up_loads" /,
    ],
    [
        "a misspelt pin",
        pair({ pinnedSlot: "Key2" }),
        /^uploads: pinnedSlot "Key2" is no slot .*; did you mean "key2"\?$/,
    ],
    ["a key for a setting", settings({ settings: { K: KEY } }), /^uploads: consumers\[0\]\.settings\.K must be key/],
    ["a key for a site", settings({ site: KEY }), /^uploads: consumers\[0\]\.site must be a name/],
    ["an unreadable site", pair({ consumers: [unreadable()] }), /^uploads: consumers\[0\]\.site cannot be read/],
    [
        "wave 101",
        settings({ wave: 101 }),
        /^uploads: consumers\[0\]\.wave must be a whole number from 1 to 100, and is 101$/,
    ],
    ["a billion waves", settings({ wave: 1e9 }), /^uploads: consumers\[0\]\.wave must be a whole number from 1 to 100/],
    ["half a wave", settings({ wave: 1.5 }), /^uploads: consumers\[0\]\.wave must be a whole number/],
    [
        "a wave that is no number",
        settings({ wave: Number.NaN }),
        /^uploads: consumers\[0\]\.wave must be a whole number/,
    ],
    ["a vault with a query", secret({ vaultName: "v?x" }), /^uploads: consumers\[0\]\.vaultName must be a name/],
    ["a content that is null", secret({ content: null }), /^uploads: consumers\[0\]\.content must be text/],
    [
        "an expiry of ages",
        secret({ expiresAfter: "999999999y" }),
        /^uploads: consumers\[0\]\.expiresAfter "999999999y" is no duration of at most 100y/,
    ],
    [
        "a negative expiry",
        secret({ expiresAfter: "-1d" }),
        /^uploads: consumers\[0\]\.expiresAfter "-1d" is no duration/,
    ],
    ["a number for an expiry", secret({ expiresAfter: 90 }), /^uploads: consumers\[0\]\.expiresAfter must be text/],
    [
        "a list with a hole",
        pair({ gates: Object.assign(new Array(3), { 0: grace("1h"), 2: grace("2h") }) }),
        /^uploads: gates\[1\] is missing: the list has a hole$/,
    ],
    ["a gate that is null", pair({ gates: [null] }), /^uploads: gates\[0\] null is no gate; make one with/],
    [
        "a gate of a kind that every object has",
        pair({ gates: [{ kind: "constructor" }] }),
        /^uploads: gates\[0\] "constructor" is no gate/,
    ],
    [
        "a consumer of a kind that every object has",
        pair({ consumers: [{ kind: "__proto__" }] }),
        /^uploads: consumers\[0\] "__proto__" is no consumer/,
    ],
    [
        "a source of a kind that every object has",
        { source: { service: "hasOwnProperty" }, rotationTrigger: 1 },
        /^uploads: source "hasOwnProperty" is no key source/,
    ],
    ["text for a source", { source: "uploads", rotationTrigger: 1 }, /^uploads: source "uploads" is no key source/],
    ["no source", { rotationTrigger: 1 }, /^uploads: source undefined is no key source/],
    ["text for gates", pair({ gates: "1h" }), /^uploads: gates must be a list, and is "1h"$/],
    [
        "a gate with an address of another kind",
        pair({ gates: [httpHealthy("ftp://web")] }),
        /^uploads: gates\[0\]\.url must be an address that begins with/,
    ],
    [
        "a gate with a fragment",
        pair({ gates: [httpHealthy("https://web/#a")] }),
        /^uploads: gates\[0\]\.url must be an address/,
    ],
    [
        "a gate with a path that leads up",
        pair({ gates: [httpHealthy("https://web/../..")] }),
        /^uploads: gates\[0\]\.url must be an address/,
    ],
    [
        "a gate with a password",
        pair({ gates: [httpHealthy("https://a:b@web/")] }),
        /^uploads: gates\[0\]\.url must be an address/,
    ],
    [
        "a gate that waits longer than a timer",
        pair({ gates: [httpHealthy("https://web/", { timeout: "25d" })] }),
        /^uploads: gates\[0\]\.timeout "25d" is no positive duration of at most 24d/,
    ],
    [
        "circular data",
        pair({ gates: [{ kind: "module", module: "./g.js", config: circular() }] }),
        /^uploads: gates\[0\]\.config\.self.* contains itself/,
    ],
    [
        "a trigger that is not a number",
        pair({ rotationTrigger: Number.NaN }),
        /^uploads: rotationTrigger must be one value/,
    ],
    ["an invalid date", pair({ rotationTrigger: new Date("tomorrow") }), /^uploads: rotationTrigger must be one value/],
    [
        "an invalid date in an emergency",
        pair({ emergencyTrigger: new Date("now!") }),
        /^uploads: emergencyTrigger must be one value/,
    ],
    ["a list for a trigger", pair({ retireTrigger: [1] }), /^uploads: retireTrigger must be one value.*and is a list$/],
    [
        "a misspelt argument",
        pair({ rotateEvry: "90d" }),
        /^uploads: rotateEvry is no argument; did you mean `rotateEvery`\?$/,
    ],
    ["an argument of nobody", pair({ prayer: 1 }), /^uploads: prayer is no argument; there is source, rotationTrigger/],
    [
        "a misspelt name",
        { source: { ...source, acountName: "a" }, rotationTrigger: 1 },
        /^uploads: source\.acountName is no argument; did you mean `accountName`\?$/,
    ],
    ["text for propagation", pair({ propagation: "10m" }), /^uploads: propagation must be an object, and is "10m"$/],
    ["a function for settle", pair({ settle: () => "1s" }), /^uploads: settle must be text.*and is a function$/],
    [
        "a function for consumers",
        pair({ consumers: () => [] }),
        /^uploads: consumers must be a list, and is a function$/,
    ],
    [
        "a list of own resources",
        pair({ consumers: [own([] as never)] }),
        /^uploads: consumers\[0\]\.resources must be a function/,
    ],
    [
        "a name of a child that is an output",
        settings({ name: output("a") }),
        /^uploads: consumers\[0\]\.name must be written out/,
    ],
];

describe("what a program gives to a pair", function () {
    this.timeout(30_000);

    it("is right, whatever there is of it", async () => {
        assert.deepEqual(await told(everyArgument()), []);
    });

    for (const [what, args, sentence] of REFUSALS) {
        it(`is refused in one sentence: ${what}`, async () => {
            const sentences = await told(args);
            assert.equal(sentences.length, 1, sentences.join("\n"));
            assert.match(sentences[0] ?? "", sentence);
            assert.ok(!sentences[0]?.includes(KEY.slice(0, 20)), "no key is shown");
        });
    }

    it("is told in one run, whatever is wrong with it", async () => {
        const sentences = await told({
            source: storageAccount({ resourceGroupName, accountName: "UP" }),
            rotationTriger: 1,
            rotateEvery: "90d",
            settle: "soon",
            consumers: [
                {
                    ...appSettings({ resourceGroupName, site: "a/b", settings: { K: keyVaultReference("none") } }),
                    slott: "a",
                },
            ],
        });
        const told_ = sentences.map((sentence) => /^uploads: (\S+)/.exec(sentence)?.[1]);
        assert.deepEqual(told_.sort(), [
            "consumers[0].settings.K",
            "consumers[0].site",
            "consumers[0].slott",
            "rotationTriger",
            "settle",
            "source.accountName",
        ]);
    });

    it("is told in one run where nothing can be made of it", async () => {
        const consumer = {
            ...connectionStrings({ resourceGroupName, site: "web", connectionStrings: {} }),
            site: "a/b",
        };
        const sentences = await told(pair({ gates: [null], consumers: [consumer], settle: 7 }));
        assert.deepEqual(
            sentences.map((sentence) => /^uploads: (\S+)/.exec(sentence)?.[1]),
            ["consumers[0].site", "settle", "gates[0]"],
        );
    });
});

describe("an emergency", () => {
    it("is none where the trigger is false or 0", async () => {
        for (const none of [false, 0, -0, undefined, "", output(false)]) {
            assert.equal(await resolved(emergencyOf(none)), "", String(none));
        }
        for (const some of [true, 1, "0", "false", new Date(0)]) {
            assert.notEqual(await resolved(emergencyOf(some)), "", String(some));
        }
    });
});
