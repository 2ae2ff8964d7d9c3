import { NAMED } from "./reasons";

/** How a pair is at the end of an update or a preview. */
export type PairEnd =
    | { readonly kind: "settled"; readonly isNew: boolean }
    | {
          readonly kind: "waits";
          /** The earliest end of a wait, in ISO 8601, and the reason for it. */
          readonly until?: string;
          readonly why?: "grace" | "readers";
          /** The parties that have to answer first. */
          readonly for: readonly string[];
      }
    | { readonly kind: "adopted" | "stopped" }
    /** In a preview alone. */
    | { readonly kind: "would adopt" | "would change" };

/**
 * One line for all pairs of a stack; undefined if there is nothing to sum up: a pair alone speaks for itself, and if each is settled as before,
 * nothing has happened.
 *
 * @param ends by the pair's name.
 */
export function summaryOf(ends: readonly (readonly [string, PairEnd])[]): string | undefined {
    const count = (is: (end: PairEnd) => boolean) => ends.filter(([, end]) => is(end)).length;
    const isAsBefore = (end: PairEnd) => end.kind === "settled" && !end.isNew;
    if (ends.length < 2 || ends.every(([, end]) => isAsBefore(end))) {
        return undefined;
    }
    const counted = [
        [count(({ kind }) => kind === "would adopt"), "to adopt"],
        [count(({ kind }) => kind === "would change"), "to change"],
        [count(({ kind }) => kind === "adopted"), "adopted"],
        [count((end) => end.kind === "settled" && end.isNew), "settled on the new key"],
        [count(isAsBefore), "settled as before"],
        [count(({ kind }) => kind === "stopped"), "stopped"],
    ] as const;
    const waits = ends.flatMap(([pair, end]) => (end.kind === "waits" ? [`${pair} waits${waitIn(end)}`] : []));
    const more = waits.length - NAMED;
    const parts = [
        ...counted.flatMap(([number, what]) => (number === 0 ? [] : [`${number} ${what}`])),
        ...waits.slice(0, NAMED),
        ...(more > 0 ? [`${more} more wait`] : []),
    ];
    return `${ends.length} pairs: ${parts.join(", ")}`;
}

function waitIn({ until, why, for: who }: Extract<PairEnd, { kind: "waits" }>): string {
    const cause = why === undefined ? "" : ` (${why})`;
    const time = until === undefined ? [] : [` until ${until.slice(0, 10)}${cause}`];
    const people = who.length === 0 ? [] : [` for ${who.join(" and ")}`];
    return [...time, ...people].join(" and");
}

/** The number of restarts of each application in an update, if there is more than one. */
export function restartsIn(applications: readonly string[]): string | undefined {
    const counts = new Map<string, number>();
    for (const application of applications) {
        counts.set(application, (counts.get(application) ?? 0) + 1);
    }
    const several = [...counts].filter(([, count]) => count > 1);
    return several.length === 0
        ? undefined
        : `${several.map(([name, count]) => `${name} restarts ${count} times`).join(", ")}: each pair writes when its own new key is accepted`;
}
