/** A place that holds a key of a pair, or takes one, registered by anybody. No key is in it. */
export interface Dependent {
    /** The kind of the place, such as `App Service setting`. */
    readonly kind: string;
    /** The place as a user knows it, such as `web/staging/UPLOADS`. */
    readonly place: string;
    /** ARM id of the resource that contains the place; absent if a person added the place. */
    readonly id?: string;
    /** Its owner; absent if nobody named one. */
    readonly owner?: string;
    /** The slots whose key was found in it; empty if its keys are not shown. */
    readonly holds: readonly string[];
    /** The evidence: the key's fingerprint, the name of the key's resource, a secret that it refers to, or a person. */
    readonly foundBy: "fingerprint" | "name" | "reference" | "person";
    /** The party that moves it to the next key. */
    readonly movedBy: MovedBy;
}

/** The party that moves a dependent to the next key. */
export type MovedBy =
    /** The pair itself: the dependent is a consumer of it. */
    | "pair"
    /** Itself: it reads the newest version of a secret that the pair writes. */
    | "itself"
    /** Something else, by the word of a person. */
    | "elsewhere"
    /** A person, who must get the new key. */
    | "byHand"
    /** Nobody has to: no key that it uses changes. */
    | "unaffected"
    /** Nobody is known to: it would lose access. */
    | "nobody";

/** Places of a kind that could not be looked at: they count as neither clean nor holding. */
export interface NotLookedAt {
    /** The kind, as that of a dependent. */
    readonly kind: string;
    /** Some of the places by name; empty if the kind could not even be listed. */
    readonly places: readonly string[];
    /** Their number, if known. */
    readonly count: number;
    /** Why, such as `403: not allowed`. */
    readonly reason: string;
}

/** The dependents of a pair at the time of the search. */
export interface Dependents {
    /** Those without anybody to move them first. */
    readonly places: readonly Dependent[];
    /** The places that count as neither clean nor holding. */
    readonly notLookedAt: readonly NotLookedAt[];
    /** How many calls it took. */
    readonly calls: number;
    /** When, in ISO 8601. */
    readonly lookedAt: string;
}

/** The same places in an order for people. */
export function inOrder(places: readonly Dependent[]): readonly Dependent[] {
    return [...places].sort(
        (one, other) =>
            ORDER.indexOf(one.movedBy) - ORDER.indexOf(other.movedBy) ||
            one.kind.localeCompare(other.kind, "en") ||
            one.place.localeCompare(other.place, "en"),
    );
}

const ORDER: readonly MovedBy[] = ["nobody", "byHand", "elsewhere", "pair", "itself", "unaffected"];
