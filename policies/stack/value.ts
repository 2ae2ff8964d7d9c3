// Values as the engine sends them: secrets and assets are objects with a signature, unknown values of a preview are sentinels. Everything
// here takes any value and never throws.
import { runtime } from "@pulumi/pulumi";

/** A value that only the update will know. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** How the engine writes an unknown boolean, number, string, array, asset, archive and object. */
const UNKNOWN_SENTINELS: ReadonlySet<unknown> = new Set([
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    runtime.unknownValue,
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** Secrets in secrets: nobody makes them on purpose. */
const MAX_WRAPPERS = 8;

/** A value without its wrappers, and whether one of them made it secret. */
export interface Revealed {
    readonly value: unknown;
    readonly secret: boolean;
}

/** Takes a value out of its wrappers. */
export function reveal(wrapped: unknown): Revealed {
    let value = wrapped;
    let secret = false;
    for (let depth = 0; depth < MAX_WRAPPERS && isRecord(value); depth += 1) {
        const signature = value[runtime.specialSigKey];
        if (signature === runtime.specialSecretSig) {
            secret = true;
        } else if (signature !== runtime.specialOutputValueSig) {
            break;
        } else if (!Object.hasOwn(value, "value")) {
            return { value: UNKNOWN, secret: secret || value.secret === true };
        }
        secret ||= value.secret === true;
        value = value.value;
    }
    return { value: UNKNOWN_SENTINELS.has(value) ? UNKNOWN : value, secret };
}

/**
 * The value at a path in a tree of values, out of its wrappers. Undefined if there is no such path, and {@link UNKNOWN} if a part of the
 * path is not known yet.
 */
export function field(tree: unknown, ...path: readonly string[]): unknown {
    let { value } = reveal(tree);
    for (const step of path) {
        if (value === UNKNOWN || !isRecord(value) || !Object.hasOwn(value, step)) {
            return value === UNKNOWN ? UNKNOWN : undefined;
        }
        value = reveal(value[step]).value;
    }
    return value;
}

/** The text at a path; undefined if it does not exist or is not known yet. */
export function textAt(tree: unknown, ...path: readonly string[]): string | undefined {
    const value = field(tree, ...path);
    return typeof value === "string" ? value : undefined;
}

/** The number at a path, which may be written as text. */
export function numberAt(tree: unknown, ...path: readonly string[]): number | undefined {
    const value = field(tree, ...path);
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** The moment at a path, in milliseconds since 1970. */
export function momentAt(tree: unknown, ...path: readonly string[]): number | undefined {
    const value = textAt(tree, ...path);
    const moment = value === undefined ? Number.NaN : Date.parse(value);
    return Number.isNaN(moment) ? undefined : moment;
}

/** The elements of the array at a path, or none. */
export function listAt(tree: unknown, ...path: readonly string[]): readonly unknown[] {
    const value = field(tree, ...path);
    return Array.isArray(value) ? value : [];
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null;
}
