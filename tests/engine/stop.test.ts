import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { providerText } from "../../components/engine/providerText";
import { fingerprintOf } from "../../components/services/fingerprint";
import { FakeEngine, ProviderProcess } from "./support/providerProcess";

const STOPPED =
    "uploads: the retirement of key1 stopped: the update was stopped, and no key was regenerated after that; " +
    "every consumer has switched and goes on with key2; run `pulumi up` again";

/** A retirement that has to wait for consumers of the user's own. */
const SETTLING = {
    pair: "uploads",
    owner: "urn:pulumi:dev::photos::two-key:index:RotatingKeyPair::uploads",
    source: { service: "storageAccount", resourceGroupName: "photos", name: "photos" },
    azureConfig: "azure-native",
    consumers: [],
    customConsumers: true,
    gates: [],
    emergency: "",
    retire: "automatic",
    retireTrigger: "",
    settle: "60s",
    soak: "0s",
    rotation: {
        source: "photos",
        generation: 1,
        active: { slot: "key2", fingerprint: fingerprintOf("two", "text") },
        outgoing: { slot: "key1", fingerprint: fingerprintOf("one", "text") },
        home: "key1",
        trigger: "2",
        emergency: "",
        urgent: false,
        rotatedAt: "2026-01-01T00:00:00.000Z",
    },
    endpoints: {},
    activeKey: "two",
    waves: [],
    written: [],
};

/** Its keys are as the state says. */
const MODULE = require.resolve("./support/pairInMemory");

/** A retirement that soon looks and regenerates. */
const DUE = { ...SETTLING, settle: "1s", source: { service: "custom", module: MODULE, config: {} } };

const RETIREMENT = providerText("retirement");

describe("a provider whose update is stopped (rule 32)", function () {
    this.timeout(30_000);
    let engine: FakeEngine;
    let provider: ProviderProcess | undefined;
    let program: ChildProcess | undefined;

    beforeEach(async () => {
        engine = await FakeEngine.start();
    });

    afterEach(() => {
        provider?.end();
        program?.kill("SIGKILL");
        engine.end();
    });

    it("ends its wait when the engine cancels, as a dynamic provider", async () => {
        provider = await ProviderProcess.dynamic(engine, RETIREMENT);
        const failure = provider.create(SETTLING);
        await engine.hears(/waiting until/);
        await provider.cancel();
        assert.equal(await failure, STOPPED);
    });

    it("ends its wait when the engine cancels, as the plugin", async () => {
        provider = await ProviderProcess.plugin(engine);
        const failure = provider.create(SETTLING);
        await engine.hears(/waiting until/);
        await provider.cancel();
        assert.equal(await failure, STOPPED);
    });

    for (const role of ["pid", "languageHost"] as const) {
        it(`ends its wait when the ${role === "pid" ? "program" : "program's language host"} has ended`, async () => {
            provider = await ProviderProcess.dynamic(engine, RETIREMENT);
            program = spawn("sleep", ["60"]);
            const processes = { pid: process.pid, [role]: program.pid };
            const kept = await provider.check({ ...SETTLING, program: processes });
            assert.equal("program" in kept, false, "the engine keeps nothing of it");
            const failure = provider.create(SETTLING);
            await engine.hears(/waiting until/);
            program.kill("SIGKILL");
            assert.equal(await failure, STOPPED);
        });
    }

    it("is stopped before the regenerate when the engine no longer listens", async () => {
        provider = await ProviderProcess.dynamic(engine, RETIREMENT);
        const failure = provider.create(DUE);
        await engine.hears(/waiting until/);
        engine.end();
        assert.equal(await failure, STOPPED);
    });

    it("goes on while everybody is there", async () => {
        provider = await ProviderProcess.dynamic(engine, RETIREMENT);
        program = spawn("sleep", ["60"]);
        await provider.check({ ...SETTLING, program: { pid: program.pid, languageHost: process.pid } });
        assert.equal(await provider.create(DUE), "created");
    });
});
