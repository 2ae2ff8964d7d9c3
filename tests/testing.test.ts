import assert from "node:assert/strict";
import { ComponentResource, runtime } from "@pulumi/pulumi";
import * as twoKey from "../components";
import { settledPair } from "../components/testing";
import { resolved } from "./support/mocks";

type Mocks = Parameters<typeof runtime.setMocks>[0];

const ordinary: Mocks = {
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: ({ inputs }) => inputs,
};

/** A pair with consumers of several kinds, some of them in a second wave. */
function pair(): twoKey.RotatingKeyPair {
    const place = { resourceGroupName: "rg" };
    return new twoKey.RotatingKeyPair("uploads", {
        source: twoKey.storageAccount({ ...place, accountName: "acmest01" }),
        rotationTrigger: 1,
        initialSlot: "key1",
        consumers: [
            twoKey.keyVaultSecret({
                ...place,
                vaultName: "acmevault",
                secretName: "uploads",
                content: "connectionString",
            }),
            twoKey.appSettings({
                ...place,
                site: "acme-web",
                settings: { UPLOADS: twoKey.keyVaultReference("uploads") },
            }),
            twoKey.appSettings({
                ...place,
                site: "acme-api",
                settings: { KEY: "key" },
                wave: 2,
            }),
            twoKey.own((key, options) => [new ComponentResource("acme:index:Job", "job", { key: key.value }, options)]),
        ],
    });
}

describe("a program that tests itself", () => {
    afterEach(() => runtime.disconnect());

    it("meets a settled pair with mocks that know nothing of pairs", async () => {
        await runtime.setMocks(ordinary);
        const { activeSlot, generation, settled, gates, keyFingerprint, key } = pair();
        assert.equal(await resolved(activeSlot), "key1");
        assert.equal(await resolved(generation), 0);
        assert.equal(await resolved(settled), true);
        assert.deepEqual(await resolved(gates), []);
        assert.match(await resolved(keyFingerprint), /^[0-9a-f]{64}$/);
        assert.equal(typeof (await resolved(key)), "string");
    });

    it("says what pair it wants to meet", async () => {
        await runtime.setMocks({
            ...ordinary,
            newResource: ({ type, name, inputs }) => ({
                id: name,
                state: { ...inputs, ...settledPair(type, { slot: "key2", generation: 3, key: "a-key" }) },
            }),
        });
        const { activeSlot, generation, settled, key, connectionString } = pair();
        assert.equal(await resolved(activeSlot), "key2");
        assert.equal(await resolved(generation), 3);
        assert.equal(await resolved(settled), true);
        assert.equal(await resolved(key), "a-key");
        assert.equal(await resolved(connectionString), "AccountName=mocked;AccountKey=a-key");
    });

    it("has nothing added to resources that are not of a pair", () => {
        for (const type of ["azure-native:storage:StorageAccount", "acme:index:Rotation", "pulumi:pulumi:Stack"]) {
            assert.deepEqual(settledPair(type), {});
        }
    });
});
