import assert from "node:assert/strict";
import {
    type AppConfigurationKeyValuesPlace,
    appConfigurationKeyValuesKind,
} from "../../../components/consumers/appConfiguration/keyValues";
import { longestLagMs } from "../../../components/consumers/readerLag";
import { keyVaultReference, referenceTo } from "../../../components/consumers/values/keyVaultReference";
import { secretTags } from "../../../components/consumers/values/secretTags";
import { changeOf, origin } from "../support/changes";
import { type FakeAccess, fakeAccess, Refused } from "../support/fakeAccess";

const REFERENCE = "application/vnd.microsoft.appconfig.keyvaultref+json;charset=utf-8";
const URI = "https://vault.vault.azure.net/secrets/uploads";

const place: AppConfigurationKeyValuesPlace = {
    kind: "appConfigurationKeyValues",
    argument: "consumers[0]",
    resourceGroupName: "rg",
    configStoreName: "shared",
    keyValues: { "Uploads:Key": "key" },
    cachedFor: "5m",
};

/** A store `shared` with these key-values, each by the end of its path; undefined for a key-value that does not exist. */
function store(keyValues: Readonly<Record<string, object>> | undefined): FakeAccess {
    const current: Record<string, object> = { ...keyValues };
    return fakeAccess((call, { body }) => {
        const [, method, name] = /^(\S+) shared(?:\/keyValues\/(.*))?$/.exec(call) ?? [];
        if (keyValues === undefined || (method === "GET" && name !== undefined && current[name] === undefined)) {
            throw new Refused(404);
        }
        if (method === "PUT") {
            current[name ?? ""] = (body as { properties: object }).properties;
        }
        return { properties: current[name ?? ""] ?? {} };
    });
}

const WRITTEN = ["PUT shared/keyValues/Uploads:Key$prod", "PUT shared/keyValues/sentinel$prod"];

const { look, switchOver, remove, problems, id, actions, readerLag } = appConfigurationKeyValuesKind;

