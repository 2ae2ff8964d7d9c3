import { setTimeout as sleep } from "node:timers/promises";
import type { AccessToken, TokenCredential } from "@azure/core-auth";
import { RotationError } from "../lifecycle/rotationError";
import { withoutKeys } from "./armError";
import { noAnswerWithin } from "./httpClient";

const TRIES = 2;

/**
 * A credential whose patience ends: @azure/identity waits forever for an endpoint that does not answer. Every failure is a
 * `RotationError` that says so in one line; no call was sent then.
 */
export function boundedCredential(credential: TokenCredential, timeoutMs: number): TokenCredential {
    return {
        async getToken(scopes, options) {
            for (let tries = 1; tries <= TRIES; tries++) {
                const token = await within(timeoutMs, asked(credential, scopes, options));
                if (token !== "late") {
                    return token;
                }
            }
            throw noToken(noAnswerWithin(timeoutMs));
        },
    };
}

async function within<Result>(ms: number, promise: Promise<Result>): Promise<Result | "late"> {
    const settled = new AbortController();
    try {
        return await Promise.race([promise, sleep(ms, "late" as const, { signal: settled.signal })]);
    } finally {
        settled.abort();
    }
}

async function asked(
    credential: TokenCredential,
    ...args: Parameters<TokenCredential["getToken"]>
): Promise<AccessToken | null> {
    try {
        return await credential.getToken(...args);
    } catch (cause) {
        throw noToken(cause instanceof Error ? cause.message : String(cause), cause);
    }
}

function noToken(why: string, cause?: unknown): RotationError {
    return new RotationError("service", `no access token for Azure Resource Manager (${withoutKeys(why)})`, { cause });
}
