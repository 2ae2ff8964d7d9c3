import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

describe("a pair that is refused", () => {
    it("fails when the program has run, with one error for all that it puts out, so that the next pair is told as well", () => {
        // In a process of its own: mocks that other tests have set are told at once.
        const script = `
            const { RunError } = require("@pulumi/pulumi");
            const { madeUnlessRefused } = require("./bin/components/engine/refusedPair");
            const seen = new Set();
            process.on("unhandledRejection", (error) => seen.add(error));
            for (const pair of ["uploads", "media"]) {
                const { key, retirement } = madeUnlessRefused(() => { throw new RunError(pair + " is wrong"); });
                key.slot.apply(() => 1);
                retirement.state.apply(() => 1);
            }
            setTimeout(() => console.log([...seen].map(({ message }) => message).join()), 50);
        `;
        const env = { ...process.env, PULUMI_NODEJS_MONITOR: "127.0.0.1:1" };
        assert.equal(
            execFileSync(process.execPath, ["-e", script], { encoding: "utf8", env }),
            "uploads is wrong,media is wrong\n",
        );
    });
});
