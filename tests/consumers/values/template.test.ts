import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import { valueProblems } from "../../../components/consumers/placeProblems";
import type { KeyView } from "../../../components/consumers/values/keyContent";
import { referenceTo } from "../../../components/consumers/values/keyVaultReference";
import { contentOf } from "../../../components/consumers/values/settingValue";
import { isTemplate, rendered, seenText, template } from "../../../components/consumers/values/template";

const KEY = "ab+/cd$&$1==";
const CONNECTION = `Endpoint=sb://ns/;SharedAccessKeyName=send;SharedAccessKey=${KEY}`;
const values = { key: KEY, connectionString: CONNECTION };

const jaas = template('Login required username="$ConnectionString" password="{connectionString}";');
const jdbc = template("jdbc:x://h?user=a&password={key}&ssl=true");
const both = template('{"cs":"{connectionString}","key":"{key}"}');
const twice = template("{key}|{key}");
const alone = template("{key}");

describe("a template", () => {
    const forms: readonly [string, ReturnType<typeof template>, string, string][] = [
        [
            "a connection string in JAAS",
            jaas,
            `Login required username="$ConnectionString" password="${CONNECTION}";`,
            CONNECTION,
        ],
        ["a key in JDBC", jdbc, `jdbc:x://h?user=a&password=${KEY}&ssl=true`, KEY],
        ["both", both, `{"cs":"${CONNECTION}","key":"${KEY}"}`, KEY],
        ["a key twice", twice, `${KEY}|${KEY}`, KEY],
        ["a key alone", alone, KEY, KEY],
    ];
    for (const [title, content, text, part] of forms) {
        it(`is written with the key in it, and the key is found there again: ${title}`, () => {
            assert.equal(rendered(content, values), text);
            assert.deepEqual(seenText(text, content), { value: text, part });
        });
    }

    it("may have any key in it where somebody has changed the rest", () => {
        assert.deepEqual(seenText(`jdbc:x://other?password=${KEY}`, jdbc), { fingerprint: undefined });
        assert.deepEqual(seenText(`${rendered(jdbc, values)}\n`, jdbc), { fingerprint: undefined });
    });

    it("is what a reference in its place refers to, and no other content is taken apart", () => {
        const reference = referenceTo("https://vault.vault.azure.net/secrets/uploads/v1");
        assert.deepEqual(seenText(reference, jdbc), { value: reference });
        assert.deepEqual(seenText("k", "key"), { value: "k" });
        assert.deepEqual(seenText("k", undefined), { value: "k" });
    });

    it("needs a place for the key", () => {
        const problemsOf = (text: unknown) =>
            valueProblems("settings.JAAS", template(text as string), []).map(({ property }) => property);
        assert.deepEqual(problemsOf("password={key}"), []);
        assert.deepEqual(problemsOf("password={connectionString}"), []);
        assert.deepEqual(problemsOf("password={password}"), ["settings.JAAS"]);
        assert.deepEqual(problemsOf(""), ["settings.JAAS"]);
        assert.deepEqual(problemsOf(7), ["settings.JAAS"]);
    });

    it("is known by its kind", () => {
        assert.ok(isTemplate(jaas));
        assert.ok(!isTemplate("key"));
        assert.ok(!isTemplate({ kind: "sas" }));
    });

    it("is made of the active key, and secret", async () => {
        const key: Pick<KeyView, "value" | "connectionString"> = {
            value: output(KEY),
            connectionString: output(CONNECTION),
        };
        const made = contentOf(jdbc, key as KeyView);
        const text = await new Promise((resolve) => made.apply(resolve));
        assert.equal(text, rendered(jdbc, values));
        assert.equal(await (made as unknown as { isSecret: Promise<boolean> }).isSecret, true);
    });
});
