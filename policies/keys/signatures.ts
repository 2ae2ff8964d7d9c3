import { type FoundKey, isRandom } from "./foundKey";

/** The signature of a shared access signature: an HMAC of 32 bytes in base64, mostly percent-encoded. */
const SIGNATURE = /(?:^|[?&;"'\s=,])sig=((?:[A-Za-z0-9+/_-]|%2[bBfF]){43}(?:=|%3[dD])?)(?![A-Za-z0-9+/_=-])/g;

/** The other parts of one text of a signature end at its edges. */
const EDGE = /["'<>\s,]/;

/** `sv` of Storage and Logic Apps, `skn` of Service Bus, `se` of IoT Hub. */
const AZURE_PART = /(?:^|[?&;\s])(?:sv|skn|se)=/;

/** The mark of a signature by a user delegation key: Entra ID answers for it, and no account key does. */
const DELEGATED = /(?:^|[?&;])skoid=/;

/** The shared access signatures in a text that a key of an account or of a rule has signed. */
export function accessSignatures(text: string): readonly FoundKey[] {
    if (!text.includes("sig=")) {
        return [];
    }
    return [...text.matchAll(SIGNATURE)].flatMap(({ 0: match, 1: signature = "", index }) => {
        const whole = partsAround(text, index + match.indexOf("sig="));
        return isRandom(signature) && AZURE_PART.test(whole) && !DELEGATED.test(whole)
            ? [{ what: "a shared access signature", text: signature, certain: true }]
            : [];
    });
}

/** The longest signature, with all of its parts. */
const LONGEST = 2000;

function partsAround(text: string, index: number): string {
    const before = text.slice(Math.max(0, index - LONGEST), index);
    const after = text.slice(index, index + LONGEST);
    const start = [...before].reverse().findIndex((letter) => EDGE.test(letter));
    const end = after.search(EDGE);
    return (start === -1 ? before : before.slice(before.length - start)) + (end === -1 ? after : after.slice(0, end));
}
