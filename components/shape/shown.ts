import { oneLine } from "../oneLine";
import { redacted } from "../redaction/redacted";

const LONGEST = 40;
const SHOWN = 20;

/** A value as a message may show it: short, on one line, and no key. */
export function shown(value: unknown): string {
    switch (typeof value) {
        case "string":
            return `"${shownText(value)}"`;
        case "number":
        case "boolean":
            return String(value);
        case "object":
            return value === null ? "null" : shownObject(value);
        default:
            return value === undefined ? "undefined" : `a ${typeof value}`;
    }
}

function shownObject(value: object): string {
    try {
        return Array.isArray(value) ? "a list" : value instanceof Date ? "a date" : "an object";
    } catch {
        return "an object that cannot be read";
    }
}

/** A text as a message may show it. */
export function shownText(text: string): string {
    // This is enough to identify a key, and saves a search through megabytes.
    const known = withoutSecrets(text.slice(0, 2_000));
    return text.length > LONGEST ? `${known.slice(0, SHOWN)}… (${text.length} characters)` : known;
}

/** A whole message with texts of users in it: each quoted part is shortened, and no part is a key or a control character. */
export function safeSentence(sentence: string): string {
    return withoutSecrets(
        sentence.replace(/"([^"]*)"/g, (whole, quoted: string) =>
            quoted.length > 2 * LONGEST ? shown(quoted) : whole,
        ),
    );
}

function withoutSecrets(text: string): string {
    return redacted(oneLine(text.replace(/\p{Cc}/gu, escaped)));
}

function escaped(character: string): string {
    return JSON.stringify(character).slice(1, -1).replace("\u007f", "\\u007f");
}
