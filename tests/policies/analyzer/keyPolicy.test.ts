import assert from "node:assert/strict";
import { plainKeyOutput, policies, rawKeyInSettings, secretWithoutExpiry, staleKey } from "../../../policies/index";
import { Analyzer } from "../support/analyzer";
import { connectionStringOf, keyOf, pairOf, resource, secret, UNKNOWN_TEXT } from "../support/stacks";

const CONNECTION = connectionStringOf("photos", keyOf("photos"));

/** As the engine numbers them. */
const ADVISORY = 0;
const MANDATORY = 1;

describe("a policy of the pack, behind @pulumi/policy", () => {
    it("tells policy, level, resource and message, the latter with what must be in front", async () => {
        const app = resource("azure-native:web:WebApp", "web", { inputs: { setting: secret(CONNECTION) } });
        const [told, ...others] = await new Analyzer([rawKeyInSettings]).analyze(app);
        assert.deepEqual(others, []);
        assert.ok(
            told?.startsWith(
                `raw-key-in-settings ${MANDATORY} ${app.urn}\nKeys must not stand in settings, environments, manifests or deployment outputs.\n` +
                    "web holds a key in setting",
            ),
            told,
        );
    });

    it("can tell what is secret from what is not", async () => {
        const analyzer = new Analyzer([plainKeyOutput]);
        const stack = resource("pulumi:pulumi:Stack", "shop-dev", {
            outputs: { plain: CONNECTION, hidden: secret(CONNECTION), deep: { hidden: secret({ c: CONNECTION }) } },
        });
        const told = await analyzer.analyzeStack([stack]);
        assert.equal(told.length, 1);
        assert.match(told[0] ?? "", /The stack output plain \(a connection string with AccountKey\) is plain/);
    });

    it("judges what was asked for together with what was answered", async () => {
        const analyzer = new Analyzer([secretWithoutExpiry]);
        const inputs = { vaultName: "v", properties: { value: secret(CONNECTION) } };
        const vaultSecret = resource("azure-native:keyvault:Secret", "uploads", {
            inputs,
            outputs: { name: "uploads" },
        });
        assert.deepEqual(await analyzer.analyze(vaultSecret), []);
        const told = await analyzer.analyzeStack([vaultSecret]);
        assert.match(told.join(), /uploads holds a connection string with AccountKey and never expires/);
    });

    it("tells advice as advice, whatever the level of the policy", async () => {
        const mandatory = { ...staleKey, enforcementLevel: "mandatory" as const };
        const soon = await new Analyzer([mandatory]).analyzeStack(
            pairOf({ state: { rotatedAt: minutesAgo(80 * 1440) } }),
        );
        assert.match(
            soon[0] ?? "",
            new RegExp(`^stale-key ${ADVISORY} .*\nKeys must be rotated before they are stale\\.\nuploads has used`),
        );
        const late = await new Analyzer([mandatory]).analyzeStack(
            pairOf({ state: { rotatedAt: minutesAgo(91 * 1440) } }),
        );
        assert.match(late[0] ?? "", new RegExp(`^stale-key ${MANDATORY} `));
    });

    it("lets no value of a preview stop it: unknown ones, empty assets", async () => {
        const asset = { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", text: "" };
        const odd = resource("azure-native:storage:Blob", "odd", {
            inputs: { source: asset, name: UNKNOWN_TEXT },
            outputs: { source: asset, name: UNKNOWN_TEXT },
        });
        const analyzer = new Analyzer(policies);
        assert.deepEqual(await analyzer.analyze(odd), []);
        assert.deepEqual(await analyzer.analyzeStack([odd]), []);
    });

    it("shows the engine a schema with a default for each of its settings, and the exemptions", () => {
        for (const { name, description, configSchema } of policies) {
            assert.match(description, /\b(?:must|should)\b/, name);
            const { exemptions, ...settings } = configSchema?.properties ?? {};
            assert.deepEqual(exemptions?.default, [], name);
            for (const setting of Object.values(settings)) {
                assert.ok(setting.default !== undefined && setting.description !== undefined, name);
            }
        }
        assert.equal(new Set(policies.map(({ name }) => name)).size, 12);
    });
});

describe("the remediation of secret-without-expiry", () => {
    const analyzer = new Analyzer([secretWithoutExpiry]);

    function vaultSecret(properties: object, tags: object = {}) {
        return resource("azure-native:keyvault:Secret", "uploads", { inputs: { properties, tags } });
    }

    it("adds an expiry, and leaves all else as it is, the secret value secret", async () => {
        const value = secret(CONNECTION);
        const tags = { "two-key-fingerprint": "f".repeat(64), "two-key-rotated-at": minutesAgo(60) };
        const mended = (await analyzer.remediate(vaultSecret({ value, contentType: "key" }, tags))) as {
            properties: { attributes: { expires: number } };
        };
        const { expires } = mended.properties.attributes;
        assert.ok(Math.abs(expires * 1000 - Date.now() - 90 * 86_400_000) < 2 * 3_600_000, String(expires));
        assert.deepEqual(mended, { properties: { value, contentType: "key", attributes: { expires } }, tags });
    });

    it("shortens one that is too far, and keeps the other attributes", async () => {
        const attributes = { enabled: true, expires: Math.floor(Date.now() / 1000) + 1000 * 86_400 };
        const mended = (await analyzer.remediate(vaultSecret({ value: secret(CONNECTION), attributes }))) as {
            properties: { attributes: { enabled: boolean; expires: number } };
        };
        assert.equal(mended.properties.attributes.enabled, true);
        assert.ok(mended.properties.attributes.expires < attributes.expires);
    });

    it("mends properties that are secret as a whole", async () => {
        const mended = (await analyzer.remediate(vaultSecret(secret({ value: CONNECTION }) as object))) as {
            properties: { value: { attributes: { expires: number } } };
        };
        assert.ok(mended.properties.value.attributes.expires > Date.now() / 1000);
    });

    it("leaves alone what expires in time, what holds no key, what is not known yet, and other resources", async () => {
        const soon = { expires: Math.floor(Date.now() / 1000) + 86_400 };
        for (const fine of [
            vaultSecret({ value: secret(CONNECTION), attributes: soon }),
            vaultSecret({ value: secret("a password, and no key") }),
            vaultSecret({ value: secret(CONNECTION), attributes: UNKNOWN_TEXT }),
            vaultSecret({ value: secret(CONNECTION), attributes: { expires: UNKNOWN_TEXT } }),
            resource("azure-native:web:WebApp", "web", { inputs: { properties: { value: CONNECTION } } }),
        ]) {
            assert.equal(await analyzer.remediate(fine), undefined);
        }
    });
});

function minutesAgo(minutes: number): string {
    return new Date(Date.now() - minutes * 60_000).toISOString();
}
