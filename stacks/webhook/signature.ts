import { createHmac, timingSafeEqual } from "node:crypto";

/** The signature of a body: HMAC-SHA256 in hex. */
export function sign(key: string, body: string): string {
    return createHmac("sha256", key).update(body).digest("hex");
}

/** Whether the signature was made with this key. Takes as long for a wrong one. */
export function isSignedBy(key: string, body: string, signature: string): boolean {
    const expected = Buffer.from(sign(key, body));
    const given = Buffer.from(signature);
    return expected.length === given.length && timingSafeEqual(expected, given);
}
