import { capitalized, type ReadFile, type Skeleton, withLine } from "./skeleton";

const REGISTRY = "components/gates/gates.ts";

/** The first files of a gate. */
export function gateSkeleton(name: string, read: ReadFile): Skeleton {
    const imported = `import { ${name}Gate } from "./${name}";\n${read(REGISTRY)}`;
    const exported = withLine(imported, `export { ${name} } from "./${name}";`, {
        after: "The registry of gates",
        before: "export {",
    });
    const list = { after: "export const gateKinds", before: "    unused: " };
    return {
        files: [
            { path: `components/gates/${name}.ts`, text: gate(name, capitalized(name)) },
            { path: `tests/gates/${name}.test.ts`, text: test(name) },
            { path: REGISTRY, text: withLine(exported, `    ${name}: ${name}Gate,`, list) },
        ],
        left: ["npm run format && npm run schema && npm run docs:arguments && npm run docs:api"],
    };
}

function gate(name: string, type: string): string {
    return `import type { Input } from "@pulumi/pulumi";
import { text } from "../shape/values";
import { type Gate, type GateKind, gateOf } from "./gate";

export interface ${type}Inputs {
    readonly kind: "${name}";
    readonly target: string;
}

/**
 * TODO: what has to be true before the old key is retired.
 *
 * @param target - TODO: what is asked
 * @example
 * \`\`\`ts
 * ${name}("target")
 * \`\`\`
 */
export function ${name}(target: Input<string>): Gate {
    return gateOf<${type}Inputs>({ kind: "${name}", target });
}

export const ${name}Gate: GateKind<${type}Inputs> = {
    madeBy: "${name}",
    members: { target: text() },
    problems: () => [],
    label: ({ target }) => target,
    ask: ({ target }) => ({ status: "failed", reason: \`TODO: ask \${target}\` }),
};
`;
}

function test(name: string): string {
    return `import assert from "node:assert/strict";
import { ${name}, ${name}Gate } from "../../components/gates/${name}";

describe("the gate ${name}", () => {
    it("is asked", () => {
        assert.equal(${name}("target").kind, ${name}Gate.madeBy);
        assert.fail("TODO: what opens it, what has it wait, and what fails it");
    });
});
`;
}
