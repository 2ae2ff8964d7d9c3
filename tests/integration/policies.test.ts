import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fingerprint } from "local-azure";
import { policies } from "../../policies/index";
import { alongside } from "./support/alongside";
import { type Run, SAFE, Stack, UNSAFE } from "./support/stack";
import { describeOnEngine, type Testbed } from "./support/testbed";

const PACK = resolve(__dirname, "../../../policies");

/** Everything is too old, and everything is looked at. */
const STRICT = {
    all: { enforcementLevel: "advisory" },
    "stale-key": { maxAgeDays: 0 },
    "unfinished-rotation": { maxPendingDays: 0 },
    "standby-never-rotated": { minAgeDays: 0 },
    "sas-without-policy": { exemptions: [{ name: "logs", reason: "nobody signs", until: "2026-01-31" }] },
};

/** The message of each policy on the unsafe stack. */
const MESSAGES: Readonly<Record<string, RegExp>> = {
    "stale-key":
        /Keys must be rotated before they are stale\.\s+uploads has used key2 for 0 days \(at most 0\), and whoever once saw the key can still use it; it is key1's turn\. Change `rotationTrigger` of uploads and run `pulumi up`: it regenerates key1 and moves every consumer to it\./,
    "unfinished-rotation":
        /key1 of uploads has been outgoing for 0 days \(at most 0\), and until it is retired it opens the service; the gate command\(.*\) holds it: it waits \(the media team sleeps\)\. Mend what the gate asks for, then run `pulumi up`; it asks the gate again\./,
    "standby-never-rotated":
        /As of the last refresh, key1 and key2 of unsafelogs are as old as the account \(0 days\): the second key is a way in that nobody watches\. Regenerate the one that nothing uses: `az storage account keys renew --account-name unsafelogs --key key2`\./,
    "raw-key-in-settings":
        /web holds a key in siteConfig\.appSettings\["UPLOADS"\] \(a connection string with AccountKey\): whoever can read it there has the key, and no rotation knows of this copy\. Put it into a Key Vault secret/,
    "mixed-slots":
        /Two keys of uploads are in use: web holds key1, and worker, uploads-secret-uploads hold key2\. Whichever is regenerated next, somebody loses access\. Give all of them `key\.value` of one RotatingKeyPair, or the same key\./,
    "unregistered-consumer":
        /`siteConfig` of worker depends on the key of uploads, but uploads does not wait for worker before it retires the key: worker would lose access\. Create it in an `own` of uploads, and give it `key\.generation`\./,
    "key-without-expiry":
        /unsafefiles does not say when its keys expire, so that Azure cannot report a stale one\. Set `keyPolicy: \{ keyExpirationPeriodInDays: 90 \}`; it only reports, an expired key goes on working\./,
    "secret-without-expiry":
        /uploads-secret-uploads holds key2 of uploads and never expires: a copy that nobody renews would not be noticed\. Set `expiresAfter: "90d"` in `keyVaultSecret` of the pair/,
    "plain-key-output":
        /The stack output connection \(key1 of uploads\) is plain: it is shown by each `pulumi up` and stands readable in the state\. Export `pulumi\.secret\(…\)`/,
    "open-vault":
        /unsafevault holds a key, but its access policies give `get` to everybody\. Set `enableRbacAuthorization` and assign Key Vault Secrets User per secret/,
    "prefer-entra-id":
        /logs can be opened with its keys, and nothing in this stack uses one: keys can leak, have to be rotated, and do not tell who came\. Set `allowSharedKeyAccess: false`, and give applications a role instead\./,
    "sas-without-policy":
        /unsafelogs does not limit how long a shared access signature may be valid: .* Set `sasPolicy: .*`\. The exemption of logs \(nobody signs\) ended on 2026-01-31: it must be renewed or removed from the configuration\./,
};