describe("key-values of App Configuration", () => {
    it("are looked at one by one, and those that are not there are left out", async () => {
        const keyValues = { "Uploads:Key": "key", other: "key" } as const;
        const access = store({ "Uploads:Key": { value: "k1" } });
        assert.deepEqual(await look?.({ ...place, keyValues }, access), { "Uploads:Key": { value: "k1" } });
        assert.deepEqual(access.calls, ["GET shared/keyValues/Uploads:Key", "GET shared/keyValues/other"]);
        assert.equal(await look?.(place, store({})), "absent");
        assert.equal(await look?.(place, store(undefined)), "absent");
    });

    it("hold what the secret in the vault holds where they refer to one, with or without a version", async () => {
        for (const [uri, reference] of [
            [`${URI}/v2`, `${URI}/v2`],
            [URI, `${URI}/`],
            [`${URI}/`, `${URI}/`],
        ] as const) {
            const keyValue = { value: JSON.stringify({ uri }), contentType: REFERENCE };
            const seen = await look?.(place, store({ "Uploads:Key": keyValue }));
            assert.deepEqual(seen, { "Uploads:Key": { value: referenceTo(reference) } });
        }
        const broken = await look?.(place, store({ "Uploads:Key": { value: "no JSON", contentType: REFERENCE } }));
        assert.deepEqual(broken, { "Uploads:Key": { value: referenceTo("") } });
    });

    it("hold what their tag says where their value is not shown", async () => {
        const tagged = { value: null, tags: { "two-key-fingerprint": "f1" } };
        assert.deepEqual(await look?.(place, store({ "Uploads:Key": tagged })), {
            "Uploads:Key": { fingerprint: "f1" },
        });
        const plain = await look?.(place, store({ "Uploads:Key": {} }));
        assert.deepEqual(plain, { "Uploads:Key": { fingerprint: undefined } });
    });

    it("get the key, with tags that say where it came from, and keep what else they had", async () => {
        const access = store({ "Uploads:Key": { value: "k1", contentType: "text/plain", tags: { team: "media" } } });
        await switchOver(changeOf(place, { "Uploads:Key": "k2" }), access);
        const tags = { team: "media", ...secretTags(origin) };
        assert.deepEqual(access.bodies, [{ properties: { value: "k2", contentType: "text/plain", tags } }]);
        assert.deepEqual(access.calls, [
            "GET shared",
            "GET shared/keyValues/Uploads:Key",
            "PUT shared/keyValues/Uploads:Key",
            "GET shared/keyValues/Uploads:Key",
        ]);
    });

    it("become a reference that applications resolve themselves, and none again", async () => {
        const access = store({});
        const change = (value: string) => switchOver(changeOf(place, { "Uploads:Key": value }), access);
        await change(referenceTo(`${URI}/v2`));
        await change(referenceTo(`${URI}/`));
        await change("k2");
        const tags = secretTags(origin);
        assert.deepEqual(access.bodies, [
            { properties: { value: `{"uri":"${URI}/v2"}`, contentType: REFERENCE, tags } },
            { properties: { value: `{"uri":"${URI}"}`, contentType: REFERENCE, tags } },
            { properties: { value: "k2", tags } },
        ]);
    });

    it("are written before the sentinel, which gets a value that it never had", async () => {
        const access = store({ sentinel$prod: { value: "1", contentType: "text/plain", tags: { of: "theirs" } } });
        const change = changeOf({ ...place, label: "prod", sentinel: "sentinel" }, { "Uploads:Key": "k2" });
        await switchOver(change, access);
        await switchOver(change, access);
        assert.deepEqual(
            access.calls.filter((call) => call.startsWith("PUT")),
            [...WRITTEN, ...WRITTEN],
        );
        const values = [1, 3].map((index) => (access.bodies[index] as { properties: { value: string } }).properties);
        assert.deepEqual(
            values.map(({ value: _, ...rest }) => rest),
            [1, 2].map(() => ({ contentType: "text/plain", tags: { of: "theirs" } })),
        );
        assert.equal(new Set(["1", ...values.map(({ value }) => value)]).size, 3);
    });

    it("are named by key and label as a path has them", async () => {
        const keyValues = { "a/b c~$": "key" } as const;
        const access = store({});
        await look?.({ ...place, keyValues, label: "x/y" }, access);
        assert.deepEqual(access.calls, ["GET shared/keyValues/a~2Fb~20c~7E~24$x~2Fy"]);
    });

    it("are a failure where there is no such store", async () => {
        await assert.rejects(
            switchOver(changeOf(place, { "Uploads:Key": "k2" }), store(undefined)),
            /there is no configuration store shared .*take consumers\[0\] out of the program/,
        );
    });

    it("are taken away by name, and the sentinel stays", async () => {
        const access = store({ "Uploads:Key": { value: "k1" }, sentinel: { value: "1" } });
        await remove({ ...place, sentinel: "sentinel" }, ["Uploads:Key"], access);
        assert.deepEqual(access.calls, ["DELETE shared/keyValues/Uploads:Key"]);
        await remove(place, ["Uploads:Key"], store(undefined));
    });

    it("have readers that go on for as long as is said", () => {
        assert.equal(readerLag?.(place), "5m");
        assert.equal(longestLagMs([place]), 300_000);
    });

    it("are one place for each store and label, and take these actions", () => {
        const path =
            "/subscriptions/s/resourceGroups/rg/providers/Microsoft.AppConfiguration/configurationStores/shared";
        assert.equal(id(place, "s"), `${path}/keyValues/$`);
        assert.equal(id({ ...place, label: "prod" }, "s"), `${path}/keyValues/$prod`);
        assert.deepEqual(
            actions(place),
            ["read", "keyValues/read", "keyValues/write", "keyValues/delete"].map(
                (action) => `Microsoft.AppConfiguration/configurationStores/${action}`,
            ),
        );
    });

    it("are refused by name where they are none", () => {
        const problemsOf = (change: object, ...others: AppConfigurationKeyValuesPlace[]) => {
            const one = { ...place, argument: "consumers[1]", ...change };
            return problems(one, [...others, one]).map(({ property }) => property);
        };
        assert.deepEqual(problemsOf({ sentinel: "sentinel", label: "prod", cachedFor: "0s" }), []);
        assert.deepEqual(problemsOf({ keyValues: {} }), ["consumers[1].keyValues"]);
        assert.deepEqual(problemsOf({ configStoreName: "" }), ["consumers[1].configStoreName"]);
        assert.deepEqual(problemsOf({ sentinel: "" }), ["consumers[1].sentinel"]);
        assert.deepEqual(problemsOf({ sentinel: "Uploads:Key" }), ["consumers[1].sentinel"]);
        assert.deepEqual(problemsOf({ keyValues: { "50%": "key" } }), ["consumers[1].keyValues.50%"]);
        assert.deepEqual(problemsOf({ keyValues: { key: keyVaultReference("none") } }), ["consumers[1].keyValues.key"]);
        assert.deepEqual(problemsOf({ cachedFor: "a while" }), ["consumers[1].cachedFor"]);
        assert.deepEqual(problemsOf({ cachedFor: undefined }), ["consumers[1].cachedFor"]);
        assert.deepEqual(problemsOf({}, place), ["consumers[1].keyValues.Uploads:Key"]);
        assert.deepEqual(problemsOf({}, { ...place, label: "prod" }), []);
    });
});
