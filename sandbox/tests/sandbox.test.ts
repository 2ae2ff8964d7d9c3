import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { EngineUnavailable } from "../engine/engine";
import { type Sandbox, startSandbox } from "../sandbox";

const program = `
    const { keyvault, resources, dynamic, secret, Config } = {
        ...require("@pulumi/pulumi"),
        resources: require("@pulumi/azure-native/resources"),
        keyvault: require("@pulumi/azure-native/keyvault"),
    };
    const random = require("@pulumi/random");
    const value = new Config().require("value");
    const pet = new random.RandomPet("pet");
    const group = new resources.ResourceGroup("group", { location: "westeurope" });
    const vault = new keyvault.Vault("vault", {
        resourceGroupName: group.name,
        properties: { tenantId: "00000000-0000-0000-0000-000000000000", sku: { family: "A", name: "standard" } },
    });
    const uploads = new keyvault.Secret("uploads", {
        resourceGroupName: group.name,
        vaultName: vault.name,
        properties: { value: secret("plain-" + value) },
        tags: { value },
    });
    class Thing extends dynamic.Resource {}
    new Thing({ create: async (inputs) => ({ id: "1", outs: inputs }) }, "thing", { pet: pet.id });
    exports.version = uploads.properties.secretUriWithVersion;`;

describe("the sandbox", function () {
    this.timeout(60_000);
    let sandbox: Sandbox;
    let project: string;
    const pulumi = (...args: string[]) => sandbox.pulumi(project, args);

    before(async function () {
        this.timeout(0); // it may have to build the engine
        try {
            sandbox = await startSandbox();
        } catch (error) {
            if (!(error instanceof EngineUnavailable)) {
                throw error;
            }
            console.error(`\n    SKIPPED: ${error.message}\n`);
            this.skip();
        }
        project = join(sandbox.directory, "project");
        await mkdir(project);
        await symlink(join(__dirname, "../../../node_modules"), join(project, "node_modules"));
        await writeFile(join(project, "package.json"), "{}");
        await writeFile(join(project, "index.js"), program);
        await writeFile(
            join(project, "Pulumi.yaml"),
            "name: tried\nmain: index.js\nruntime: { name: nodejs, options: { typescript: false } }\n",
        );
        await pulumi("stack", "init", "dev");
    });
    after(() => sandbox?.stop());

    it("runs a program of azure-native, random and dynamic resources, without a warning", async () => {
        await pulumi("config", "set", "value", "one");
        const { all } = await pulumi("up", "--yes", "--skip-preview");
        assert.match(all, /\+ 6 created/);
        assert.doesNotMatch(all, /warning/);
        assert.equal(storedSecret().current.value, "plain-one");
    });

    it("keeps a secret input out of the state and the output", async () => {
        const { all } = await pulumi("stack", "export");
        assert.doesNotMatch(all, /plain-one/);
    });

    it("changes nothing when nothing changed", async () => {
        sandbox.azure.journal.clear();
        const { all } = await pulumi("up", "--yes", "--skip-preview");
        assert.match(all, /6 unchanged/);
        assert.equal(sandbox.azure.journal.entries.length, 0);
    });

    it("mends a secret that was changed by hand, in one `up --refresh`", async () => {
        storedSecret().add({ value: "by hand" });
        await pulumi("up", "--yes", "--skip-preview", "--refresh");
        assert.equal(storedSecret().current.value, "plain-one");
    });

    it("says what failed, in the service's words, and exits non-zero", async () => {
        sandbox.azure.faults.add({ operation: "vaults/secrets/put", status: 503 });
        await pulumi("config", "set", "value", "two");
        const result = await sandbox.pulumi(project, ["up", "--yes", "--skip-preview"], { reject: false });
        sandbox.azure.faults.clear();
        assert.notEqual(result.exitCode, 0);
        assert.match(result.all, /PUT .*\/secrets\/uploads: 503/);
    });

    it("leaves no folder when it is stopped", async () => {
        await pulumi("destroy", "--yes", "--skip-preview");
        await sandbox.stop();
        assert.ok(!existsSync(sandbox.directory));
    });

    it("runs nothing once it is stopped, which would make the folder anew", async () => {
        await assert.rejects(pulumi("stack", "init", "late"), /has been stopped/);
        assert.ok(!existsSync(sandbox.directory));
    });

    function storedSecret() {
        const { vaults } = sandbox.azure;
        return vaults.get(vaults.names[0] ?? "").get("uploads");
    }
});
