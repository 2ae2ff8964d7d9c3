import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Gate, GateKind } from "../../components/gates/gate";
import { gateKinds } from "../../components/gates/gates";
import { paragraph, table, withMadePart } from "./madePart";
import { type Made, madeOf, memberRows, summaryRow } from "./schemaTypes";

const GATES = join(__dirname, "../../../components/gates");

/** The page of gates, with each one: its docstring, its example, and the meaning of each argument. */
export function gatesPage(): string {
    const made = madeOf("Gate");
    const kinds: readonly GateKind<Gate>[] = Object.values(gateKinds as Record<string, GateKind<never>>);
    const gates = kinds.flatMap((kind) => {
        const found = made.get(kind.madeBy);
        return found === undefined ? [] : [{ kind, found }];
    });
    const summaries = gates.map(({ found }) => summaryRow(found));
    const sections = gates.map(({ kind, found }) => section(kind, found));
    return withMadePart("gates.md", [table(["function", "gate"], summaries), ...sections].join("\n\n"));
}

function section({ stands, isSlow, asksBeforeRotation }: GateKind<Gate>, { name, args }: Made): string {
    const rows = memberRows(args);
    const notes = [
        stands || isSlow
            ? "An emergency does not wait for it."
            : "An emergency asks it too: if it fails, the old key stays valid.",
        ...(asksBeforeRotation === undefined ? [] : ["A rotation asks it before it regenerates the standby key."]),
    ];
    return [
        `### ${name}`,
        ...(args.description ?? "").split("\n\n").map(paragraph),
        `\`\`\`ts\nimport { ${name} } from "pulumi-two-key";\n\nexport const gate = ${exampleOf(name)};\n\`\`\``,
        ...(rows.length === 0 ? [] : [table(["argument", "meaning"], rows)]),
        notes.join(" "),
    ].join("\n\n");
}

/** The `@example` in the docstring of the function, which is in the file of its name. */
function exampleOf(name: string): string {
    const file = join(GATES, `${name}.ts`);
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const made = source.statements.find((one) => ts.isFunctionDeclaration(one) && one.name?.text === name);
    const tags = made === undefined ? [] : ts.getJSDocTags(made);
    const example = ts.getTextOfJSDocComment(tags.find(({ tagName }) => tagName.text === "example")?.comment);
    if (example === undefined) {
        throw new Error(`The docstring of ${name} has no @example.`);
    }
    return example.replaceAll(/^```\w*\n?|\n?```$/g, "").replace(/;$/, "");
}
