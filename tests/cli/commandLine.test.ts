import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
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
