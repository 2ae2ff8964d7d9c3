import type { Fingerprints } from "./effects";
import { first } from "./reasons";
import { type Holding, otherSlot, type SlotNames } from "./state";

/** The finding for one value of a place, before the pair is adopted. */
export interface FoundValue {
    /** As a user knows it: `web/UPLOADS`. */
    readonly name: string;
    /**
     * The content. `new`: there is nothing yet. `unknown`: its name comes from this update. `notThere`: its resource does not exist yet.
     * `notSeen`: it could not be looked at.
     */
    readonly holds:
        | Exclude<Holding["holds"], "missing" | "nothing" | "unknown">
        | "new"
        | "unknown"
        | "notThere"
        | "notSeen"
        | "untold";
    /** Whether an application restarts when it is written. */
    readonly restarts: boolean;
}

/** The findings before a pair is adopted. */
export interface FoundPair {
    /** The resource that has the keys, by its name; `source` if that is not known yet. */
    readonly source: string;
    /** The keys, or the reason why there are no keys to compare with. */
    readonly keys: Fingerprints | "unknown" | "notThere" | "notSeen";
    readonly slots: SlotNames;
    /** The slot of such an adoption. */
    readonly slot: string;
    readonly values: readonly FoundValue[];
    readonly customConsumers: boolean;
}

/** The steps of an update that adopts a pair, in words. It touches places that do not have the key in use, and no key. */
export function adoptionPlan(found: FoundPair): string {
    const { slot, keys, customConsumers } = found;
    const parts = [
        ...keysIn(found),
        ...valuesIn(found),
        ...(customConsumers ? [`your own resources would get ${slot}`] : []),
        ...(typeof keys === "object" ? ["nothing is regenerated"] : []),
    ];
    return `adopts ${found.source}: ${parts.join("; ")}`;
}

/** The names of the values that have the key in use already, and are not written. */
export function valuesThatStay({ keys, slot, values }: FoundPair): readonly string[] {
    return values.flatMap(({ name, holds }) => {
        return typeof holds === "object" && typeof keys === "object" && holds.fingerprint === keys[slot] ? [name] : [];
    });
}

function keysIn({ source, keys, slot, slots }: FoundPair): readonly string[] {
    switch (keys) {
        case "unknown":
            return ["its name is not known yet, so its keys are looked at in the update", `${slot} would be in use`];
        case "notThere":
            return [`there is no ${source} yet, so its keys are looked at in the update`, `${slot} would be in use`];
        case "notSeen":
            return ["its keys could not be looked at", `${slot} would be in use`];
        default: {
            const made = slots.filter((one) => (keys[one] ?? "") === "");
            return [...(made.length === 0 ? [] : [`${made.join(" and ")} would be made`]), `${slot} in use`];
        }
    }
}

type Said = (names: readonly string[], slot: string, other: string) => string;

const SAID: Readonly<Record<string, Said>> = {
    active: (names, slot) => `${first(names)} ${names.length === 1 ? "has" : "have"} ${slot} already`,
    standby: (names, slot, other) => `${first(names)} ${has(names)} ${other} now and would get ${slot}`,
    foreign: (names, slot) => `${first(names)} ${has(names)} another key now and would get ${slot}`,
    untold: (names, slot) => `nobody can tell which key ${first(names)} ${has(names)}, which would get ${slot}`,
    unseen: (names, slot) => `${first(names)} would get ${slot}`,
    new: (names) => `${first(names)} ${is(names)} new`,
    notThere: (names) => `${first(names)} ${is(names)} not there yet`,
    unknown: (names) => `${first(names)} ${is(names)} not known yet`,
};

function valuesIn({ keys, slot, slots, values }: FoundPair): readonly string[] {
    const other = otherSlot(slots, slot);
    const groupOf = ({ holds }: FoundValue): string => {
        if (typeof holds !== "object") {
            return holds === "notSeen" ? "unseen" : holds;
        }
        if (typeof keys !== "object") {
            return "unseen";
        }
        return holds.fingerprint === keys[slot] ? "active" : holds.fingerprint === keys[other] ? "standby" : "foreign";
    };
    return Object.entries(SAID).flatMap(([group, said]) => {
        const names = values
            .filter((value) => groupOf(value) === group)
            .map(
                ({ name, restarts }) =>
                    `${name}${restarts && group !== "active" && group !== "unknown" ? " (restarts)" : ""}`,
            );
        return names.length === 0 ? [] : [said(names, slot, other)];
    });
}

function has({ length }: readonly string[]): string {
    return length === 1 ? "holds" : "hold";
}

function is({ length }: readonly string[]): string {
    return length === 1 ? "is" : "are";
}
