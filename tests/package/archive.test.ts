// The plugin without a Node project: from the archive, by the engine, which installs its dependencies beside it.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { archive } from "../../release/archive";
import { ForeignProgram, pythonLaunch } from "../integration/support/foreignProgram";
import { makeResources } from "../integration/support/photos";
import { describeOnEngine } from "../integration/support/testbed";
import { PULUMI, type Python, pythonWith, whyNoPython } from "../support/pythonEnvironment";
import { whyNoGo } from "../support/sdks";
import { ROOT, readManifest } from "./support/pack";
import { offerStandIn } from "./support/project";

describeOnEngine("the archive of the plugin", (testbed) => {
    let version: string;
    let python: Python;

    before(async function () {
        this.timeout(0); // downloads
        ({ version } = await readManifest(ROOT));
        const noGo = await whyNoGo();
        python = noGo === undefined ? await pythonWith(PULUMI).catch((error) => unavailable(error)) : unavailable(noGo);
        if (python === "") {
            this.skip();
        }
        const { sandbox } = testbed();
        const path = await archive(join(sandbox.directory, "archive"));
        const install = ["plugin", "install", "resource", "two-key", `v${version}`, "--file", path];
        await sandbox.pulumi(sandbox.directory, install);
        await offerStandIn(testbed(), plugin());
    });

    const plugin = () => join(testbed().sandbox.env.PULUMI_HOME ?? "", "plugins", `resource-two-key-v${version}`);

    it("has three files, of which the engine makes a plugin with all that it needs", async () => {
        const files = await readdir(plugin());
        for (const needed of ["PulumiPlugin.yaml", "package.json", `pulumi-two-key-${version}.tgz`, "node_modules"]) {
            assert.ok(files.includes(needed), needed);
        }
    });

    it("serves a program in Python that names its version alone", async () => {
        await makeResources(testbed(), "archived");
        const launch = await pythonLaunch(testbed(), python);
        const program = await ForeignProgram.create(testbed(), "python", launch, "archived", version);
        await program.run("up", { rotation: "1" });
        const { outputs } = await program.run("up", { rotation: "2" });
        assert.deepEqual([outputs.activeSlot?.value, outputs.settled?.value], ["key2", true]);
    });
});

describe("the folder that `pulumi package add` takes from a git tag", () => {
    it("needs the version that the tag is of, and every peer that is not optional", async () => {
        const own = await readManifest(ROOT);
        const { dependencies } = await readManifest(join(ROOT, "component"));
        const { "pulumi-two-key": needed, ...peers } = dependencies;
        assert.equal(needed, own.version);
        const required = Object.entries(own.peerDependencies).filter(
            ([name]) => !own.peerDependenciesMeta[name]?.optional,
        );
        assert.deepEqual(Object.entries(peers).sort(), required.sort());
    });
});

function unavailable(why: unknown): Python {
    console.error(
        `\n  SKIPPED: the archive of the plugin. ${typeof why === "string" ? why : whyNoPython(PULUMI, why)}\n`,
    );
    return "";
}
