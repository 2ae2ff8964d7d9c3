import type { Wanted } from "./decideRotation";
import type { Dependent, Dependents, NotLookedAt } from "./dependent";
import { heldElsewhere, notLookedAtBefore, tellPeople } from "./reasons";

/** The reaction that the program wants if a place holds the key but is not registered, or if nobody could look. */
export interface DependentsWish {
    readonly unregistered: "refuse" | "warn";
    readonly notLookedAt: "refuse" | "warn";
}

export type DependentsJudgement =
    /** The rotation goes ahead; each of the warnings is shown. */
    | { readonly kind: "go"; readonly warnings: readonly string[] }
    /** It does not: somebody would lose access, or might. */
    | { readonly kind: "refuse"; readonly reason: string };

/** Whether the dependents have to be looked for before this is done: if nothing will be regenerated, they need not be. */
export function mustLookForDependents(wanted: Wanted): boolean {
    return wanted === "rotation" || wanted === "back" || wanted === "emergency";
}

/**
 * Judges the findings before a rotation. An emergency goes ahead with any findings, because a leaked key is worse than a place that loses
 * access; it still names them all.
 */
export function judgeDependents(found: Dependents, wish: DependentsWish, wanted: Wanted): DependentsJudgement {
    const urgent = wanted === "emergency";
    const alone = found.places.filter(({ movedBy }) => movedBy === "nobody");
    const people = found.places.filter(({ movedBy }) => movedBy === "byHand");
    const refusals = [
        ...(wish.unregistered === "refuse" && alone.length > 0 ? [heldElsewhere(named(alone), "refuse")] : []),
        ...(wish.notLookedAt === "refuse" && found.notLookedAt.length > 0
            ? [notLookedAtBefore(unseen(found.notLookedAt), "refuse")]
            : []),
    ];
    const [reason] = refusals;
    if (reason !== undefined && !urgent) {
        return { kind: "refuse", reason };
    }
    return {
        kind: "go",
        warnings: [
            ...(alone.length > 0 ? [heldElsewhere(named(alone), "warn")] : []),
            ...(found.notLookedAt.length > 0 ? [notLookedAtBefore(unseen(found.notLookedAt), "warn")] : []),
            ...(people.length > 0 ? [tellPeople(people.map(nameWithOwner))] : []),
        ],
    };
}

function named(places: readonly Dependent[]): readonly string[] {
    return places.map((place) => `${nameWithOwner(place)} ${whatItHolds(place)}`);
}

/** The content of a place, in words. */
export function whatItHolds({ holds, foundBy }: Pick<Dependent, "holds" | "foundBy">): string {
    if (holds.length > 0) {
        return `holds ${holds.join(" and ")}`;
    }
    return foundBy === "reference"
        ? "refers to one version of a secret that holds a key"
        : "has a key of it, which cannot be seen";
}

function nameWithOwner({ kind, place, owner }: Dependent): string {
    return `${place} (${kind}${owner === undefined ? "" : `, ${owner}`})`;
}

function unseen(kinds: readonly NotLookedAt[]): readonly string[] {
    return kinds.map(({ kind, count, reason }) => `${count > 0 ? `${count} × ` : ""}${kind} (${reason})`);
}
