import { withoutKeys } from "../azure/armError";

/** What is too short to be told from an ordinary word. */
const TELLING = 8;

/** Text that came from outside, fit to be shown: without these secrets, also where only a part of one is in it, and without what looks like a key. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
    const parts = [...secrets].flatMap((secret) => [secret, base64(secret), ...secret.split(/[^\w+/=-]+/)]);
    const telling = parts.filter((part) => part.length >= TELLING).sort((one, other) => other.length - one.length);
    return withoutKeys(telling.reduce((shown, part) => shown.replaceAll(part, "[redacted]"), text));
}

function base64(secret: string): string {
    return Buffer.from(secret).toString("base64");
}
