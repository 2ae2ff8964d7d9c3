import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Call } from "../../sandbox/azure/journal";
import { fingerprint } from "../../sandbox/azure/storage/storageAccount";
import { KeyWatch } from "./support/keyWatch";
import { makeResources } from "./support/photos";
import { type Python, pythonWithPulumi, whyNoPython } from "./support/python";
import { PACKAGE, PythonProgram } from "./support/pythonProgram";
import { describeOnEngine, GROUP } from "./support/testbed";

/** The pair of the program in Python: every kind of place, and gates. */
const PAIR = {
    source: { service: "storageAccount", resourceGroupName: GROUP, names: ["snakes"] },
    propagation: { interval: "100ms" },
    keyVaultSecrets: [{ resourceGroupName: GROUP, vaultName: "vault-snakes", secretName: "uploads" }],
    appSettings: [
        {
            resourceGroupName: GROUP,
            site: "web-snakes",
            settings: { UPLOADS: { secretName: "uploads" }, UPLOADS_CONNECTION: { content: "connectionString" } },
        },
    ],
    holders: [
        {
            kind: "connectionStrings",
            resourceGroupName: GROUP,
            site: "web-snakes",
            connectionStrings: { Uploads: { content: "connectionString", type: "Custom" } },
        },
    ],
    gates: [{ kind: "keyAccepted" }],
};

describeOnEngine("the plugin for other languages", (testbed) => {
    it("has the schema that is pinned in plugin/schema.json", async () => {
        const { sandbox } = testbed();
        const { stdout } = await sandbox.pulumi(PACKAGE, ["package", "get-schema", "./plugin"]);
        const pinned = JSON.parse(await readFile(join(PACKAGE, "plugin/schema.json"), "utf8"));
        const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
        const served = JSON.parse(stdout);
        assert.equal(served.version, version);
        const [[, component] = []] = Object.entries<Component>(pinned.resources);
        const [[token, servedComponent] = []] = Object.entries<Component>(served.resources);
        assert.equal(token, "two-key:index:RotatingKeyPair");
        assert.deepEqual(describedBy(servedComponent?.inputProperties), describedBy(component?.inputProperties));
        assert.deepEqual(describedBy(servedComponent?.properties), describedBy(component?.properties));
        assert.deepEqual(Object.keys(served.types).sort(), Object.keys(pinned.types).sort());
    });
});

describeOnEngine("a Python program with a pair in a component of its own", (testbed) => {
    let python: Python;
    let program: PythonProgram;

    before(async function () {
        this.timeout(0);
        try {
            python = await pythonWithPulumi();
        } catch (error) {
            console.error(`\n  SKIPPED: programs in Python. ${whyNoPython(error)}\n`);
            this.skip();
        }
    });

    before(async () => {
        await makeResources(testbed(), "snakes");
        program = await PythonProgram.create(testbed(), python, PAIR);
    });

    it("takes its configuration from the namespace of its own", async () => {
        const { printed } = await program.fails({ rotationTrigger: "1" }, { "two-key:maxConcurrentCalls": "many" });
        assert.match(printed, /two-key:maxConcurrentCalls must be a whole number above 0, and is "many"/);
    });

    it("rotates twice, with a secret, settings and gates, and loses no key on the way", async () => {
        const { azure } = testbed().sandbox;
        const [account, site] = [azure.storage.get("snakes"), azure.sites.get("web-snakes")];
        const watch = new KeyWatch(azure, account, site);
        const adopted = await program.run("up", { rotationTrigger: "1" });
        assert.deepEqual(regenerated(adopted.calls), []);
        assert.equal(adopted.outputs.activeSlot?.value, "key1");
        assert.equal(watch.slotInUse, "key1");

        const once = await program.run("up", { rotationTrigger: "2" });
        assert.deepEqual(regenerated(once.calls), ["key2", "key1"]);
        assert.equal(once.outputs.activeSlot?.value, "key2");
        assert.equal(watch.slotInUse, "key2");

        const twice = await program.run("up", { rotationTrigger: "3" });
        assert.deepEqual(regenerated(twice.calls), ["key1", "key2"]);
        const { activeSlot, generation, settled, keyFingerprint, key, connectionString, gates } = twice.outputs;
        assert.deepEqual([activeSlot?.value, generation?.value, settled?.value], ["key1", 2, true]);
        assert.equal(keyFingerprint?.value, fingerprint(account.keys.key1));
        assert.deepEqual(key, { value: account.keys.key1, secret: true });
        assert.equal(connectionString?.secret, true);
        assert.deepEqual(gates?.value, [{ gate: "keyAccepted()", status: "open" }]);
        assert.deepEqual(watch.lost, []);
    });

    it("calls no service where nothing has changed", async () => {
        const { calls } = await program.run("up", { rotationTrigger: "3" });
        assert.deepEqual(calls, []);
    });

    it("keeps no key in plain state", async () => {
        const { keys } = testbed().trail;
        const state = await program.state();
        assert.deepEqual(
            keys.filter((key) => state.includes(key)),
            [],
        );
    });

    it("finds on refresh that a key was regenerated outside, and takes it over (rule 7)", async () => {
        const { azure } = testbed().sandbox;
        azure.storage.get("snakes").regenerate("key1");
        const { outputs } = await program.run("refresh", { rotationTrigger: "3" });
        assert.equal(outputs.keyFingerprint?.value, fingerprint(azure.storage.get("snakes").keys.key1));
        assert.equal(outputs.generation?.value, 3);
    });

    it("keeps the old key valid where a gate fails, and goes on from there", async () => {
        const failing = { kind: "command", command: ["sh", "-c", "echo no; exit 1"] };
        const stopped = await program.fails({ rotationTrigger: "4", gates: [failing] });
        assert.match(stopped.printed, /uploads: .*command\(sh -c echo no; exit 1\).*no/);
        assert.deepEqual(regenerated(stopped.calls), ["key2"]);
        const { calls, outputs } = await program.run("up", { rotationTrigger: "4" });
        assert.deepEqual(regenerated(calls), ["key1"]);
        assert.deepEqual([outputs.activeSlot?.value, outputs.settled?.value], ["key2", true]);
    });

    it("names the argument that is wrong, before it calls anything", async () => {
        const wrong = { kind: "patience" };
        const { calls, printed } = await program.fails({ rotationTrigger: "5", gates: [wrong] });
        assert.match(printed, /gates\[0\]\.kind.*"patience" is none of grace, acknowledged/s);
        assert.deepEqual(calls, []);
    });

    it("regenerates nothing when it is destroyed", async () => {
        const { calls } = await program.run("destroy", {});
        assert.deepEqual(regenerated(calls), []);
    });
});

interface Component {
    readonly inputProperties: Readonly<Record<string, Described>>;
    readonly properties: Readonly<Record<string, Described>>;
}

interface Described {
    readonly description?: string;
}

function describedBy(
    properties: Readonly<Record<string, Described>> = {},
): Readonly<Record<string, string | undefined>> {
    return Object.fromEntries(Object.entries(properties).map(([name, { description }]) => [name, description]));
}

function regenerated(calls: readonly Call[]): readonly (string | undefined)[] {
    return calls.filter(({ operation }) => operation === "storageAccounts/regenerateKey").map(({ detail }) => detail);
}
