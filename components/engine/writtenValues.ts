import { createHash } from "node:crypto";
import type { Seen, SeenValue } from "../consumers/values/seenValue";
/** SHA-256, in hex, of each value of a place, by name: the record of the values. */
export type WrittenValues = Readonly<Record<string, string>>;

/** The record of these values. */
export function writtenValues(values: Readonly<Record<string, string>>): WrittenValues {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, digest(value)]));
}

/** The values that are unchanged since their write, with the key of this fingerprint in them. */
export function stillWritten(written: WrittenValues, seen: Seen, fingerprint: string): WrittenValues {
    return Object.fromEntries(
        Object.entries(written).filter(([name, before]) => {
            const value = seen[name];
            return value !== undefined && isAsWritten(value, before, fingerprint);
        }),
    );
}

function isAsWritten(seen: SeenValue, before: string, fingerprint: string): boolean {
    if ("unusable" in seen) {
        return false;
    }
    if (!("value" in seen)) {
        return seen.fingerprint === fingerprint;
    }
    return digest(seen.value) === before && seen.isChanged !== true;
}

function digest(value: string): string {
    return createHash("sha256").update(value).digest("hex");
}
