import type { Absent } from "../absent";
import type { Holding } from "../lifecycle/state";
import { isAmong, isWithin } from "./naming";
import { isReference, secretUriOf } from "./values/keyVaultReference";
import type { Seen, SeenValue } from "./values/seenValue";

/** A place, by the name that a user knows, and its values; `absent` if it does not exist. */
export interface SeenPlace {
    readonly name: string;
    readonly seen: Seen | Absent;
    /** It was not found although this stack has written it. */
    readonly isMissing?: true;
    /** The values that this stack has written there, and that were not found. */
    readonly missing?: readonly string[];
    /** The other places that were looked at. */
    readonly around?: Seen;
}

/**
 * The keys that are held (rule 14). A value holds the key in it. A Key Vault reference holds the key that the secret's current version is
 * marked with; a reference to any other version may hold any key. A missing place holds nothing. In the other places that were looked at,
 * references to secrets of others do not matter.
 */
export function holdingsIn(places: readonly SeenPlace[], fingerprintIn: (value: string) => string): readonly Holding[] {
    const referable = places.flatMap(({ seen }) => Object.values(shown(seen)));
    const held = (name: string, [valueName, value]: readonly [string, SeenValue], remark = ""): Holding => ({
        consumer: `${nameOfValue(name, valueName)}${remarkOn(value)}${remark}`,
        holds: heldBy(value, referable, fingerprintIn),
        ...(remark === "" ? {} : { isOther: true as const }),
    });
    return places.flatMap(({ name, seen, isMissing, missing = [], around = {} }) => [
        ...(seen === "absent" ? [{ consumer: name, holds: isMissing ? "missing" : "nothing" } as const] : []),
        ...Object.entries(shown(seen)).map((entry) => held(name, entry)),
        ...missing.map((value) => ({ consumer: nameOfValue(name, value), holds: "missing" }) as const),
        ...Object.entries(around)
            .filter(([, value]) => !refersElsewhere(value, referable))
            .map((entry) => held(name, entry, " (not in the program: add it)")),
    ]);
}

/** The name of a value as a user knows it: `web/UPLOADS`. A value without a name is all that the place holds. */
export function nameOfValue(place: string, value: string): string {
    return [place, value].filter((part) => part !== "").join("/");
}

/** The existing values of a place. */
function shown(seen: Seen | Absent): Seen {
    return seen === "absent" ? {} : seen;
}

function heldBy(
    seen: SeenValue,
    referable: readonly SeenValue[],
    fingerprintIn: (value: string) => string,
): Holding["holds"] {
    if ("unusable" in seen) {
        return "unknown";
    }
    if (!("value" in seen)) {
        return seen.fingerprint === undefined ? "unknown" : { fingerprint: seen.fingerprint };
    }
    if (!isReference(seen.value)) {
        return { fingerprint: fingerprintIn(seen.part ?? seen.value) };
    }
    const uri = secretUriOf(seen.value) ?? "";
    const current = referable.find(({ uris = [] }) => isAmong(uri, uris));
    return current === undefined ? "unknown" : heldBy(current, [], fingerprintIn);
}

/** The reason why nobody can tell what a value holds, or the limits of that knowledge. */
function remarkOn(seen: SeenValue): string {
    const remark = "unusable" in seen ? seen.unusable : "value" in seen ? undefined : seen.remark;
    return remark === undefined ? "" : ` (${remark})`;
}

/** Whether a value is a reference to a secret that is not one of these, in any version. */
function refersElsewhere(seen: SeenValue, referable: readonly SeenValue[]): boolean {
    if (!("value" in seen) || !isReference(seen.value)) {
        return false;
    }
    const uri = secretUriOf(seen.value) ?? "";
    return !referable.some(({ uris = [] }) => uris.some((own) => isWithin(own, uri)));
}
