import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, readManifest } from "../package/support/pack";

function run(...args: readonly string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/cli/main.js", ...args], { encoding: "utf8" });
    return { status, stdout, stderr };
}

describe("the command line", function () {
    this.timeout(60_000);

    it("prints its help on stdout, with exit code 0", () => {
        const { status, stdout, stderr } = run("--help");
        assert.deepEqual([status, stderr], [0, ""]);
        for (const command of ["status", "role", "dependents", "explain"]) {
            assert.match(stdout, new RegExp(`^npx pulumi-two-key ${command} `, "m"));
        }
    });

    it("prints the help of one command", () => {
        const { status, stdout } = run("role", "--help");
        assert.equal(status, 0);
        assert.match(stdout, /^npx pulumi-two-key role /);
        assert.doesNotMatch(stdout, /status/);
    });

    it("prints the version of the package", async () => {
        const { version } = await readManifest(ROOT);
        assert.deepEqual(run("--version"), { status: 0, stdout: `${version}\n`, stderr: "" });
    });

    it("explains a code", () => {
        const { status, stdout } = run("explain", "tk004");
        assert.equal(status, 0);
        assert.match(stdout, /^TK004 not-switched\n\nHappened: .*\nSafe: .*\nNext: /);
    });

    it("reads no terminal: the stack is read by itself, and what runs is said when it takes a while", async () => {
        const folder = await mkdtemp(join(tmpdir(), "two-key-cli-"));
        try {
            await writeFile(join(folder, "pulumi"), '#!/bin/sh\nsleep 4; echo "args: $*" >&2; exit 1\n', {
                mode: 0o755,
            });
            const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
            const { status, stderr } = spawnSync(process.execPath, ["bin/cli/main.js", "status", "--stack", "dev"], {
                encoding: "utf8",
                env,
                stdio: ["ignore", "pipe", "pipe"],
            });
            assert.equal(status, 2);
            assert.match(stderr, /^`pulumi stack export --stack dev` runs …\n/);
            assert.match(stderr, /failed: args: stack export --stack dev --non-interactive/);
        } finally {
            await rm(folder, { recursive: true });
        }
    });

    it("makes a role of a preview, before there is anything in the stack", async () => {
        const newState = {
            urn: "urn:pulumi:dev::x::y::uploads-rotation",
            type: "pulumi-nodejs:dynamic/two-key:Rotation",
            inputs: {
                azureConfig: "azure-native",
                source: { service: "storageAccount", resourceGroupName: "rg", name: "uploads" },
                consumers: [{ kind: "appSettings", argument: "consumers[0]", site: "web", settings: { K: "key" } }],
            },
        };
        const plan = { config: { "azure-native:subscriptionId": "s" }, steps: [{ op: "create", newState }] };
        const { status, stdout } = spawnSync(process.execPath, ["bin/cli/main.js", "role", "--preview"], {
            encoding: "utf8",
            input: JSON.stringify(plan),
        });
        assert.equal(status, 0);
        const { Actions, AssignableScopes } = JSON.parse(stdout);
        assert.ok(Actions.includes("Microsoft.Storage/storageAccounts/regenerateKey/action"));
        assert.ok(Actions.includes("Microsoft.Web/sites/config/write"));
        assert.deepEqual(AssignableScopes, ["/subscriptions/s"]);
    });

    it("says how to get a role where the stack has no pair yet", () => {
        const { status, stderr } = spawnSync(process.execPath, ["bin/cli/main.js", "role"], {
            encoding: "utf8",
            input: '{"deployment":{}}',
        });
        assert.equal(status, 2);
        assert.match(
            stderr,
            /^There is no pair in this stack\. Before the first `pulumi up`: npx pulumi-two-key role --preview$/m,
        );
    });

    for (const [args, message] of [
        [[], /^npx pulumi-two-key COMMAND/],
        [["stats"], /^There is no command "stats". Commands: status, role, dependents, explain\.\n$/],
        [["status", "dev"], /^status takes no "dev"\./],
        [["explain"], /^Say which code:\n\nTK001 {2}changed-outside\n/],
        [["explain", "TK999"], /^There is no code "TK999":\n\nTK001/],
        [["status", "--verbose"], /Unknown option '--verbose'/],
    ] as const) {
        it(`refuses ${args.length === 0 ? "nothing" : args.join(" ")}, with exit code 2`, () => {
            const { status, stdout, stderr } = run(...args);
            assert.deepEqual([status, stdout], [2, ""]);
            assert.match(stderr, message);
        });
    }
});
