// How settings stand in texts: in YAML, INI, files of environments and commands.
import type { Setting } from "./foundKey";
import { subjectOf } from "./tellingNames";

/** A part of a document with a name of its own. */
export interface Section {
    readonly name: string;
    /** The text in it, without the key. */
    readonly text: string;
}

const INI = /^\s*\[([\w.-]+)\]\s*$/;
const YAML = /^(\s*)(?:- )?["']?([\w.-]+)["']?\s*:\s*[{[]?\s*$/;

/** The part of a document with a key, below `openai:` or `[openai]`, by the text before and after the key. */
export function sectionOf(before: string, after: string): Section | undefined {
    const above = before.split("\n").reverse();
    const below = after.split("\n");
    let indent = indentOf(above[0] ?? "");
    for (const [index, header] of above.entries()) {
        const [, section] = INI.exec(header) ?? [];
        const [, space = "", key] = YAML.exec(header) ?? [];
        const isOuter = key !== undefined && space.length < indent;
        const name = section ?? (isOuter && subjectOf(key) !== "" ? key : undefined);
        if (name !== undefined) {
            const isNext = (line: string) =>
                section === undefined ? line.trim() !== "" && indentOf(line) <= space.length : INI.test(line);
            const end = below.findIndex((line, at) => at > 0 && isNext(line));
            const inside = [...above.slice(0, index).reverse(), ...(end === -1 ? below : below.slice(0, end))];
            return { name, text: inside.join("\n") };
        }
        indent = isOuter ? space.length : indent;
    }
    return undefined;
}

function indentOf(line: string): number {
    return line.search(/\S|$/);
}

/** `NAME=value`, `name: value` and their like. */
export function settingsIn(text: string): readonly Setting[] {
    return [...text.matchAll(/([A-Za-z_][\w.-]*)["'\\]*\s*[:=]\s*["'\\]*([^\s"',;]+)/g)].map(
        ([, name = "", value = ""]) => ({ name, value }),
    );
}

/** The word before a value, with what assigns: `"key": "`, `KEY=`, `--key `, `api-key: `, `<key>`. */
const NAME_BEFORE = /([A-Za-z][\w.-]{0,80})["'\\]*\s*(?:[:=>]\s*|\s)["'\\]*$/;
/** `name="ApiKey"><value>`, `key="ApiKey" value="`, `"name": "ApiKey", "value": "`: the setting's own name. */
const NAME_OF_VALUE =
    /\b(?:name|key)["'\\]*\s*[:=]\s*["'\\]*([A-Za-z][\w.:-]{0,80})[^=:]{0,20}value["'\\]*\s*[:=>]\s*["'\\]*$/i;
/** `://user:` before and `@` after: the password of an address. */
const USER_BEFORE = /:\/\/[^\s/@]*:$/;

/** The name of a value in its text, by the text before and after it; empty if it has no name. */
export function nameIn(before: string, after: string): string {
    if (USER_BEFORE.test(before) && after.startsWith("@")) {
        return "password";
    }
    return (NAME_OF_VALUE.exec(before) ?? NAME_BEFORE.exec(before))?.[1] ?? "";
}
