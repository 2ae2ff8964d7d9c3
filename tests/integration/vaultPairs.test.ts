import assert from "node:assert/strict";
import type { Secret, Vault } from "local-azure";
import type { RotatingKeyPairArgs } from "../../components/index";
import { alongside } from "./support/alongside";
import { killUp } from "./support/killedUp";
import { makeResources } from "./support/photos";
import { PAIRS, type Run, Stack } from "./support/stack";
import { describeOnEngine, GROUP, type Testbed } from "./support/testbed";

const [KEY1, KEY2] = ["hook-key1", "hook-key2"] as const;

/** A vault and a web app, made past every stack, and a stack that has a pair of secrets between them. */
class Hooks {
    private constructor(
        private readonly testbed: Testbed,
        readonly stack: Stack,
        readonly vault: Vault,
    ) {}

    static async make(testbed: Testbed, name: string): Promise<Hooks> {
        await makeResources(testbed, name);
        const stack = await Stack.create(testbed, PAIRS, name);
        return new Hooks(testbed, stack, testbed.sandbox.azure.vaults.get(`vault-${name}`));
    }

    get site() {
        return this.testbed.sandbox.azure.sites.get(this.vault.name.replace("vault-", "web-"));
    }

    key(slot: string): Secret {
        return this.vault.get(slot);
    }

    configure(change: Partial<RotatingKeyPairArgs>): Promise<void> {
        const hook = {
            source: { service: "vaultPair", vaultUri: this.vault.uri, secretNames: [KEY1, KEY2] },
            rotationTrigger: 1,
            propagation: { blindWait: "0s" },
            appSettings: [{ resourceGroupName: GROUP, site: this.site.name, settings: { HOOK: "key" } }],
            ...change,
        };
        return this.stack.configure({ pairs: { hook } });
    }

    async up(change: Partial<RotatingKeyPairArgs> = {}, args: readonly string[] = []): Promise<Run> {
        await this.configure(change);
        return this.stack.up(args);
    }

    async upFails(change: Partial<RotatingKeyPairArgs>, args: readonly string[] = []): Promise<Run> {
        await this.configure(change);
        return this.stack.up(args, { fails: true });
    }

    /** The slots of this pair that were written, in order. */
    written({ calls }: Pick<Run, "calls">): readonly string[] {
        const writes = calls.filter(({ operation, status }) => operation === "secrets/set" && status !== 401);
        const [prefix] = [`${this.vault.name}/`];
        return writes.filter(({ target }) => target.startsWith(prefix)).map(({ target }) => target.replace(prefix, ""));
    }
}

