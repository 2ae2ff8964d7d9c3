// The pipelines to copy, with their own scripts, against the sandbox; GitHub and Azure DevOps themselves are not there.
import assert from "node:assert/strict";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { ROOT } from "../package/support/pack";
import { Photos } from "./support/photos";
import { PAIRS } from "./support/stack";
import { describeOnEngine } from "./support/testbed";

/** A pipeline's script, and the way its system takes the output. */
interface Script {
    readonly look: string;
    readonly rotate: string;
    readonly report: string;
}

interface Step {
    readonly name?: string;
    readonly displayName?: string;
    readonly run?: string;
    readonly bash?: string;
    readonly inputs?: { readonly inlineScript?: string };
}

async function stepsOf(file: string): Promise<readonly Step[]> {
    const pipeline = parse(await readFile(join(ROOT, "templates/pipelines", file), "utf8"));
    return file === "github-actions.yml"
        ? [...pipeline.jobs.look.steps, ...pipeline.jobs.rotate.steps]
        : [...pipeline.stages[0].jobs[0].steps, ...pipeline.stages[1].jobs[0].strategy.runOnce.deploy.steps];
}

async function scriptOf(file: string): Promise<Script> {
    const steps = await stepsOf(file);
    const titled = (title: string) => {
        const step = steps.find(({ name, displayName }) => name === title || displayName === title);
        return step?.run ?? step?.bash ?? step?.inputs?.inlineScript ?? assert.fail(`${file} has no step "${title}"`);
    };
    return {
        look: titled("Look how each pair stands"),
        // The sandbox has no OIDC to sign in by: its identity is a managed one.
        rotate: titled("Rotate what is due").replace(/^.*\bARM_.*$/gm, ""),
        report: titled("Say how each pair stands now"),
    };
}

const FAILING = { kind: "command", command: ["sh", "-c", "echo no; exit 1"], timeout: "10s" } as const;

/** How a step tells its system whether something is due. */
const SYSTEMS = [
    { file: "github-actions.yml", due: /^due=true$/m, notDue: /^due=false$/m },
    {
        file: "azure-pipelines.yml",
        due: /variable=due;isOutput=true\]true/,
        notDue: /variable=due;isOutput=true\]false/,
    },
] as const;

describeOnEngine("the pipelines to copy", (testbed) => {
    for (const [index, { file, due, notDue }] of SYSTEMS.entries()) {
        it(`${file} looks, takes up what has stopped, and says how each pair stands`, async () => {
            const { sandbox, env } = testbed();
            const photos = await Photos.make(testbed(), `pipeline${index}`);
            await photos.up();
            const script = await scriptOf(file);
            // Beside its Pulumi.yaml, a stack has its configuration.
            const folder = dirname(photos.stack.configFile);
            const project = parse(await readFile(join(PAIRS.folder, "Pulumi.yaml"), "utf8"));
            const main = join(PAIRS.folder, project.main);
            await writeFile(join(folder, "Pulumi.yaml"), stringify({ ...project, main }));
            // For `npx pulumi-two-key` of an installed package.
            await tool(folder, "npx", `shift\nexec node "${join(ROOT, "bin/cli/main.js")}" "$@"`);
            const run = async (text: string) => {
                const { execa } = await import("execa");
                const [output, summary] = [join(folder, "output"), join(folder, "summary")];
                await Promise.all([output, summary].map((path) => writeFile(path, "")));
                const { exitCode, all } = await execa("bash", ["-eo", "pipefail", "-c", text], {
                    cwd: folder,
                    env: {
                        ...sandbox.env,
                        ...env,
                        PATH: [folder, sandbox.env.PATH].join(delimiter),
                        STACK: photos.stack.name,
                        GITHUB_OUTPUT: output,
                        GITHUB_STEP_SUMMARY: summary,
                    },
                    extendEnv: false,
                    all: true,
                    reject: false,
                });
                return { exitCode, all, said: `${all}\n${await readFile(output, "utf8")}` };
            };
            const settled = await run(script.look);
            assert.equal(settled.exitCode, 0, settled.all);
            assert.match(settled.said, notDue);

            await photos.upFails({ rotationTrigger: 2, gates: [FAILING] });
            const stopped = await run(script.look);
            assert.equal(stopped.exitCode, 0, stopped.all);
            assert.match(stopped.said, due);
            assert.equal((await run(script.report)).exitCode, 5);

            await photos.configure({ rotationTrigger: 2 });
            const rotated = await run(script.rotate);
            assert.equal(rotated.exitCode, 0, rotated.all);
            assert.equal((await photos.outputs()).settled, true);
            assert.equal((await run(script.report)).exitCode, 0);
        });
    }
});

async function tool(folder: string, name: string, text: string): Promise<void> {
    await writeFile(join(folder, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(folder, name), 0o755);
}
