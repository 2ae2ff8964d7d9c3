import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { consumerSkeleton } from "../../docs/generator/skeletons/consumerSkeleton";
import { gateSkeleton } from "../../docs/generator/skeletons/gateSkeleton";
import { serviceSkeleton } from "../../docs/generator/skeletons/serviceSkeleton";
import type { Skeleton } from "../../docs/generator/skeletons/skeleton";
import { ROOT } from "../package/support/pack";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");

describe("what `npm run new` makes", function () {
    this.timeout(120_000); // it is compiled
    const tested = { consumer: consumerSkeleton("newPlace", read), gate: gateSkeleton("newGate", read) };
    const skeletons = { ...tested, service: serviceSkeleton("newService", read) };

    it("compiles beside everything that there is, and is registered", () => {
        const files = Object.values(skeletons).flatMap((skeleton) => skeleton.files);
        assert.deepEqual(complaints(files.map(({ path, text }) => [join(ROOT, path), text])), []);
    });

    for (const [kind, { files }] of Object.entries<Skeleton>(tested)) {
        it(`says in the test of a ${kind} what is to be filled, which fails until then`, () => {
            const [test] = files.filter(({ path }) => path.endsWith(".test.ts"));
            assert.match(test?.text ?? "", /TODO/);
            assert.match(test?.text ?? "", /assert\.fail\(|packageName: "@azure\/arm-TODO"/);
        });
    }

    it("says in the row of a service what is to be filled, which no management package has until then", () => {
        const [row] = skeletons.service.files;
        assert.match(row?.text ?? "", /type: "Microsoft\.TODO\//);
    });
});

/** The compiler's complaints about these files, in place of those on the disk. */
function complaints(files: readonly (readonly [string, string])[]): readonly string[] {
    const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
    const settings: ts.CompilerOptions = { ...options, noEmit: true, incremental: false };
    const texts = new Map(files);
    const host = ts.createCompilerHost(settings);
    const { getSourceFile, fileExists, readFile, directoryExists } = host;
    host.directoryExists = (folder) =>
        files.some(([file]) => file.startsWith(`${folder}/`)) || directoryExists?.(folder) === true;
    host.fileExists = (file) => texts.has(file) || fileExists(file);
    host.readFile = (file) => texts.get(file) ?? readFile(file);
    host.getSourceFile = (file, target, ...rest) => {
        const text = texts.get(file);
        return text === undefined ? getSourceFile(file, target, ...rest) : ts.createSourceFile(file, text, target);
    };
    const program = ts.createProgram([...texts.keys(), join(ROOT, "components/index.ts")], settings, host);
    return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
        return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
    });
}
