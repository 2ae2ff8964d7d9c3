// `pulumi new` with each template, and the programs that it makes, on the engine.
import assert from "node:assert/strict";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../package/support/pack";
import { PULUMI, type Python, pythonWith, whyNoPython } from "../support/pythonEnvironment";
import { whyNoGo } from "../support/sdks";
import { configOfTemplates, ForeignProgram, pythonLaunch } from "./support/foreignProgram";
import { makeResources } from "./support/photos";
import { Stack } from "./support/stack";
import { describeOnEngine, type Testbed } from "./support/testbed";

/** An app that has an identity, beside a vault that takes roles. */
async function makeReaders(testbed: Testbed, account: string): Promise<void> {
    await makeResources(testbed, account);
    const properties = { enableRbacAuthorization: true };
    await testbed.arm("PUT", `Microsoft.KeyVault/vaults/vault-${account}`, { location: "here", properties });
    const identity = { type: "SystemAssigned" };
    await testbed.arm("PUT", `Microsoft.Web/sites/web-${account}`, { location: "here", identity });
}

async function newProject({ sandbox, env }: Testbed, template: string, name: string): Promise<string> {
    const folder = join(sandbox.directory, "new", name);
    await mkdir(folder, { recursive: true });
    const args = ["new", join(ROOT, "templates", template), "--generate-only", "--yes", "--name", name];
    const { exitCode, all } = await sandbox.pulumi(folder, args, { env, reject: false });
    assert.match(all, /Created project/);
    if (exitCode !== 0) {
        // The sandbox has a language host for Node alone; the engine asks for one when the project is there.
        assert.match(all, /no language plugin 'pulumi-language-(python|yaml)' found/);
    }
    return folder;
}

describeOnEngine("the templates for `pulumi new`", (testbed) => {
    it("make a program in TypeScript that adopts and rotates, and whose app may read its secret", async () => {
        const { azure } = testbed().sandbox;
        await makeReaders(testbed(), "newts");
        const folder = await newProject(testbed(), "typescript", "newts");
        // As if installed: the package, and the packages beside it.
        const modules = join(folder, "node_modules");
        await mkdir(modules);
        await symlink(ROOT, join(modules, "pulumi-two-key"));
        await symlink(join(ROOT, "node_modules/@pulumi"), join(modules, "@pulumi"));
        await symlink(join(ROOT, "node_modules/typescript"), join(modules, "typescript"));
        await symlink(join(ROOT, "node_modules/@types"), join(modules, "@types"));
        const stack = await Stack.create(testbed(), { folder, name: "newts" }, "dev");
        await stack.configure(configOfTemplates("newts", "1"));
        await stack.up();
        await stack.configure(configOfTemplates("newts", "2"));
        await stack.up();
        assert.equal((await stack.outputs("pulumi:Stack")).activeSlot, "key2");
        assertReads(testbed(), "newts");
        assert.ok(azure.roleAssignments.all.some(({ scope }) => scope.includes("/vaults/vault-newts/")));
    });

    it("make a program in Python that does so by the generated SDK", async function () {
        const noGo = await whyNoGo();
        const python: Python | Error =
            noGo === undefined ? await pythonWith(PULUMI).catch((error: Error) => error) : new Error(noGo);
        if (python instanceof Error) {
            console.error(`\n  SKIPPED: the template in Python. ${noGo ?? whyNoPython(PULUMI, python)}\n`);
            this.skip();
        }
        await makeReaders(testbed(), "newpy");
        const folder = await newProject(testbed(), "python", "newpy");
        const launch = { ...(await pythonLaunch(testbed(), python)), program: join(folder, "__main__.py") };
        const program = await ForeignProgram.create(testbed(), "python", launch, "newpy");
        await program.run("up", { rotation: "1" });
        const { outputs } = await program.run("up", { rotation: "2" });
        assert.equal(outputs.activeSlot?.value, "key2");
        assertReads(testbed(), "newpy");
    });

    it("make a project in YAML", async () => {
        const folder = await newProject(testbed(), "yaml", "newyaml");
        const { name, resources } = parse(await readFile(join(folder, "Pulumi.yaml"), "utf8"));
        assert.deepEqual([name, Object.keys(resources)], ["newyaml", ["uploads"]]);
    });
});

/** The app runs with the connection string that its secret has. */
function assertReads({ sandbox: { azure } }: Testbed, account: string): void {
    const { UPLOADS = "" } = azure.sites.get(`web-${account}`).runningSettings;
    assert.ok(UPLOADS.includes(azure.storage.get(account).keys.key2));
}
