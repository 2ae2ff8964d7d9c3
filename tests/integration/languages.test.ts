import assert from "node:assert/strict";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Call, fingerprint } from "local-azure";
import { ROOT } from "../package/support/pack";
import { PULUMI, type Python, pythonWith, whyNoPython } from "../support/pythonEnvironment";
import { sampleOf } from "../support/samples";
import { goModule, whyNoGo } from "../support/sdks";
import { ForeignProgram, pythonLaunch } from "./support/foreignProgram";
import { KeyWatch } from "./support/keyWatch";
import { makeResources } from "./support/photos";
import { describeOnEngine } from "./support/testbed";

/** An SDK takes Go to be generated. */
async function skipWithoutGo(this: Mocha.Context): Promise<void> {
    const why = await whyNoGo();
    if (why !== undefined) {
        console.error(`\n  SKIPPED: programs in other languages. ${why}\n`);
        this.skip();
    }
}

describeOnEngine("the plugin for other languages", (testbed) => {
    it("has the schema that is pinned in plugin/schema.json", async () => {
        const { sandbox } = testbed();
        const { stdout } = await sandbox.pulumi(ROOT, ["package", "get-schema", "./plugin"]);
        const pinned = JSON.parse(await readFile(join(ROOT, "plugin/schema.json"), "utf8"));
        const { version } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
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

describeOnEngine("a Python program with the generated SDK and a pair in a component of its own", (testbed) => {
    let program: ForeignProgram;

    before(skipWithoutGo);

    before(async function () {
        this.timeout(0);
        let python: Python;
        try {
            python = await pythonWith(PULUMI);
        } catch (error) {
            console.error(`\n  SKIPPED: programs in Python. ${whyNoPython(PULUMI, error)}\n`);
            this.skip();
        }
        const launch = await pythonLaunch(testbed(), python);
        await makeResources(testbed(), "snakes");
        program = await ForeignProgram.create(testbed(), "python", launch, "snakes");
    });

    it("takes its configuration from the namespace of its own", async () => {
        const { printed } = await program.fails({ rotation: "1" }, { "two-key:maxConcurrentCalls": "many" });
        assert.match(printed, /two-key:maxConcurrentCalls must be a whole number above 0, and is "many"/);
    });

    it("rotates twice, with a secret, settings and gates, and loses no key on the way", async () => {
        const { azure } = testbed().sandbox;
        const [account, site] = [azure.storage.get("snakes"), azure.sites.get("web-snakes")];
        const watch = new KeyWatch(azure, account, site);
        const adopted = await program.run("up", { rotation: "1" });
        assert.deepEqual(regenerated(adopted.calls), []);
        assert.equal(adopted.outputs.activeSlot?.value, "key1");
        assert.equal(watch.slotInUse, "key1");

        const once = await program.run("up", { rotation: "2" });
        assert.deepEqual(regenerated(once.calls), ["key2", "key1"]);
        assert.equal(once.outputs.activeSlot?.value, "key2");
        assert.equal(watch.slotInUse, "key2");

        const twice = await program.run("up", { rotation: "3" });
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
        const { calls } = await program.run("up", { rotation: "3" });
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
        const { outputs } = await program.run("refresh", { rotation: "3" });
        assert.equal(outputs.keyFingerprint?.value, fingerprint(azure.storage.get("snakes").keys.key1));
        assert.equal(outputs.generation?.value, 3);
    });

    it("keeps the old key valid where a gate fails, and goes on from there", async () => {
        const stopped = await program.fails({ rotation: "4", gate: "failing" });
        assert.match(stopped.printed, /uploads: .*command\(sh -c echo no; exit 1\).*no/);
        assert.deepEqual(regenerated(stopped.calls), ["key2"]);
        const { calls, outputs } = await program.run("up", { rotation: "4" });
        assert.deepEqual(regenerated(calls), ["key1"]);
        assert.deepEqual([outputs.activeSlot?.value, outputs.settled?.value], ["key2", true]);
    });

    it("names the argument that is wrong, before it calls anything", async () => {
        const { calls, printed } = await program.fails({ rotation: "5", gate: "none that there is" });
        assert.match(printed, /gates\[0\].*must be an object with exactly one of acknowledged, command, grace/s);
        assert.deepEqual(calls, []);
    });

    it("regenerates nothing when it is destroyed", async () => {
        const { calls } = await program.run("destroy", { rotation: "5" });
        assert.deepEqual(regenerated(calls), []);
    });
});

describeOnEngine("a Go program with the generated SDK and a pair in a component of its own", (testbed) => {
    let program: ForeignProgram;
    let go: Awaited<ReturnType<typeof goModule>>;
    let folder: string;

    before(skipWithoutGo);

    before(async function () {
        this.timeout(0); // Go compiles Pulumi's SDK once
        folder = join(testbed().sandbox.directory, "go-program");
        await mkdir(folder);
        go = await goModule(folder);
        await copyFile(join(ROOT, "tests/integration/programs/go/main.go"), join(folder, "main.go"));
        await go(["build", "-trimpath", "-ldflags", "-s -w", "-o", "program", "."]);
        await makeResources(testbed(), "gophers");
        const launch = { command: join(folder, "program"), args: [] };
        program = await ForeignProgram.create(testbed(), "go", launch, "gophers");
    });

    it("may be the example of the Registry's page", async () => {
        await mkdir(join(folder, "example"));
        await writeFile(join(folder, "example/main.go"), sampleOf("go"));
        await go(["vet", "./example"]);
    });

    it("adopts, rotates, and loses no key on the way", async () => {
        const { azure } = testbed().sandbox;
        const account = azure.storage.get("gophers");
        const watch = new KeyWatch(azure, account, azure.sites.get("web-gophers"));
        const adopted = await program.run("up", { rotation: "1" });
        assert.deepEqual(regenerated(adopted.calls), []);
        assert.equal(watch.slotInUse, "key1");

        const rotated = await program.run("up", { rotation: "2" });
        assert.deepEqual(regenerated(rotated.calls), ["key2", "key1"]);
        const { activeSlot, settled, keyFingerprint, key, connectionString, gates } = rotated.outputs;
        assert.deepEqual([activeSlot?.value, settled?.value], ["key2", true]);
        assert.equal(keyFingerprint?.value, fingerprint(account.keys.key2));
        assert.deepEqual(key, { value: account.keys.key2, secret: true });
        assert.equal(connectionString?.secret, true);
        assert.deepEqual(gates?.value, [{ gate: "keyAccepted()", status: "open" }]);
        assert.equal(watch.slotInUse, "key2");
        assert.deepEqual(watch.lost, []);
    });

    it("keeps the old key valid where a gate fails, and keeps no key in plain state", async () => {
        const stopped = await program.fails({ rotation: "3", gate: "failing" });
        assert.deepEqual(regenerated(stopped.calls), ["key1"]);
        const { keys } = testbed().trail;
        const state = await program.state();
        assert.deepEqual(
            keys.filter((key) => state.includes(key)),
            [],
        );
    });

    it("regenerates nothing when it is destroyed", async () => {
        const { calls } = await program.run("destroy", { rotation: "3" });
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
