import { unescaped } from "./unescaped";

/**
 * A text as it is compared: in one case, in one of the two alphabets of base64, and without spaces and quotes, because a key may be wrapped, or
 * stand in pieces. One character stays one.
 */
export function folded(text: string): string {
    return text
        .replace(/[A-Z]+/g, lowered)
        .replaceAll("-", "+")
        .replaceAll("_", "/")
        .replace(DROPPED, "");
}

/** The characters that are not compared. */
export const DROPPED = /[\s"'`]+/g;

const lowered = (letters: string): string => letters.toLowerCase();

/**
 * The forms in which a secret may be written, as they are compared: itself; in hex and in base64, both its text and the bytes that
 * it is the base64 or the hex of; and its percent-encoded text in base64.
 */
export function formsOf(secret: string): readonly string[] {
    const contents = [Buffer.from(secret), ...bytesOf(secret)];
    const percent = encodeURIComponent(Buffer.from(secret).toString());
    const inBase64 = percent === secret ? contents : [...contents, Buffer.from(percent)];
    const itself = folded(unescaped(secret).text);
    const forms = [
        ...contents.map((bytes) => bytes.toString("hex")),
        ...inBase64.flatMap((bytes) => [0, 1, 2].map((before) => base64(bytes, before).toLowerCase())),
    ];
    return [itself, ...forms.filter((form) => !itself.includes(form))];
}

/** The bytes whose base64 or hex form a secret is. */
function bytesOf(secret: string): readonly Buffer[] {
    return [
        ...(/^[\w+/-]{16,}={0,2}$/.test(secret) ? [Buffer.from(secret, "base64")] : []),
        ...(/^([\da-f]{2}){8,}$/i.test(secret) ? [Buffer.from(secret, "hex")] : []),
    ];
}

/** The digits that depend on the bytes alone, with so many bytes of something else before them. */
function base64(bytes: Buffer, before: number): string {
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return digits.slice(before === 0 ? 0 : before + 1).replace(/=+$/, "");
}
