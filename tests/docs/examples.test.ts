import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { ROOT } from "../package/support/pack";

/** The surroundings that an example may use. Unlike in a program, all of it may be left unused. */
const SURROUNDINGS = `
import { ComponentResource, type ComponentResourceOptions, Config, type Input, type Output } from "@pulumi/pulumi";
declare const config: Config;
declare const resourceGroupName: Output<string>;
declare const account: { readonly name: Output<string> };
declare const vault: { readonly name: Output<string> };
declare const site: { readonly name: Output<string> };
declare class MyThing extends ComponentResource {
    constructor(name: string, args: { key: Input<string>; generation: Input<number> }, opts: ComponentResourceOptions);
}
`;

/** The page of services is written from expressions that are compiled themselves. */
const GENERATED = "services.md";

const PAGES = [
    "README.md",
    ...readdirSync(join(ROOT, "docs"))
        .filter((file) => file.endsWith(".md") && file !== GENERATED)
        .map((file) => `docs/${file}`),
];

interface Example {
    readonly file: string;
    readonly text: string;
}

function examplesOf(page: string): readonly Example[] {
    const blocks = [...readFileSync(join(ROOT, page), "utf8").matchAll(/^```(ts|typescript)\n(.*?)^```$/gms)];
    return blocks.map(([, fence, code = ""], index) => ({
        file: join(ROOT, `${page.replaceAll("/", "-")}-${index + 1}.ts`),
        // Whole programs stand alone.
        text: fence === "typescript" ? code : `${SURROUNDINGS}${/^\w+:/.test(code) ? asArguments(code) : code}`,
    }));
}

/** Arguments of a pair that are shown alone. */
function asArguments(code: string): string {
    return `
import * as twoKey from "pulumi-two-key";
const args: Partial<twoKey.RotatingKeyPairArgs> = {
${code}
};
`;
}

/** The compiler's complaints about each example, by the compiler options of the repository. */
function complaints(examples: readonly Example[]): readonly string[] {
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    const settings: ts.CompilerOptions = { ...options, noEmit: true, incremental: false };
    const texts = new Map(examples.map(({ file, text }) => [file, text]));
    const host = ts.createCompilerHost(settings);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (file) => texts.has(file) || fileExists(file);
    host.getSourceFile = (file, target, ...rest) => {
        const text = texts.get(file);
        return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
    };
    const program = ts.createProgram([...texts.keys()], settings, host);
    return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
        const line = file?.text.slice(0, start).split("\n").length ?? 0;
        return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}

describe("the examples of the documentation", function () {
    this.timeout(300_000); // a compiler, on a machine that other tests keep busy
    const examples = PAGES.flatMap(examplesOf);

    it("compile", () => {
        assert.ok(examples.length > 0, "no page has an example");
        assert.deepEqual(complaints(examples), []);
    });

    it("are compiled with what they import: an argument that does not exist is found", () => {
        const file = join(ROOT, "wrong-example.ts");
        const text = `import { grace } from "pulumi-two-key";\ngrace(48);\n`;
        const found = complaints([{ file, text }]);
        assert.equal(found.length, 1);
        assert.match(found[0] ?? "", /wrong-example\.ts:2: Argument of type 'number'/);
    });
});
