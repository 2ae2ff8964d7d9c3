/** The forms in which services, proxies, programs and libraries write a key down. Shares nothing with what redacts them. */
export const FORMS: Readonly<Record<string, (key: string) => string>> = {
    "as it is": (key) => key,
    "in capitals": (key) => key.toUpperCase(),
    percent: encodeURIComponent,
    "percent, in lower case": (key) => encodeURIComponent(key).replace(/%../g, (digits) => digits.toLowerCase()),
    "percent, twice": (key) => encodeURIComponent(encodeURIComponent(key)),
    "percent, three times": (key) => encodeURIComponent(encodeURIComponent(encodeURIComponent(key))),
    "percent, every character": (key) => escaped(key, /./gs, (code) => `%${hex(code, 2)}`),
    "JSON with escaped slashes": (key) => key.replaceAll("/", "\\/"),
    "JSON of .NET": (key) => escaped(key, /[^A-Za-z0-9/]/g, (code) => `\\u${hex(code, 4).toUpperCase()}`),
    "JSON in lower case": (key) => escaped(key, /[^A-Za-z0-9]/g, (code) => `\\u${hex(code, 4)}`),
    "JSON in JSON": (key) => escaped(key, /[^A-Za-z0-9]/g, (code) => `\\\\u${hex(code, 4)}`),
    "HTML entities by number": (key) => escaped(key, /[^A-Za-z0-9]/g, (code) => `&#${code};`),
    "HTML entities in hex": (key) => escaped(key, /[^A-Za-z0-9]/g, (code) => `&#x${hex(code, 2)};`),
    "HTML entities by name": (key) =>
        key.replaceAll("+", "&plus;").replaceAll("/", "&sol;").replaceAll("=", "&equals;").replaceAll("&", "&amp;"),
    base64: (key) => Buffer.from(key).toString("base64"),
    "base64 after one byte": (key) => Buffer.from(`:${key}`).toString("base64"),
    "base64 after two bytes": (key) => Buffer.from(`a:${key};`).toString("base64"),
    base64url: (key) => Buffer.from(key).toString("base64url"),
    "base64 of percent": (key) => Buffer.from(encodeURIComponent(key)).toString("base64"),
    "percent of base64": (key) => encodeURIComponent(Buffer.from(`user:${key}`).toString("base64")),
    "base64 of its bytes": (key) => bytesOf(key).toString("base64"),
    "base64 of its bytes after one": (key) => Buffer.concat([Buffer.alloc(1), bytesOf(key)]).toString("base64"),
    "base64 of its bytes after two": (key) => Buffer.concat([Buffer.alloc(2), bytesOf(key)]).toString("base64"),
    "base64url of its bytes": (key) => bytesOf(key).toString("base64url"),
    "hex of its bytes": (key) => bytesOf(key).toString("hex"),
    "hex of its bytes in capitals": (key) => bytesOf(key).toString("hex").toUpperCase(),
    "hex of its bytes with hyphens": (key) => (bytesOf(key).toString("hex").match(/../g) ?? []).join("-"),
    "hex of its text": (key) => Buffer.from(key).toString("hex"),
    "wrapped lines": (key) => (key.match(/.{1,20}/g) ?? []).join("\r\n  "),
    "wrapped lines in JSON": (key) => (key.match(/.{1,16}/g) ?? []).join("\\n"),
    "the first 60 characters of its percent form": (key) => encodeURIComponent(key).slice(0, 60),
};

/** Those that a key may have besides itself. */
function bytesOf(key: string): Buffer {
    const isHex = /^[0-9a-f]+$/.test(key);
    return Buffer.from(key, isHex ? "hex" : /^[\w+/-]+=*$/.test(key) ? "base64" : "utf8");
}

function escaped(text: string, characters: RegExp, write: (code: number) => string): string {
    return text.replace(characters, (character) => write(character.charCodeAt(0)));
}

function hex(code: number, digits: number): string {
    return code.toString(16).padStart(digits, "0");
}

/** An escape stands for one character. */
const CHARACTER = /%(?:25)*[\da-f]{2}|\\+u[\da-f]{4}|\\+.|&(?:amp;)?#?\w+;|./gis;

/** The length of the longest escape in a form. */
export function longestEscape(form: string): number {
    return Math.max(...(form.match(CHARACTER) ?? []).map(({ length }) => length));
}

/** So many characters of a form that can be read in the text; undefined if it has none. */
export function readable(form: string, text: string, length = 12): string | undefined {
    const characters = form.match(CHARACTER) ?? [];
    for (let at = 0; at + length <= characters.length; at++) {
        const piece = characters.slice(at, at + length).join("");
        if (text.includes(piece)) {
            return piece;
        }
    }
    return undefined;
}