describeOnEngine("the policy pack", (testbed) => {
    alongside("on a stack that breaks every policy", ({ before, it }) => {
        let update: Run;
        let preview: Run;

        before(async () => {
            const stack = await Stack.create(testbed(), UNSAFE, "unsafe");
            await stack.configure({ trigger: 1 });
            await stack.up();
            await stack.configure({ trigger: 2 });
            update = await stack.up(await withPack(testbed(), "strict", STRICT));
            preview = await stack.preview({ fails: true }, await withPack(testbed(), "by-default", {}));
        });

        it("has a message for each policy", () => {
            assert.deepEqual(Object.keys(MESSAGES).sort(), policies.map(({ name }) => name).sort());
        });

        for (const [policy, message] of Object.entries(MESSAGES)) {
            it(`${policy} says what is wrong, why, and what to do`, () => {
                assert.match(update.all, message);
                assert.match(update.all, new RegExp(`\\[advisory\\]\\s+${policy}\\s`));
            });
        }

        it("stops a preview where a key is open to others, or would be lost", () => {
            const stopping = [...preview.all.matchAll(/\[mandatory\]\s+(\S+)/g)].map(([, policy]) => policy);
            assert.deepEqual([...new Set(stopping)].sort(), [
                "mixed-slots",
                "plain-key-output",
                "raw-key-in-settings",
                "unregistered-consumer",
            ]);
        });

        it("prints no key", () => {
            for (const key of Object.values(testbed().sandbox.azure.storage.get("unsafefiles").keys)) {
                // The stack's own output is plain, and the engine shows it.
                const told = `${update.all}${preview.all}`.replaceAll(/^.*connection\s*:.*$/gm, "");
                assert.ok(!told.includes(key));
            }
        });
    });

    alongside("on a stack that keeps every policy", ({ before, it }) => {
        let stack: Stack;
        let first: Run;
        let second: Run;

        before(async () => {
            stack = await Stack.create(testbed(), SAFE, "safe");
            const pack = await withPack(testbed(), "remediating", { "secret-without-expiry": "remediate" });
            await stack.configure({ trigger: 1 });
            first = await stack.up(pack);
            await stack.configure({ trigger: 2 });
            second = await stack.up(pack);
        });

        it("finds nothing, neither when it is made nor while it rotates", () => {
            for (const { all } of [first, second]) {
                assert.doesNotMatch(all, /\[(?:advisory|mandatory)\]/);
                assert.match(all, /✅ two-key@v/);
            }
        });

        it("gives the pair's secret an expiry where the configuration says `remediate`", async () => {
            assert.match(first.all, /\[remediate\]\s+secret-without-expiry/);
            const secret = await stack.outputs(":Secret");
            const { attributes, secretUri } = secret.properties as {
                attributes: { expires?: number };
                secretUri: string;
            };
            const { expires = 0 } = attributes;
            assert.ok(Math.abs(expires * 1000 - Date.now() - 90 * 86_400_000) < 3_600_000, JSON.stringify(attributes));
            const { origin, pathname } = new URL(secretUri);
            const written = testbed().sandbox.azure.vaults.at(origin)?.get(pathname.replace("/secrets/", ""));
            assert.equal(
                written?.current.attributes.exp,
                expires,
                "the vault knows the expiry by its name on the wire",
            );
        });

        it("keeps the fingerprint of the key that stands by, to find who holds it", async () => {
            const { key1 } = testbed().sandbox.azure.storage.get("safefiles").keys;
            const { standby } = await stack.outputs(":Retirement");
            const { slot, fingerprint: found, regeneratedAt } = standby as Record<string, string>;
            assert.deepEqual({ slot, found }, { slot: "key1", found: fingerprint(key1) });
            assert.ok(Math.abs(Date.parse(regeneratedAt ?? "") - Date.now()) < 600_000, regeneratedAt);
            assert.equal((await stack.outputs(":Rotation")).standby, undefined);
        });
    });

    it("has its configuration checked by the engine", async () => {
        const stack = await Stack.create(testbed(), SAFE, "misconfigured");
        await stack.configure({ trigger: 1 });
        const pack = await withPack(testbed(), "wrong", {
            "stale-key": { maxAgeDays: "ninety" },
            "mixed-slots": { exemptions: [{ name: "web", until: "soon" }] },
        });
        const { all } = await stack.preview({ fails: true }, pack);
        assert.match(all, /stale-key: maxAgeDays: Invalid type\. Expected: number, given: string/);
        assert.match(all, /mixed-slots: exemptions\.0: reason is required/);
        assert.match(all, /mixed-slots: exemptions\.0\.until: Does not match pattern/);
    });
});

/** The arguments with which the pack runs, configured so. */
async function withPack({ sandbox }: Testbed, name: string, configuration: object): Promise<readonly string[]> {
    const file = join(sandbox.directory, `${name}.json`);
    await writeFile(file, JSON.stringify(configuration));
    return ["--policy-pack", PACK, "--policy-pack-config", file];
}
