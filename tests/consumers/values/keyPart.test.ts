import assert from "node:assert/strict";
import type { Change } from "../../../components/consumers/consumer";
import { warnOfReplaced, withKeptParts } from "../../../components/consumers/values/keyPart";
import { keyVaultReference, referenceTo } from "../../../components/consumers/values/keyVaultReference";
import type { KeyOrigin } from "../../../components/consumers/values/secretTags";
import { fingerprintOf, type KeyEncoding } from "../../../components/services/fingerprint";
import { origin } from "../support/changes";
import { fakeAccess } from "../support/fakeAccess";

const key = (letter: string) => Buffer.from(letter.repeat(64)).toString("base64");
const [OLD, NEW, OTHER] = [key("o"), key("n"), key("x")];

function originWith(text: string, encoding: KeyEncoding): KeyOrigin {
    return { ...origin, fingerprint: fingerprintOf(text, encoding) };
}

interface Row {
    readonly title: string;
    /** The value of the program. */
    readonly wanted: string;
    /** The value that is there. */
    readonly present: string;
    /** The value that is to be there; absent if all of it is replaced. */
    readonly expected?: string;
    /** The key that is in use from now on, and the one before, if the place was given one. */
    readonly keys?: readonly [string, string | undefined];
    readonly encoding?: KeyEncoding;
}

const storage = (account: string, text: string, rest = ";EndpointSuffix=core.windows.net") =>
    `DefaultEndpointsProtocol=https;AccountName=${account};AccountKey=${text}${rest}`;
const bus = (host: string, rule: string, text: string, rest = "") =>
    `Endpoint=sb://${host}/;SharedAccessKeyName=${rule};SharedAccessKey=${text}${rest}`;
const redis = (host: string, text: string, rest: string) => `${host}:6380,password=${text},${rest}`;

const rows: readonly Row[] = [
    {
        title: "an endpoint of its own stays",
        wanted: storage("uploads", NEW),
        present: storage("uploads", OLD, ";BlobEndpoint=https://files.example.com/"),
        expected: storage("uploads", NEW, ";BlobEndpoint=https://files.example.com/"),
    },
    {
        title: "an endpoint suffix of its own, the order and the case of names stay",
        wanted: storage("uploads", NEW),
        present: `accountkey=${OTHER}; AccountName=Uploads ;EndpointSuffix=core.example.com;`,
        expected: `accountkey=${NEW}; AccountName=Uploads ;EndpointSuffix=core.example.com;`,
    },
    {
        title: "an entity path of its own stays",
        wanted: bus("ns.servicebus.windows.net", "send", NEW),
        present: bus("NS.servicebus.windows.net", "Send", OLD, ";EntityPath=orders"),
        expected: bus("NS.servicebus.windows.net", "Send", NEW, ";EntityPath=orders"),
    },
    {
        title: "an address of its own stays if the key is known to be the pair's",
        wanted: bus("ns.servicebus.windows.net", "send", NEW),
        present: bus("private.example.com", "send", OLD),
        expected: bus("private.example.com", "send", NEW),
        keys: [NEW, OLD],
    },
    {
        title: "the active key is there already, with other parts",
        wanted: bus("ns.servicebus.windows.net", "send", NEW),
        present: bus("private.example.com", "send", NEW, ";TransportType=Amqp"),
        expected: bus("private.example.com", "send", NEW, ";TransportType=Amqp"),
    },
    {
        title: "options of a Redis client stay",
        wanted: redis("cache.redis.cache.windows.net", "secret=", "ssl=True"),
        present: redis("cache.redis.cache.windows.net", "old=", "ssl=True,abortConnect=False,syncTimeout=5000"),
        expected: redis("cache.redis.cache.windows.net", "secret=", "ssl=True,abortConnect=False,syncTimeout=5000"),
        keys: ["secret=", undefined],
        encoding: "text",
    },
    {
        title: "a key of two parts is replaced as one",
        wanted: "Endpoint=https://s.azconfig.io;Id=new-id;Secret=bmV3",
        present: "Endpoint=https://S.azconfig.io/;Id=old-id;Secret=b2xk;More=1",
        expected: "Endpoint=https://S.azconfig.io/;Id=new-id;Secret=bmV3;More=1",
        keys: ["Id=new-id;Secret=bmV3", undefined],
        encoding: "text",
    },
    {
        title: "a key with characters that mean something in a replacement is written as it is",
        wanted: storage("uploads", "$1$&k"),
        present: storage("uploads", "old", ""),
        expected: storage("uploads", "$1$&k", ""),
        keys: ["$1$&k", undefined],
        encoding: "text",
    },
    { title: "another account", wanted: storage("uploads", NEW), present: storage("thumbnails", OLD) },
    {
        title: "another rule",
        wanted: bus("ns.servicebus.windows.net", "send", NEW),
        present: bus("ns.servicebus.windows.net", "root", OLD),
    },
    {
        title: "another server",
        wanted: bus("ns.servicebus.windows.net", "send", NEW),
        present: bus("other.servicebus.windows.net", "send", OLD),
    },
    {
        title: "another cache",
        wanted: redis("cache.redis.cache.windows.net", "secret", "ssl=True"),
        present: redis("other.redis.cache.windows.net", "old", "ssl=True"),
        keys: ["secret", undefined],
        encoding: "text",
    },
    { title: "no key's part", wanted: storage("uploads", NEW), present: "UseDevelopmentStorage=true" },
    { title: "an empty key", wanted: storage("uploads", NEW), present: storage("uploads", "") },
    { title: "the key alone", wanted: storage("uploads", NEW), present: OLD },
    { title: "a reference", wanted: storage("uploads", NEW), present: referenceTo("https://v/secrets/s/") },
    { title: "a text of another kind", wanted: storage("uploads", NEW), present: "to be filled in" },
    { title: "a service without connection strings", wanted: "newkey", present: "Endpoint=a;Key=old" },
];

