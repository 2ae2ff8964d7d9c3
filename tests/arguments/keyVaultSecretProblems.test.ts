import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { good, withConsumers, withSecret } from "./support/pairs";
import { secret } from "./support/places";
import { areRefusedByName, problemsOf, type Refusal } from "./support/refusals";

const reader = "6f1c1a5e-0f0a-4a53-8d0b-1a6b8f6d2c11";
const again = { argument: "consumers[1]" };

const REFUSALS: readonly Refusal[] = [
    ["nobody to read a secret", withSecret({ readers: [] }), "consumers[0].readers", /must not be empty: name/],
    ["a reader by name", withSecret({ readers: ["media"] }), "consumers[0].readers[0]", /"media" must be the object/],
    [
        "an end that is none",
        withSecret({ onRemove: "purge" as "delete" }),
        "consumers[0].onRemove",
        /"purge" is not one of keep, delete/,
    ],
    ["a reader twice", withSecret({ readers: [reader, reader] }), "consumers[0].readers[1]", /named already/],
    [
        "a reader of an unknown type",
        withSecret({ readers: [{ principalId: reader, principalType: "App" as "User" }] }),
        "consumers[0].readers[0].principalType",
        /"App" is not one of ServicePrincipal, Group, User/,
    ],
    ["an underscore in a secret's name", withSecret({ secretName: "up_loads" }), "consumers[0].secretName", /hyphens/],
    ["an empty secret name", withSecret({ secretName: "" }), "consumers[0].secretName", /1 to 127/],
    ["a secret's name that is too long", withSecret({ secretName: "a".repeat(128) }), "consumers[0].secretName", /127/],
    ["a bad vault name", withSecret({ vaultName: "1vault" }), "consumers[0].vaultName", /beginning with a letter/],
    ["two hyphens in a vault name", withSecret({ vaultName: "my--vault" }), "consumers[0].vaultName", /single hyphens/],
    ["a secret without a group", withSecret({ resourceGroupName: "" }), "consumers[0].resourceGroupName", /empty/],
    ["unknown content", withSecret({ content: "sas" as "key" }), "consumers[0].content", /key or connectionString/],
    ["a bad expiry", withSecret({ expiresAfter: "never" }), "consumers[0].expiresAfter", /"never"/],
    ["a bad cache time", withSecret({ cachedFor: "-1h" }), "consumers[0].cachedFor", /"-1h"/],
    [
        "one secret twice",
        { ...good, consumers: [secret, { ...secret, ...again, secretName: "UPLOADS" }] },
        "consumers[1].secretName",
        /written by consumers\[0\] already/,
    ],
    ["a secret name with a slash", withSecret({ secretName: "a/b" }), "consumers[0].secretName", /hyphens/],
    ["a vault name that ends in a hyphen", withSecret({ vaultName: "vault-" }), "consumers[0].vaultName", /3 to 24/],
    ["a vault name that is too short", withSecret({ vaultName: "v" }), "consumers[0].vaultName", /3 to 24/],
];

describe("bad secrets are refused by name", () => {
    areRefusedByName(REFUSALS);

    it("holds nothing against values that are unknown at preview", () => {
        const unknown = runtime.unknownValue;
        const inputs = withConsumers(
            { ...secret, vaultName: unknown, secretName: unknown, expiresAfter: unknown, cachedFor: unknown },
            { ...secret, ...again, vaultName: unknown, secretName: unknown },
        );
        assert.deepEqual(problemsOf(inputs), []);
    });
});
