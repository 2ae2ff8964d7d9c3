import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Finding } from "../../policies/analyzer/finding";
import { JUDGES } from "./support/judges";
import { type Program, programName, stackOfProgram } from "./support/programStack";

const PROGRAMS = join(__dirname, "programs");

/**
 * The findings of the pack in each program, reviewed: a finding that is wrong is a defect. `UPDATE_FINDINGS=1` writes it anew
 * after a change, for another review.
 */
const FINDINGS = resolve(__dirname, "../../../tests/policies/programs/findings.md");

describe("the policies on ordinary programs", function () {
    this.timeout(30_000); // azure-native loads slowly
    const files = readdirSync(PROGRAMS).filter((file) => file.endsWith(".js"));
    const found: string[] = [];

    it("are at least thirty", () => {
        assert.ok(files.length >= 30, `${files.length}`);
    });

    for (const file of files) {
        it(`find in ${programName(file)} what was reviewed`, async () => {
            const { program } = require(join(PROGRAMS, file)) as { readonly program: Program };
            const stack = await stackOfProgram(program);
            const findings = Object.entries(JUDGES).flatMap(([policy, judge]) =>
                judge(stack).map((each) => told(policy, each)),
            );
            const section = [
                `## ${programName(file)}`,
                "",
                ...(findings.length === 0 ? ["Nothing."] : findings),
                "",
            ].join("\n");
            found.push(section);
            if (process.env.UPDATE_FINDINGS === undefined) {
                const reviewed = readFileSync(FINDINGS, "utf8");
                assert.ok(reviewed.includes(section), `not in ${FINDINGS}:\n${section}`);
            }
        });
    }

    it("find nothing else that was reviewed", () => {
        const all = `# What the policies find in ordinary programs\n\n${found.join("\n")}`;
        if (process.env.UPDATE_FINDINGS !== undefined) {
            writeFileSync(FINDINGS, all);
        }
        assert.equal(readFileSync(FINDINGS, "utf8"), all);
    });
});

function told(policy: string, { urn, message, level }: Finding): string {
    const [, , type, name] = urn.split("::");
    return `- **${policy}**${level === undefined ? "" : ` (${level})`}, ${type?.split("$").at(-1)} \`${name}\`: ${message}`;
}
