import assert from "node:assert/strict";
import { join } from "node:path";
import { type Call, type Load, startLoad } from "local-azure";
import { fingerprintOf } from "../../components/services/fingerprint";
import { killUp } from "./support/killedUp";
import { type Run, Stack, WEBHOOK } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

const PROGRAMS = join(__dirname, "../../stacks/webhook");
const [KEY1, KEY2] = ["webhook-key1", "webhook-key2"] as const;

describeOnEngine("a webhook whose verifier accepts two keys", (testbed) => {
    let stack: Stack;
    let load: Load;
    let names: { readonly vault: string; readonly verifier: string; readonly caller: string };

    const secret = (name: string) => testbed().sandbox.azure.vaults.get(names.vault).get(name);
    const caller = () => testbed().sandbox.azure.sites.get(names.caller);
    const keyInUse = () => caller().runningSettings.WEBHOOK_KEY;
    /** The slots that were written, in order. */
    const written = (calls: readonly Call[]) =>
        calls
            .filter(({ operation, status }) => operation === "secrets/set" && status !== 401)
            .map(({ target }) => target.split("/")[1]);

    const configure = (rotation: number) =>
        stack.configure({ rotation: String(rotation), cachedFor: "1", acceptedWithin: "2s" });

    async function up(rotation: number): Promise<Run> {
        await configure(rotation);
        return stack.up();
    }

    async function outputs() {
        const { activeSlot, generation, settled, keyFingerprint } = await stack.outputs("pulumi:Stack");
        return { activeSlot, generation, settled, keyFingerprint };
    }

    before(async () => {
        const { sites } = testbed().sandbox.azure;
        stack = await Stack.create(testbed(), WEBHOOK, "dev");
        await configure(1);
        // Nothing of it is known yet, the vault's address neither.
        await stack.preview();
        const adopted = await stack.up();
        const { vaultName, verifierName, callerName } = await stack.outputs("pulumi:Stack");
        names = { vault: String(vaultName), verifier: String(verifierName), caller: String(callerName) };
        assert.deepEqual(written(adopted.calls), [KEY1, KEY2]);
        const { uri } = testbed().sandbox.azure.vaults.get(names.vault);
        const verifier = await sites
            .get(names.verifier)
            .run({ file: join(PROGRAMS, "verifier.js"), args: [uri, `${KEY1},${KEY2}`, "1"] });
        const url = await caller().run({ file: join(PROGRAMS, "caller.js"), args: [verifier] });
        load = startLoad({ url, perSecond: 20 });
    });

    after(() => load?.stop());

    it("begins with two keys of 64 bytes, of which the caller has the first", async () => {
        for (const name of [KEY1, KEY2]) {
            assert.equal(Buffer.from(secret(name).current.value, "base64").length, 64);
        }
        assert.notEqual(secret(KEY1).current.value, secret(KEY2).current.value);
        assert.equal(keyInUse(), secret(KEY1).current.value);
        const { keyFingerprint, ...others } = await outputs();
        assert.deepEqual(others, { activeSlot: KEY1, generation: 0, settled: true });
        assert.equal(keyFingerprint, fingerprintOf(secret(KEY1).current.value, "text"));
    });

    for (const [rotation, active, standby] of [
        [2, KEY2, KEY1],
        [3, KEY1, KEY2],
    ] as const) {
        it(`is rotated to ${active}, and the key that the caller left is retired`, async () => {
            const former = secret(standby).current.value;
            const rotated = await up(rotation);
            assert.deepEqual(written(rotated.calls), [active, standby]);
            assert.match(rotated.all, new RegExp(`regenerate ${active}; switch .* from ${standby} to ${active}`));
            assert.match(rotated.all, new RegExp(`warning: webhook: no call tells .*, so ${active} is given 2s`));
            assert.equal(keyInUse(), secret(active).current.value);
            assert.notEqual(secret(standby).current.value, former);
            const { keyFingerprint: _, ...others } = await outputs();
            assert.deepEqual(others, { activeSlot: active, generation: rotation - 1, settled: true });
        });
    }

    it("gets no second key where an `up` was killed after the standby key was written: that very key goes on", async () => {
        const before = secret(KEY2).versions.length;
        await configure(4);
        const target = `${names.vault}/${KEY2}`;
        await killUp(testbed(), { stack, names: [target] }, { operation: "secrets/set" });
        await stack.cancel();
        const drawn = secret(KEY2).current.value;
        assert.equal(secret(KEY2).versions.length, before + 1);
        assert.notEqual(keyInUse(), drawn);

        const finished = await up(4);
        assert.deepEqual(written(finished.calls), [KEY1]);
        assert.equal(secret(KEY2).current.value, drawn);
        assert.equal(keyInUse(), drawn);
        const { keyFingerprint: _, ...others } = await outputs();
        assert.deepEqual(others, { activeSlot: KEY2, generation: 3, settled: true });
    });

    it("makes no call at all in an `up` where nothing has changed", async () => {
        const unchanged = await up(4);
        assert.deepEqual(
            unchanged.calls.filter(({ client }) => client?.startsWith("pulumi-two-key")),
            [],
        );
    });

    it("has rejected no call in all that time", async () => {
        await load.stop();
        assert.ok(load.ok > 200, `${load.ok} calls`);
        assert.deepEqual(
            load.samples.filter(({ outcome }) => outcome !== 200),
            [],
        );
    });

    it("has every key that was ever drawn as ciphertext alone in its state", async () => {
        const state = await stack.readState();
        const drawn = [KEY1, KEY2].flatMap((name) => secret(name).versions.map(({ value }) => value));
        assert.equal(drawn.length, new Set(drawn).size);
        for (const key of drawn) {
            assert.ok(!state.includes(key));
        }
        const resources = await stack.resources();
        for (const [type, inputs] of [
            ["Rotation", ["material", "standbyMaterial"]],
            ["Retirement", ["material"]],
        ] as const) {
            const found = resources.find((resource) => resource.type.endsWith(type));
            for (const input of inputs) {
                assert.match(JSON.stringify(found?.inputs?.[input]), /"ciphertext":"v1:/);
            }
            assert.doesNotMatch(JSON.stringify(found?.outputs), /aterial/);
        }
    });
});
