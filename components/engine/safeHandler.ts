import type { dynamic } from "@pulumi/pulumi";
import { RotationError } from "../lifecycle/rotationError";
import { noteSecret, noteValue, redacted } from "../redaction/redacted";

/** The keys that handlers receive, by name. */
const KEYS = ["key", "activeKey", "material", "standbyMaterial"] as const;
const VALUES = ["connectionString", "activeConnectionString"] as const;

type Given = { readonly [Name in (typeof KEYS)[number] | (typeof VALUES)[number] | "values"]?: unknown };

/**
 * A method of a resource as the engine calls it. It knows the keys in its inputs. No text, error or refused argument that leaves it has a
 * secret in it (rule 12).
 */
export function safeHandler<Args extends readonly unknown[], Result>(
    serve: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
    return async (...args) => {
        for (const given of args) {
            noteGiven(Object(given));
        }
        try {
            return withSafeFailures(await serve(...args));
        } catch (error) {
            throw safeError(error);
        }
    };
}

function noteGiven(given: Given): void {
    for (const name of KEYS) {
        ifText(given[name], noteSecret);
    }
    for (const value of [...VALUES.map((name) => given[name]), ...Object.values(Object(given.values))]) {
        ifText(value, noteValue);
    }
}

function ifText(value: unknown, note: (text: string) => void): void {
    if (typeof value === "string") {
        note(value);
    }
}

function withSafeFailures<Result>(result: Result): Result {
    const { failures = [] }: Partial<dynamic.CheckResult> = Object(result);
    return failures.length === 0
        ? result
        : { ...result, failures: failures.map(({ property, reason }) => ({ property, reason: redacted(reason) })) };
}

/** The members of an error that the engine reads besides its message. */
interface Progress {
    readonly id?: string;
    readonly properties?: unknown;
    readonly reasons?: readonly string[];
}

/** The error without its cause, which has whole requests in it. */
function safeError(error: unknown): unknown {
    if (!(error instanceof Error)) {
        return redacted(String(error));
    }
    const { id, properties, reasons }: Error & Progress = error;
    const safe = error instanceof RotationError ? new RotationError(error.code, redacted(error.message)) : plain(error);
    return id === undefined ? safe : Object.assign(safe, { id, properties, reasons: reasons?.map(redacted) });
}

function plain({ name, message, stack = "" }: Error): Error {
    return Object.assign(new Error(redacted(message)), { name, stack: redacted(stack) });
}
