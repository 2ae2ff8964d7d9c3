import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { holdsSignature, namesPair, slotsIn } from "../../components/dependents/pairMarks";
import { fingerprintOf } from "../../components/services/fingerprint";
import { connectionString, KEY1, KEY2, OTHER_KEY, UPLOADS } from "./support/marks";

const NOW = new Date("2026-11-24T10:00:00Z");

describe("a key in a text", () => {
    const asBase64 = Buffer.from(connectionString(KEY2)).toString("base64");
    const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
        "by itself": [KEY1, ["key1"]],
        "with white space around it": [` ${KEY2}\n`, ["key2"]],
        "in a connection string": [connectionString(KEY2), ["key2"]],
        "in a document": [JSON.stringify({ storage: { key: KEY1 } }), ["key1"]],
        "in a document within a document, its characters escaped": [
            `{"x":"${connectionString(KEY1).replaceAll("/", "\\/").replaceAll("+", "\\u002b")}"}`,
            ["key1"],
        ],
        "in a query string, percent-encoded": [`https://x/?key=${encodeURIComponent(KEY1)}&y=1`, ["key1"]],
        "in a connection string that is base64 itself": [asBase64, ["key2"]],
        "in base64 of UTF-16, as PowerShell writes it": [
            Buffer.from(connectionString(KEY1), "utf16le").toString("base64"),
            ["key1"],
        ],
        "in base64 of a document, percent-encoded": [
            encodeURIComponent(Buffer.from(JSON.stringify({ a: { b: connectionString(KEY1) } })).toString("base64")),
            ["key1"],
        ],
        "in a document in gzip, in base64": [
            gzipSync(JSON.stringify({ uploads: connectionString(KEY2) })).toString("base64"),
            ["key2"],
        ],
        "in a document in a document in a document": [
            JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ c: connectionString(KEY1) }) }) }),
            ["key1"],
        ],
        "percent-encoded twice": [encodeURIComponent(encodeURIComponent(connectionString(KEY1))), ["key1"]],
        "percent-encoded, beside a percent sign that is none": [`100 % of ${encodeURIComponent(KEY1)}`, ["key1"]],
        "broken into lines": [KEY1.replace(/.{40}/g, "$&\n"), ["key1"]],
        "in a connection string that is broken into lines": [
            connectionString(KEY1).replace(/.{60}/g, "$&\r\n    "),
            ["key1"],
        ],
        "right behind a word": [`prefix-${KEY1}`, ["key1"]],
        "as the end of a path": [`https://x.example/v1/${KEY2}`, ["key2"]],
        "in the form of base64 for URLs, without its padding": [
            Buffer.from(KEY1, "base64").toString("base64url"),
            ["key1"],
        ],
        "in quotes": [`'${KEY1}'`, ["key1"]],
        "in XML": [`<add key="Uploads" value="${connectionString(KEY2)}" />`, ["key2"]],
        "in the connection string of an app of another account's name": [connectionString(KEY1, "others"), ["key1"]],
        "in YAML": [`storage:\n  key: ${KEY1}\n`, ["key1"]],
        "far behind other text": [`${"word ".repeat(100_000)}${KEY1}`, ["key1"]],
        "beside the other one": [`A=${KEY1};B=${KEY2}`, ["key1", "key2"]],
        "of another account": [connectionString(OTHER_KEY), []],
        "that is none": ["UseDevelopmentStorage=true", []],
        "that is empty": ["", []],
    };
    for (const [where, [text, slots]] of Object.entries(cases)) {
        it(`is found ${where}: ${slots.join(" and ") || "none"}`, () => {
            assert.deepEqual(slotsIn(text, UPLOADS), slots);
        });
    }

    it("is found where keys are plain text, also as a segment of an address", () => {
        const key = "0123456789abcdef0123456789abcdef";
        const marks = {
            ...UPLOADS,
            fingerprintOf: (one: string) => fingerprintOf(one, "text"),
            slots: new Map([[fingerprintOf(key, "text"), "Primary"]]),
        };
        for (const text of [key, `key=${key};`, `https://search.example/${key}/indexes`, `{"api-key":"${key}"}`]) {
            assert.deepEqual(slotsIn(text, marks), ["Primary"], text);
        }
        assert.deepEqual(slotsIn(`${key}0`, marks), []);
    });
});

describe("a text that names what the keys open", () => {
    const cases: Readonly<Record<string, boolean>> = {
        "DefaultEndpointsProtocol=https;AccountName=uploads;AccountKey=****": true,
        "accountname=UPLOADS;": true,
        '{"accountName": "uploads", "accountKey": null}': true,
        "https://uploads.blob.core.windows.net/photos": true,
        "https://UPLOADS.dfs.core.windows.net": true,
        [encodeURIComponent("AccountName=uploads;AccountKey=****")]: true,
        [Buffer.from('{"accountName":"Uploads"}').toString("base64")]: true,
        "AccountName=uploads2;AccountKey=****": false,
        "https://myuploads.blob.core.windows.net/": false,
        "https://uploads.blob.core.windows.net.example/": false,
        "the word uploads": false,
    };
    for (const [text, isNamed] of Object.entries(cases)) {
        it(`${isNamed ? "is" : "is not"} ${text}`, () => assert.equal(namesPair(text, UPLOADS), isNamed));
    }

    it("is one of the same rule, where the namespace has several", () => {
        const rule = { ...UPLOADS, account: "bus", rule: "send", hosts: ["bus.servicebus.windows.net"] };
        const text = (name: string) =>
            `Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKeyName=${name};SharedAccessKey=****`;
        assert.equal(namesPair(text("send"), rule), true);
        assert.equal(namesPair(text("listen"), rule), false);
    });
});

describe("a shared access signature", () => {
    const url = "https://uploads.blob.core.windows.net/photos?sv=2024-11-04&sig=abc";
    it("goes with the key that signed it, which it does not tell", () => {
        assert.equal(holdsSignature(`${url}&se=2027-01-01T00%3A00%3A00Z`, UPLOADS, NOW), true);
        assert.equal(holdsSignature(url, UPLOADS, NOW), true, "one of a stored policy says nothing of its end");
    });

    it("counts as well where it is encoded, or stands in a document", () => {
        for (const text of [encodeURIComponent(url), Buffer.from(url).toString("base64"), JSON.stringify({ a: url })]) {
            assert.equal(holdsSignature(text, UPLOADS, NOW), true, text);
        }
    });

    it("does not count where it has expired, where Entra ID signed it, or where it is of another account", () => {
        assert.equal(holdsSignature(`${url}&se=2026-01-01T00%3A00%3A00Z`, UPLOADS, NOW), false);
        assert.equal(holdsSignature(`${url}&skoid=1`, UPLOADS, NOW), false);
        assert.equal(holdsSignature(url.replace("uploads", "others"), UPLOADS, NOW), false);
        assert.equal(holdsSignature("https://uploads.blob.core.windows.net/photos", UPLOADS, NOW), false);
    });
});
