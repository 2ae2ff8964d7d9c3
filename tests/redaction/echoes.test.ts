import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { cloudNamed } from "../../components/azure/cloud";
import type { AzureConnection } from "../../components/azure/connection";
import { explained } from "../../components/engine/explained";
import { AzureKeyPair } from "../../components/engine/keyPairs/azureKeyPair";
import { KeyService } from "../../components/engine/keyService";
import { safeHandler } from "../../components/engine/safeHandler";
import { type Answer, service } from "../azure/support/fakeService";
import { FORMS, longestEscape, readable } from "./support/forms";
import { KINDS } from "./support/keys";

const KEYS = 10_000;

/** Error bodies as services were recorded to write them. */
const BODIES: readonly ((said: string) => unknown)[] = [
    (message) => ({ error: { code: "BadRequest", message } }),
    (said) => ({ Code: "BadRequest", Message: `Cannot parse "${said}".`, Details: [{ Message: said }] }),
    (said) => ({ Code: 400001, HttpStatusCode: "BadRequest", Message: `Key: ${said} ErrorCode:IotHubException` }),
    (said) => ({ code: "BadRequest", message: `Message: {"Errors":["'${said}' is invalid"]}\r\nActivityId: 1` }),
    (Message) => ({ Error: { Code: "BadRequest", Message } }),
    (said) => ({ Message: `The request is invalid: Password=${said}`, ModelState: { value: [said] } }),
];

describe("a service that says a key in an error (rule 12)", function () {
    this.timeout(180_000);
    const answers: Answer[] = [];
    const { arm } = service(answers);
    const connection = { arm, cloud: cloudNamed("public"), subscriptionId: "s" } as AzureConnection;
    const source = { service: "storageAccount", resourceGroupName: "rg", name: "uploads" } as const;

    /** The text that the engine gets for a list that is refused, after a regenerate that has shown new keys. */
    async function said([first, second, third, fourth]: readonly string[], body: unknown): Promise<string> {
        const keysIn = (...keys: readonly (string | undefined)[]) => ({
            keys: keys.map((value, index) => ({ keyName: `key${index + 1}`, value })),
        });
        const regenerated = { status: 200, body: keysIn(third, fourth) };
        answers.push({ status: 200, body: keysIn(first, second) }, regenerated, { status: 400, body });
        const regenerate = safeHandler(() =>
            explained({ pair: "uploads", failed: "the rotation stopped", safe: "all go on with key1" }, async () => {
                const service = new KeyService(new AzureKeyPair(source, connection));
                await service.list();
                await service.regenerate("key2");
                await service.list();
            }),
        );
        const error: unknown = await regenerate().catch((caught: unknown) => caught);
        assert.ok(error instanceof Error, "nothing failed");
        assert.equal(error.cause, undefined, "the cause has the request in it");
        return `${error.message}\n${error.stack}`;
    }

    it(`says 12 characters of none of ${KEYS} keys of every kind in every form, nor 16 and an escape where it is cut off anywhere`, async () => {
        const kinds = Object.values(KINDS);
        const forms = Object.entries(FORMS);
        const leaks: string[] = [];
        for (let index = 0; index < KEYS; index += 4) {
            const [form, write] = forms[(index / 4) % forms.length] ?? ["", () => ""];
            const keys = [0, 1, 2, 3].map((one) => kinds[(index + one) % kinds.length]?.() ?? "");
            const wholes = keys.slice(0, 2).map(write);
            const cuts = keys.slice(2).map((key) => {
                const part = write(key);
                // A beginning that another key has as well does not belong to the key, such as the name of a user in base64.
                const other = write("?".repeat(key.length));
                const begin = [...part].findIndex((character, at) => character !== other.charAt(at));
                const at = randomInt(begin, part.length + 1);
                // A cut may go through an escape. The rest of the escape is shown.
                const shown = Math.max(16, 12 + longestEscape(part));
                return randomInt(2) === 0 ? [begin, part.slice(0, at), shown] : [0, part.slice(at), shown];
            }) as [number, string, number][];
            const body = BODIES[(index / 4) % BODIES.length]?.(
                `${[...wholes, ...cuts.map(([, cut]) => cut)].join(" or ")}.`,
            );
            const text = await said(keys, body);
            const isSafe =
                wholes.every((whole) => readable(whole, text, 12) === undefined) &&
                cuts.every(([begin, cut, shown]) => readable(cut.slice(begin), text, shown) === undefined);
            if (!isSafe) {
                leaks.push(`${form}: ${text}`);
            }
        }
        assert.deepEqual(leaks.slice(0, 5), [], `${leaks.length} of ${KEYS}`);
    });

    it("says all the rest of it", async () => {
        const keys = ["a", "b"].map((letter) => Buffer.from(letter.repeat(64)).toString("base64"));
        assert.equal(
            (await said(keys, { error: { code: "BadRequest", message: `No '${keys[1]}' for acmephotos.` } })).split(
                "\n",
            )[0],
            "uploads: the rotation stopped: POST /subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads/" +
                "listKeys: 400 (BadRequest: No '[redacted]' for acmephotos.); all go on with key1; once that is mended, run `pulumi up` again",
        );
    });
});
