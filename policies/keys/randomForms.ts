import { isRandom } from "./foundKey";
import type { KeyBytes } from "./tellingNames";

/** A form that random bytes are written in. */
export interface Form {
    readonly bytes: KeyBytes;
    readonly encoding: string;
    readonly pattern: RegExp;
    readonly isRandom: (text: string) => boolean;
    /** Whether the form alone is worth a question: few other things have 64 bytes. */
    readonly bySight?: true;
}

/** The forms of keys that bear no mark. */
export const FORMS: readonly Form[] = [
    { bytes: 64, encoding: "base64", pattern: run("A-Za-z0-9+/", "{86}=="), isRandom, bySight: true },
    { bytes: 64, encoding: "base64url", pattern: run("A-Za-z0-9_-", "{86}(?:==)?"), isRandom },
    { bytes: 64, encoding: "hex", pattern: run("0-9a-f", "{128}"), isRandom: isRandomHex },
    { bytes: 32, encoding: "base64", pattern: run("A-Za-z0-9+/", "{43}="), isRandom },
    { bytes: 32, encoding: "base64url", pattern: run("A-Za-z0-9_-", "{43}=?"), isRandom },
    { bytes: 32, encoding: "hex", pattern: run("0-9a-f", "{64}"), isRandom: isRandomHex },
    { bytes: 16, encoding: "hex", pattern: run("0-9a-f", "{32}"), isRandom: isRandomHex },
    { bytes: 16, encoding: "letters and digits", pattern: run("A-Za-z0-9", "(?:{52}|{84})"), isRandom },
];

/** Runs of letters of one kind, with other letters around them. */
function run(letters: string, lengths: string): RegExp {
    const counted = lengths.replace(/\{/g, `[${letters}]{`);
    const flags = letters.includes("a-f") ? "gi" : "g";
    // A text at the end of a path is an id, except in base64, where a slash is a letter like others.
    const before = letters.includes("/") ? "A-Za-z0-9+/" : "\\w/.~-";
    return new RegExp(`(?<![${before}])${counted}(?![\\w+/=-])`, flags);
}

/** Hexadecimal digits are few: a random text has nearly all of them. */
function isRandomHex(text: string): boolean {
    return new Set(text.toLowerCase()).size >= 10 && /[a-f]/i.test(text) && /\d/.test(text);
}
