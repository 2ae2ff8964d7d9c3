import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** A test, by the titles around it and its own. */
export interface TitledTest {
    /** The file, from the root of the repository. */
    readonly file: string;
    /** From the outermost `describe` to the `it`; a computed part of a title is an ellipsis. */
    readonly titles: readonly string[];
}

/** Every test of the repository, as its source names it, in the order of files and lines. */
export function titledTests(root: string): readonly TitledTest[] {
    const files = readdirSync(join(root, "tests"), { recursive: true, encoding: "utf8" });
    const tests = files.filter((file) => file.endsWith(".test.ts")).map((file) => `tests/${file}`);
    return tests.sort().flatMap((file) => {
        const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.ES2022);
        return testsIn(source, source).map((titles) => ({ file, titles }));
    });
}

/** The numbers of the rules that a text speaks of, as in `rule 5` or `rules 18 and 19`. */
export function rulesIn(text: string): readonly number[] {
    return [...text.matchAll(/\brules?\s+(\d+(?:(?:, and |, | and |-|–)\d+)*)/gi)].flatMap(([, numbers = ""]) =>
        (numbers.match(/\d+/g) ?? []).map(Number),
    );
}

function testsIn(node: ts.Node, source: ts.SourceFile): readonly (readonly string[])[] {
    const inner: (readonly string[])[] = [];
    ts.forEachChild(node, (child) => {
        inner.push(...testsIn(child, source));
    });
    if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) {
        return inner;
    }
    const [title] = node.arguments;
    const { text } = node.expression;
    if (text === "it") {
        return [[textOf(title)]];
    }
    // Also those of our own, such as `describeOnEngine`.
    return text.startsWith("describe") ? inner.map((titles) => [textOf(title), ...titles]) : inner;
}

function textOf(title: ts.Expression | undefined): string {
    if (title !== undefined && ts.isTemplateExpression(title)) {
        return [title.head.text, ...title.templateSpans.map(({ literal }) => `…${literal.text}`)].join("");
    }
    return title !== undefined && ts.isStringLiteralLike(title) ? title.text : "…";
}
