import { readFileSync } from "node:fs";
import { join } from "node:path";
import { oneLine } from "../../components/oneLine";

const DOCS = join(__dirname, "../../../docs");
const BEGIN = "<!-- made of";
const END = "<!-- end -->";

/** A page of the documentation, with another text in its part that is made: between the comment that says so and the next one. */
export function withMadePart(page: string, text: string): string {
    const whole = readFileSync(join(DOCS, page), "utf8");
    const begin = whole.indexOf("\n", whole.indexOf(BEGIN));
    const end = whole.indexOf(END);
    if (begin < 0 || end < begin) {
        throw new Error(`docs/${page} has no part that begins with "${BEGIN}" and ends with "${END}"`);
    }
    return `${whole.slice(0, begin)}\n\n${text}\n\n${whole.slice(end)}`;
}

/** A paragraph in lines of at most 120 characters. */
export function paragraph(text: string): string {
    return oneLine(text)
        .replaceAll(/(.{1,120})( |$)/g, "$1\n")
        .trimEnd();
}

/** A table, whose columns are not aligned: nothing has to be aligned again when a cell changes. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
