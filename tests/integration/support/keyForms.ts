/** As much of a form as is looked for: a longer text may be cut off. */
const LOOKED_FOR = 60;

/** Escapes, by the character that they stand for. */
type Escapes = (character: string) => string;

const code = (character: string, digits: number) => character.charCodeAt(0).toString(16).padStart(digits, "0");

const ESCAPES: readonly Escapes[] = [
    encodeURIComponent,
    (character) => encodeURIComponent(character).toLowerCase(),
    (character) => encodeURIComponent(encodeURIComponent(character)),
    (character) => (character === "/" ? "\\/" : character),
    (character) => `\\u${code(character, 4).toUpperCase()}`,
    (character) => `\\u${code(character, 4)}`,
    (character) => (character === "/" ? "/" : `\\u${code(character, 4).toUpperCase()}`),
    (character) => `&#${character.charCodeAt(0)};`,
    (character) => `&#x${code(character, 2).toUpperCase()};`,
];

/** The forms in which keys could be written down. A connection string has the unchanged key. */
export function keyForms(keys: readonly string[]): readonly string[] {
    const forms = keys.flatMap((key) => {
        const bytes = Buffer.from(key, "base64");
        const contents = [bytes, Buffer.from(key)];
        const hex = contents.map((content) => content.toString("hex"));
        const escaped = ESCAPES.map((write) => key.replace(/[^A-Za-z0-9]/g, write));
        // In base64, at each of the three places that it may begin at in a longer text.
        const encoded = contents.flatMap((content) =>
            ["", "1", "22"].map((before) => {
                const text = Buffer.concat([Buffer.from(before), content]).toString("base64");
                return text.slice(4, -4);
            }),
        );
        const inUrls = [...encoded, key].map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
        return [key, ...hex, ...hex.map((text) => text.toUpperCase()), ...escaped, ...encoded, ...inUrls];
    });
    return [...new Set(forms.map((form) => form.slice(0, LOOKED_FOR)))];
}

/** Whether one of the forms stands in the text. */
export function contains(text: string, forms: readonly string[]): boolean {
    return forms.some((form) => text.includes(form));
}
