import type { TokenCredential } from "@azure/core-auth";
import { within } from "../boundedAnswer";
import { RotationError } from "../lifecycle/rotationError";
import { errorLine } from "../oneLine";
import { noteSecret } from "../redaction/redacted";
import { noAnswerWithin } from "./httpClient";

const TRIES = 2;

/**
 * A credential whose patience ends: @azure/identity waits forever for an endpoint that does not answer. Every failure is a
 * `RotationError` that says so in one line; no call was sent then.
 */
export function boundedCredential(
    credential: TokenCredential,
    timeoutMs: number,
    service = "Azure Resource Manager",
): TokenCredential {
    const noToken = (why: string, cause?: unknown) =>
        new RotationError("credential", `no access token for ${service} (${why})`, { cause });
    return {
        async getToken(scopes, options) {
            for (let tries = 1; tries <= TRIES; tries++) {
                const asked = credential.getToken(scopes, options).catch((cause: unknown) => {
                    throw noToken(errorLine(cause), cause);
                });
                const token = await within(timeoutMs, asked);
                if (token !== "late") {
                    noteSecret(token?.token ?? "");
                    return token;
                }
            }
            throw noToken(noAnswerWithin(timeoutMs));
        },
    };
}
