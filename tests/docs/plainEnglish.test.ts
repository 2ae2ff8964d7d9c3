import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { ROOT } from "../package/support/pack";

/** Forms that make a sentence hard to read at night, with the form to write instead. */
const PATTERNS: readonly (readonly [pattern: RegExp, instead: string])[] = [
    [
        /(?:^|[.;:] |\| |- |\*\* )(?:What|Where|Who|Whoever|Whatever|Which)\b(?![^.|]*\?)[^.|]{3,}/,
        "a subject that is a thing or a person",
    ],
    [/\b(?:is|are) none\b/, "if it does not exist; is not one of"],
    [/\bnobody\b[^.;]*\bbut\b/i, "only …"],
    [/\b(?:is|are) told of\b/, "is named in"],
    [/\bas far as\b/, "if known"],
    [/\bany more\b/, "no longer"],
    [/\b(?:is|was|are) seen to\b/, "was found to"],
];

function complaintsOf(text: string, where: string): readonly string[] {
    return PATTERNS.flatMap(([pattern, instead]) => {
        const [found] = pattern.exec(text) ?? [];
        return found === undefined ? [] : [`${where}: "${found.trim().slice(0, 80)}"; write: ${instead}`];
    });
}

/** The paragraphs of a page, without code. */
function paragraphsOf(page: string): readonly string[] {
    const text = readFileSync(join(ROOT, page), "utf8").replaceAll(/^```.*?^```$/gms, "");
    return text
        .split(/\n\s*\n|\n(?=- |\d+\. |\| )/)
        .filter((paragraph) => !paragraph.startsWith("#"))
        .map((paragraph) => paragraph.replaceAll(/\s+/g, " ").trim());
}

/** Every text of a module that is long enough to be a sentence or a part of one. */
function sentencesOf(file: string): readonly string[] {
    const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022);
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
            found.push(node.text);
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return found.filter((text) => text.split(" ").length > 3);
}

/** Folders whose comments are checked, with the files at their top and in all folders below. */
const COMMENTED: readonly string[] = [
    "cli",
    "components",
    "docs/generator",
    "plugin",
    "policies",
    "release",
    "sandbox",
    "stacks",
    "tests",
];

/** The paragraphs of all comments of a module. Comments that stand in its texts are not among them. */
function commentsOf(file: string): readonly string[] {
    const text = readFileSync(join(ROOT, file), "utf8");
    const ends = new Map<number, number>();
    const seen = new Set<number>();
    const visit = (node: ts.Node): void => {
        for (const at of [node.pos, node.end].filter((at) => !seen.has(at))) {
            seen.add(at);
            for (const { pos, end } of [
                ...(ts.getLeadingCommentRanges(text, at) ?? []),
                ...(ts.getTrailingCommentRanges(text, at) ?? []),
            ]) {
                ends.set(pos, end);
            }
        }
        ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022));
    return joinedLines([...ends].sort(([one], [other]) => one - other).map(([pos, end]) => text.slice(pos, end)))
        .join("\n\n")
        .split(/\n\s*\n|\n(?=- |@)/)
        .map((paragraph) => paragraph.replaceAll(/\s+/g, " ").trim());
}

/** The texts of comments. Comments of one line that follow each other are one text. */
function joinedLines(comments: readonly string[]): readonly string[] {
    const texts: string[] = [];
    let wasLine = false;
    for (const comment of comments) {
        const isLine = comment.startsWith("//");
        const text = comment.replaceAll(/^\s*(?:\/\*+|\*\/|\*|\/\/) ?|\s*\*\/$/gm, "");
        const before = isLine && wasLine ? texts.pop() : undefined;
        texts.push(before === undefined ? text : `${before}\n${text}`);
        wasLine = isLine;
    }
    return texts;
}

function filesIn(folder: string, ending: string): readonly string[] {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(ending) && !/(?:^|\/)(?:node_modules|bin)\//.test(file))
        .map((file) => join(folder, file));
}

describe("plain English", () => {
    for (const page of ["README.md", "CONTRIBUTING.md", "sandbox/README.md", ...filesIn("docs", ".md")]) {
        it(`is what ${page} is written in`, () => {
            assert.deepEqual(
                paragraphsOf(page).flatMap((paragraph) => complaintsOf(paragraph, page)),
                [],
            );
        });
    }

    for (const folder of ["cli", "components", "plugin", "policies"]) {
        it(`is what the errors, warnings and reports of ${folder} are written in`, () => {
            const complaints = filesIn(folder, ".ts").flatMap((file) =>
                sentencesOf(file).flatMap((sentence) => complaintsOf(sentence, file)),
            );
            assert.deepEqual(complaints, []);
        });
    }

    for (const folder of COMMENTED) {
        it(`is what the comments of ${folder} are written in`, () => {
            const complaints = [".ts", ".js", ".mjs"]
                .flatMap((ending) => filesIn(folder, ending))
                .flatMap((file) => commentsOf(file).flatMap((comment) => complaintsOf(comment, file)));
            assert.deepEqual(complaints, []);
        });
    }

    it("is not taken for granted: these sentences are found", () => {
        for (const sentence of [
            "What is not there holds nothing.",
            "It stays. Who took the key loses access.",
            "the slot is none of these",
            "nobody reads it but the owner",
            "a reader is told of it",
            "as far as it is known",
            "not used any more",
            "is seen to hold it",
        ]) {
            assert.equal(complaintsOf(sentence, "here").length, 1, sentence);
        }
    });
});
