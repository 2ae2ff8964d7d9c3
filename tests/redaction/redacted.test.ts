import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { noteContent, noteSecret, noteValue, redacted } from "../../components/redaction/redacted";
import { Secrets } from "../../components/redaction/secrets";
import { FORMS, readable } from "./support/forms";
import { KINDS, random } from "./support/keys";

describe("a text that leaves (rule 12)", () => {
    for (const [kind, make] of Object.entries(KINDS)) {
        it(`has no key of the kind ${kind}, in whatever form, and keeps what is around it`, () => {
            const key = make();
            noteSecret(key);
            for (const [form, write] of Object.entries(FORMS)) {
                const shown = redacted(`The value '${write(key)}' is no good, says acme-web/UPLOADS.`);
                assert.equal(readable(write(key), shown), undefined, `${form}: ${shown}`);
                assert.match(
                    shown,
                    /^The value '.*\[redacted\].*' is no good, says acme-web\/UPLOADS\.$/s,
                    `${form}: ${shown}`,
                );
            }
        });

        it(`has no piece of a key of the kind ${kind}, wherever it is cut off`, () => {
            const key = make();
            noteSecret(key);
            for (let start = 0; start + 12 <= key.length; start++) {
                for (const end of [start + 12, start + 16, key.length]) {
                    const piece = key.slice(start, end);
                    assert.equal(readable(piece, redacted(`cut: ${piece}...`)), undefined, piece);
                }
            }
        });
    }

    it("has the whole word beside a secret that would go on with it by chance", () => {
        noteSecret("no+abcdefghijklmnopqr+isno");
        assert.equal(redacted("no 'abcdefghijklmnopqr' is good"), "no '[redacted]' is good");
        noteSecret("noabcdefghijklmnopqrisno");
        assert.equal(redacted("no 'abcdefghijklmnopqr' is good"), "no '[redacted]' is good");
    });

    it("has no short secret, and keeps words that cannot be told from others", () => {
        noteSecret("horse-9!");
        noteSecret("gates");
        assert.equal(redacted("no horse-9! but gates"), "no [redacted] but gates");
    });

    it("keeps what is not secret in a value that has a secret in it", () => {
        const key = random("abcdefghijkmnpqrstuvwxyz", 24);
        noteValue(
            `DefaultEndpointsProtocol=https;AccountName=acmephotos;AccountKey=${key};EndpointSuffix=core.windows.net`,
        );
        assert.equal(
            redacted(`acmephotos in core.windows.net with ${key}`),
            "acmephotos in core.windows.net with [redacted]",
        );
        noteValue("@Microsoft.KeyVault(SecretUri=https://acme.vault.azure.net/secrets/uploads)");
        assert.equal(redacted("no access to acme.vault.azure.net"), "no access to acme.vault.azure.net");
    });

    it("has no secret of what was sent or answered, and keeps its names", () => {
        const other = `${random("ABCDEFGHabcdefgh12345678", 24)}aB1`;
        const body = { properties: { OTHER: `https://x.test/hook?sig=${other}`, SITE_NAME: "acme-photos-production" } };
        noteContent(body);
        assert.equal(redacted(`acme-photos-production ${other}`), "acme-photos-production [redacted]");
    });

    for (const [text, shown] of [
        ["?sv=2022&sig=ab%2Fcd%3D&se=2030", "?sv=2022&sig=[redacted]&se=2030"],
        ["?sv=2022&amp;sig=ab/cd=&amp;se=2030", "?sv=2022&amp;sig=[redacted]&amp;se=2030"],
        ["sig%3Dab%252Fcd%26se%3D2030", "sig%3D[redacted]%26se%3D2030"],
        ["AccountName=a;AccountKey=x/y+z==;EndpointSuffix=s", "AccountName=a;AccountKey=[redacted];EndpointSuffix=s"],
        ["SharedAccessKeyName=Root;SharedAccessKey=abc=", "SharedAccessKeyName=Root;SharedAccessKey=[redacted]"],
        ["SharedSecretIssuer=owner;SharedSecretValue=abc", "SharedSecretIssuer=owner;SharedSecretValue=[redacted]"],
        ["Server=s;User=u;Password=p w;Encrypt=True", "Server=s;User=u;Password=[redacted] w;Encrypt=True"],
        ["cache:6380,password=abc=,ssl=True", "cache:6380,password=[redacted],ssl=True"],
        ["uid=u;pwd=abc", "uid=u;pwd=[redacted]"],
        ["client_id=a&client_secret=b~c&scope=d", "client_id=a&client_secret=[redacted]&scope=d"],
        ["Authorization: Bearer abc.def-ghi_jkl0123", "Authorization: Bearer [redacted]"],
        ['{"authorization":"SharedKey acme:abcdefghijklmnop="}', '{"authorization":"SharedKey [redacted]"}'],
        ['{"primaryKey":"abc","name":"Root"}', '{"primaryKey":"[redacted]","name":"Root"}'],
        ["redis://:abc@cache.test:6380/0", "redis://:[redacted]@cache.test:6380/0"],
        ["token eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln ends", "token [redacted] ends"],
    ] as const) {
        it(`has nothing that a name or a scheme calls secret: ${shown}`, () => {
            assert.equal(redacted(text), shown);
            assert.equal(redacted(shown), shown, "is redacted once");
        });
    }

    for (const text of [
        createHash("sha256").update("a key").digest("hex"),
        "AuthorizationFailed: The client 'b7a2c9d0-1111-2222-3333-123456789012' does not have authorization to perform action " +
            "'Microsoft.Storage/storageAccounts/listKeys/action' over scope '/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/" +
            "resourceGroups/photographs/providers/Microsoft.Storage/storageAccounts/acmephotosproduction01'",
        "https://acme.vault.azure.net/secrets/uploads/0123456789abcdef0123456789abcdef is disabled",
        "ContainerAppSecretInUseAndCannotBeDeletedYet, ManagedEnvironmentConsumptionWorkloadProfileNotFound",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING and AZURE_STORAGE_ACCOUNT_CONNECTION_STRING_PRODUCTION",
        "photographsofalltheproductionenvironments01 and MyCompany-Prod-WestEurope-Storage-01 and acme-0123456789-photos-of-production-2",
        "MyApp-0b1f6471-1bf0-4dda-aec3-cb9272f09590 in MC_photos_cluster_westeurope_0b1f6471-1bf0-4dda-aec3-cb9272f09590",
        "api--0m3x7kq.gentleforest-1a2b3c4d.westeurope.azurecontainerapps.io, sha1 0a0b0c0d0e0f0a0b0c0d.",
        "uploads: generation 1: regenerate key2; switch acme-web/UPLOADS (restarts), acmevault/uploads from key1 to key2; retire key1 after 2d (2026-11-26T10:00:00.000Z)",
        "PartitionKey=photos-2026-11-25, api-version=2022-09-01&code=1, exit code 3, key=key1",
        'pairs.uploads.template must contain {key}, such as "AccountKey={key};"',
        "http://127.0.0.1:10000/devstoreaccount1, user@acme.example, 50%25 of it \\ &amp; so on",
    ]) {
        it(`keeps what is no secret: ${text.slice(0, 60)}`, () => {
            assert.equal(redacted(text), text);
        });
    }

    it("takes a moment, also where it is long, and where a secret or the text repeats itself", () => {
        noteSecret("ab".repeat(100_000));
        noteSecret("A".repeat(86));
        const start = Date.now();
        for (const text of ["%25".repeat(30_000), "\\".repeat(100_000), "key=".repeat(30_000), "ab".repeat(20_000)]) {
            redacted(text);
        }
        assert.ok(Date.now() - start < 5_000);
    });
});

describe("the secrets of a process", () => {
    it("are forgotten, the oldest first, so that they do not grow without end", () => {
        const secrets = new Secrets(2);
        for (const secret of ["first-secret", "second-secret", "third-secret", "fourth-secret", "fifth-secret"]) {
            secrets.note(secret);
        }
        assert.equal(secrets.piecesIn("first+secret").length, 0);
        assert.ok(secrets.piecesIn("third+secret").length > 0);
        assert.ok(secrets.piecesIn("fifth+secret").length > 0);
    });
});