function kept({ wanted, present, keys: [now, before] = [NEW, undefined], encoding = "base64" }: Row, known: string[]) {
    const change = {
        values: { UPLOADS: wanted },
        origin: originWith(now, encoding),
        former: before === undefined ? undefined : originWith(before, encoding),
        known,
    };
    return withKeptParts(change, { UPLOADS: "connectionString" }, () => present);
}

describe("rule 30: only the key is ours", () => {
    for (const row of rows) {
        const { title, wanted, expected } = row;
        it(`${expected === undefined ? "replaces" : "keeps"}: ${title}`, () => {
            assert.deepEqual(kept(row, []), {
                values: { UPLOADS: expected ?? wanted },
                replaced: expected === undefined ? ["UPLOADS"] : [],
            });
            assert.deepEqual(kept(row, ["uploads"]).replaced, []);
        });
    }

    it("writes what nobody has yet, and what is no connection string, as it is", () => {
        const change: Pick<Change, "values" | "origin" | "known"> = {
            values: { KEY: NEW, NOTHING: storage("uploads", NEW), EMPTY: storage("uploads", NEW), REFERENCE: "ref" },
            origin: originWith(NEW, "base64"),
            known: [],
        };
        const contents = {
            KEY: "key",
            NOTHING: "connectionString",
            EMPTY: "connectionString",
            REFERENCE: keyVaultReference("uploads"),
        } as const;
        const present = { KEY: storage("uploads", OLD), EMPTY: "", REFERENCE: storage("uploads", OLD) };
        const found = withKeptParts(change, contents, (name) => present[name as keyof typeof present]);
        assert.deepEqual(found, { values: change.values, replaced: [] });
    });

    it("says by name what was replaced as a whole, and nothing of what it was", async () => {
        const access = fakeAccess(() => undefined);
        await warnOfReplaced("web", { replaced: [] }, access);
        await warnOfReplaced("web", { replaced: ["UPLOADS", "QUEUE"] }, access);
        assert.equal(access.warned.length, 1);
        assert.match(access.warned[0] ?? "", /^web\/UPLOADS, web\/QUEUE: .* was replaced as a whole$/);
    });
});