describeOnEngine("a pair of secrets", (testbed) => {
    alongside("that exist", ({ before, it }) => {
        let hooks: Hooks;
        let adopted: Run;

        before(async () => {
            hooks = await Hooks.make(testbed(), "theirs");
            hooks.vault.write(KEY1, { value: "their first", tags: { owner: "media" }, contentType: "text/plain" });
            hooks.vault.write(KEY2, { value: "their second", tags: { owner: "media" } });
            adopted = await hooks.up();
        });

        it("are adopted as they are, whatever text they are (rule 2)", () => {
            assert.deepEqual(hooks.written(adopted), []);
            assert.equal(hooks.site.runningSettings.HOOK, "their first");
        });

        it("have their plan told by a preview, which draws no key", async () => {
            await hooks.configure({ rotationTrigger: 2 });
            const { all } = await hooks.stack.preview();
            assert.match(
                all,
                /regenerate hook-key2; switch .*\/HOOK \(restarts\) from hook-key1 to hook-key2; retire hook-key1/,
            );
        });

        it("get new versions, standby first, with their tags and content type", async () => {
            const rotated = await hooks.up({ rotationTrigger: 2 });
            assert.deepEqual(hooks.written(rotated), [KEY2, KEY1]);
            assert.equal(hooks.site.runningSettings.HOOK, hooks.key(KEY2).current.value);
            const { tags, contentType } = hooks.key(KEY1).current;
            assert.deepEqual([tags.owner, contentType], ["media", "text/plain"]);
            assert.match(tags["two-key-fingerprint"] ?? "", /^[0-9a-f]{64}$/);
        });

        it("come of age: each time with a key that was never used", async () => {
            const aged = await hooks.up({ rotationTrigger: 2, rotateEvery: "1s" });
            const again = await hooks.up({ rotationTrigger: 2, rotateEvery: "1s" });
            assert.deepEqual([...hooks.written(aged), ...hooks.written(again)], [KEY1, KEY2, KEY2, KEY1]);
            const values = [KEY1, KEY2].flatMap((slot) => hooks.key(slot).versions.map(({ value }) => value));
            assert.equal(new Set(values).size, 8);
        });

        it("are left as they are when the pair is destroyed", async () => {
            const before = [KEY1, KEY2].map((slot) => hooks.key(slot).current.id);
            await hooks.stack.destroy();
            assert.deepEqual(
                [KEY1, KEY2].map((slot) => hooks.key(slot).current.id),
                before,
            );
        });
    });

    alongside("whose drawn key has been a key before, as after an old state was restored", ({ it }) => {
        it("refuses that key, and draws another where it is told to", async () => {
            const hooks = await Hooks.make(testbed(), "drawn");
            await hooks.up();
            await hooks.configure({ rotationTrigger: 2 });
            const names = [`${hooks.vault.name}/${KEY2}`];
            await killUp(testbed(), { stack: hooks.stack, names }, { operation: "secrets/set" });
            await hooks.stack.cancel();
            hooks.vault.write(KEY2, { value: "another, by hand" });

            const refused = await hooks.upFails({ rotationTrigger: 2 });
            assert.match(
                refused.all,
                /has been a key of this pair before .*; no key was changed; run `pulumi up --repl/,
            );
            assert.deepEqual(hooks.written(refused), []);

            const replaced = await hooks.up({ rotationTrigger: 2 }, ["--replace", "**-material*"]);
            assert.deepEqual(hooks.written(replaced), [KEY2, KEY1]);
            assert.equal(hooks.site.runningSettings.HOOK, hooks.key(KEY2).current.value);
        });
    });

    alongside("of which one is missing", ({ it }) => {
        it("never gives consumers what is not there, and goes on with the other slot where it is told to", async () => {
            const hooks = await Hooks.make(testbed(), "missing");
            await hooks.up();
            const former = hooks.site.runningSettings.HOOK;
            hooks.vault.delete(KEY1);
            hooks.vault.purge(KEY1); // a name that is only deleted is blocked
            const guarded = await hooks.upFails({ rotationTrigger: 2 });
            assert.match(
                guarded.all,
                /hook-key1 was regenerated outside this stack; no key was changed by this update/,
            );
            const refused = await hooks.upFails({ rotationTrigger: 1 }, ["--refresh"]);
            assert.match(
                refused.all,
                /hook-key1 has no key, so consumers cannot be given it; no key was changed; put a key there, or give/,
            );
            assert.equal(hooks.site.runningSettings.HOOK, former);

            const pinned = await hooks.up({ rotationTrigger: 1, pinnedSlot: KEY2 });
            assert.equal(hooks.site.runningSettings.HOOK, hooks.key(KEY2).current.value);
            assert.deepEqual(hooks.written(pinned), [KEY1]);
        });

        it("refuses to adopt a slot in use that is not there, beside one that is", async () => {
            const hooks = await Hooks.make(testbed(), "half");
            hooks.vault.write(KEY2, { value: "theirs" });
            const refused = await hooks.upFails({});
            assert.match(refused.all, /there is a secret hook-key2 and no hook-key1.*say `initialSlot: "hook-key2"`/);
            const adopted = await hooks.up({ initialSlot: KEY2 });
            assert.deepEqual(hooks.written(adopted), [KEY1]);
            assert.equal(hooks.site.runningSettings.HOOK, "theirs");
        });
    });
});
