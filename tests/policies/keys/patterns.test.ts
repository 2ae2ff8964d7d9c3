import assert from "node:assert/strict";
import { textsIn } from "../../../policies/keys/texts";
import { bytes, hexKey, key32, key64 } from "../corpus/keyForms";

/** The findings in a tree: `sure`, `maybe` and the resource that is opened. */
function found(tree: object): readonly (readonly string[])[] {
    return textsIn(tree).flatMap(({ keys }) =>
        keys.map(({ certain, opens }) => [certain ? "sure" : "maybe", ...(opens === undefined ? [] : [opens])]),
    );
}

const SAS = (more: string) =>
    `https://a.blob.core.windows.net/c?sv=2023-11-03&se=2030-01-01&sig=${encodeURIComponent(key32("sas"))}${more}`;

describe("a key", () => {
    it("of 64 random bytes is certain by its name, and otherwise may be one", () => {
        assert.deepEqual(found({ storageAccountKey: key64("a") }), [["sure"]]);
        assert.deepEqual(found({ K: key64("a") }), [["maybe"]]);
    });

    it("is nothing that concerns us if its name says what else it is", () => {
        for (const name of ["JWT_SECRET", "cookieSecret", "releaseSignature", "integrity", "publicKey"]) {
            assert.deepEqual(found({ [name]: key64("a") }), [], name);
        }
    });

    it("may be one if its name says both", () => {
        assert.deepEqual(found({ storageSigningKey: key64("a") }), [["maybe"]]);
        assert.deepEqual(found({ serviceBusSigningKey: key32("a") }), []);
    });

    it("belongs to the service whose address stands beside it", () => {
        const settings = (key: string, address: string) => ({
            settings: [
                { name: key, value: key64("a") },
                { name: address, value: "https://carts.table.core.windows.net" },
            ],
        });
        assert.deepEqual(found(settings("CARTS_KEY", "CARTS_URL")), [["sure", "carts"]]);
        assert.deepEqual(found(settings("CARTS_KEY", "OTHER_URL")), [["maybe"]]);
        // Among many settings, a setting that is only called a key may be anybody's.
        assert.deepEqual(found(settings("KEY", "URL")), [["maybe"]]);
    });

    it("belongs to the account that is named beside it", () => {
        assert.deepEqual(found({ accountName: "carts", accessKey: key64("a") }), [["sure", "carts"]]);
        assert.deepEqual(found({ accountName: "Carts of 2027", accessKey: key64("a") }), [["maybe"]]);
    });

    it("has the length that the service's keys have", () => {
        const url = "https://gpt.openai.azure.com";
        assert.deepEqual(found({ uri: url, headers: { "api-key": hexKey("a") } }), [["sure", "gpt.openai.azure.com/"]]);
        assert.deepEqual(found({ uri: url, headers: { "api-key": key32("a") } }), []);
    });

    it("takes its name from what is around it, if it says nothing by itself", () => {
        assert.deepEqual(found({ cognitive: { credentials: { key: hexKey("a") } } }), [["sure"]]);
        assert.deepEqual(found({ other: { credentials: { key: hexKey("a") } } }), []);
        assert.deepEqual(found({ file: `cognitive:\n  key: ${hexKey("a")}\n` }), [["sure"]]);
        assert.deepEqual(found({ file: `[cognitive]\nkey=${hexKey("a")}\n` }), [["sure"]]);
        assert.deepEqual(found({ file: JSON.stringify({ cognitive: { key: hexKey("a") } }) }), [["sure"]]);
    });

    it("may be one of Azure if other vendors have such names, too", () => {
        assert.deepEqual(found({ OPENAI_API_KEY: hexKey("a") }), [["maybe"]]);
        assert.deepEqual(found({ AZURE_OPENAI_API_KEY: hexKey("a") }), [["sure"]]);
        assert.deepEqual(found({ REDIS_PASSWORD: key32("a") }), [["maybe"]]);
        // Words that have others in them.
        assert.deepEqual(found({ SIGNALR_KEY: key32("a"), ANNOUNCE_STORAGE_KEY: key64("b") }), [["sure"], ["sure"]]);
        // Words that only look like Azure's when they are run together.
        assert.deepEqual(found({ API_MASTER_KEY: hexKey("a"), DOC_PROCESSING_KEY: hexKey("b") }), []);
    });

    it("does not belong to the service of another section", () => {
        const text = `cosmos:\n  endpoint: https://a.documents.azure.com\ntokens:\n  key: ${key64("a")}\n`;
        assert.deepEqual(found({ text }), [["maybe"]]);
        assert.deepEqual(found({ text: text.replace("tokens:", "database:").replace("cosmos:\n", "") }), [["maybe"]]);
        assert.deepEqual(found({ text: text.replace("tokens:\n", "") }), [["sure"]]);
    });

    it("is found in hex and in base64url", () => {
        const raw = bytes("a", 64);
        for (const key of [raw.toString("hex"), raw.toString("hex").toUpperCase(), raw.toString("base64url")]) {
            assert.deepEqual(found({ cosmosKey: key }), [["sure"]], key);
            assert.deepEqual(found({ digestOrSo: key }), [], key);
        }
        assert.deepEqual(found({ anything: Buffer.from(`AccountKey=${key64("a")}`).toString("hex") }), [["sure"]]);
    });

    it("of a signature is one if an account's key has signed", () => {
        assert.deepEqual([...new Set(found({ url: SAS("") }).flat())], ["sure"]);
        assert.deepEqual(found({ url: SAS("&skoid=1&sktid=2") }), []);
        assert.deepEqual(found({ url: `https://cdn.example/a?Expires=1&sig=${encodeURIComponent(key32("a"))}` }), []);
    });

    it("of App Configuration and of Redis is found in their strings", () => {
        const store = `Endpoint=https://flags.azconfig.io;Id=a;Secret=${key32("a")}`;
        assert.deepEqual(found({ store }), [["sure", "flags.azconfig.io/"]]);
        const cache = `c.redis.cache.windows.net:6380,password=${key32("a")},ssl=True`;
        assert.deepEqual(found({ cache }), [["sure", "c.redis.cache.windows.net/"]]);
        assert.deepEqual(found({ cache: `rediss://:${encodeURIComponent(key32("+/"))}@c.redis.cache.windows.net` }), [
            ["sure", "c.redis.cache.windows.net/"],
        ]);
    });
});
