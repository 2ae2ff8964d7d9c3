import { createHmac } from "node:crypto";

/** A clock that is a few minutes wrong must not look like a wrong key. */
const TEN_MINUTES_S = 600;

/**
 * A shared access signature: lets whoever has it act on `uri` as the rule of that name, for ten minutes from `now`. Messaging
 * services sign with the key's text, IoT services with the bytes that it is the base64 of.
 * Written out because the services' packages bring an AMQP stack; the tests compare it with two of them.
 * Source: https://learn.microsoft.com/rest/api/eventhub/generate-sas-token
 */
export function sharedAccessToken(uri: string, rule: string, key: string | Buffer, now: Date): string {
    const resource = encodeURIComponent(uri);
    const expiry = Math.floor(now.getTime() / 1000) + TEN_MINUTES_S;
    const signature = createHmac("sha256", key).update(`${resource}\n${expiry}`).digest("base64");
    const [sig, skn] = [signature, rule].map(encodeURIComponent);
    return `SharedAccessSignature sr=${resource}&sig=${sig}&se=${expiry}&skn=${skn}`;
}
