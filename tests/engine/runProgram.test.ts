import assert from "node:assert/strict";
import { runProgram } from "../../components/engine/runProgram";
import { redacted } from "../../components/redaction/redacted";

const shell = (script: string, rest: { readonly stdin?: string; readonly timeoutMs?: number } = {}) =>
    runProgram({ command: ["sh", "-c", script], env: { GREETING: "hello" }, timeoutMs: 10_000, ...rest });

describe("a program of the user's own", () => {
    it("is judged by its exit code, and its last line is shown", async () => {
        assert.deepEqual(await shell("echo one; echo two"), { ending: 0, stdout: "one\ntwo\n", lastLine: "two" });
        assert.deepEqual(await shell("echo broken >&2; exit 3"), { ending: 3, stdout: "", lastLine: "broken" });
        assert.equal((await shell("exit 4")).lastLine, "it said nothing");
    });

    it("finds its own variables beside those of the update", async () => {
        assert.equal((await shell('echo "$GREETING $HOME"')).stdout, `hello ${process.env.HOME}\n`);
    });

    it("reads what it is given, as it is", async () => {
        assert.equal((await shell("cat", { stdin: "a key==" })).stdout, "a key==");
    });

    it("ends well where it does not read what it is given", async () => {
        assert.equal((await shell("exit 0", { stdin: "k".repeat(1_000_000) })).ending, 0);
    });

    it("lets nothing be shown of what it was given, whole, in parts or in base64", async () => {
        const key = "sho!rt-secret-word";
        const script = 'key=$(cat); echo "$key / $(echo "$key" | cut -c5-) / $(printf %s "$key" | base64)"; exit 1';
        const { lastLine } = await shell(script, { stdin: key });
        assert.equal(redacted(lastLine), "[redacted] / [redacted] / [redacted]");
    });

    it("is stopped when its time is up", async () => {
        assert.equal((await shell("exec sleep 5", { timeoutMs: 100 })).ending, "timeout");
    });

    it("is killed if it does not end when its time is up", async () => {
        const { ending } = await shell("trap '' TERM; while :; do sleep 0.1; done", { timeoutMs: 100 });
        assert.equal(ending, "timeout");
    }).timeout(20_000);

    it("is not waited for by what it has started in the background", async () => {
        assert.equal((await shell("sleep 60 & exec sleep 60", { timeoutMs: 100 })).ending, "timeout");
    });

    it("is a failure where it cannot be run, or prints without an end", async () => {
        const missing = await runProgram({ command: ["no-such-program"], env: {}, timeoutMs: 1_000 });
        assert.equal(missing.ending, "failure");
        assert.match(missing.lastLine, /no-such-program ENOENT/);
        assert.equal((await shell("yes")).ending, "failure");
    });
});
