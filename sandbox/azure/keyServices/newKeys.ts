import { randomBytes, randomInt } from "node:crypto";

const LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Makes keys of so many random bytes in base64. */
export function base64Key(bytes: number): () => string {
    return () => randomBytes(bytes).toString("base64");
}

/** Makes keys of so many hexadecimal digits. */
export function hexKey(digits: number): () => string {
    return () => randomBytes(digits / 2).toString("hex");
}

/** Makes keys of so many letters and digits. */
export function textKey(length: number): () => string {
    return () => Array.from({ length }, () => LETTERS_AND_DIGITS[randomInt(LETTERS_AND_DIGITS.length)]).join("");
}
