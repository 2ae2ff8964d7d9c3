import type { Dependent, Dependents, MovedBy, NotLookedAt } from "../components/lifecycle/dependent";
import { whatItHolds } from "../components/lifecycle/judgeDependents";

/** A pair, with its dependents. */
export interface FoundOf {
    readonly pair: string;
    /** Identity of the resource that has the keys. */
    readonly sourceId: string;
    readonly found: Dependents;
    /** Slots whose key could not be listed: its holders were not found by its fingerprint. */
    readonly unknownSlots: readonly string[];
    /** Consumers of the pair in which no key was seen. */
    readonly unseen: readonly string[];
}

const MOVED_BY: Readonly<Record<MovedBy, string>> = {
    nobody: "**nobody**: it loses access with the next rotation",
    byHand: "by hand: give its owner the new key",
    elsewhere: "elsewhere",
    pair: "this pair",
    itself: "itself: it reads the newest version of the secret",
    unaffected: "not affected",
};

/** The dependents of a stack's pairs as a page in Markdown. */
export function dependentsPage(pairs: readonly FoundOf[]): string {
    return ["# Dependents", ...pairs.map(section), ...notLookedAtSection(pairs)].join("\n\n");
}

function section({ pair, sourceId, found, unknownSlots, unseen }: FoundOf): string {
    const { places, calls, lookedAt } = found;
    const rows = [
        ...places.map((one) => [one.place, one.kind, whatItDoes(one), ownerOf(one), MOVED_BY[one.movedBy]]),
        ...unseen.map((name) => [name, "consumer of the pair", NOT_SEEN, "this stack", MOVED_BY.pair]),
    ];
    return [
        `## ${pair}`,
        `Keys of \`${sourceId}\`, looked for at ${lookedAt} with ${calls} ${calls === 1 ? "call" : "calls"}.`,
        ...(unknownSlots.length === 0
            ? []
            : [
                  `**${unknownSlots.join(" and ")} could not be listed**, so what holds it was not found by its fingerprint.`,
              ]),
        rows.length === 0
            ? "Nothing was found."
            : table(["Place", "Kind", "What it holds", "Owner", "Moved to the next key by"], rows),
    ].join("\n\n");
}

const NOT_SEEN = "no key was seen: it could not be looked at, or has none";

/** The places that the looks of all pairs could not check, once each: pairs of one subscription share a look. */
function notLookedAtSection(pairs: readonly FoundOf[]): readonly string[] {
    const missed = new Map<string, { readonly cells: readonly string[]; readonly names: string[] }>();
    for (const { pair, found } of pairs) {
        for (const one of found.notLookedAt) {
            const cells = [one.kind, whichPlaces(one), one.reason];
            const known = missed.get(JSON.stringify(cells)) ?? { cells, names: [] };
            known.names.push(pair);
            missed.set(JSON.stringify(cells), known);
        }
    }
    const rows = [...missed.values()].map(({ cells, names }) => [
        ...cells,
        names.length === pairs.length ? "every pair" : names.join(", "),
    ]);
    return rows.length === 0
        ? []
        : [
              "## Not looked at",
              "These places may hold a key:",
              table(["Kind", "Places", "Why", "In the search for"], rows),
          ];
}

function whatItDoes(one: Dependent): string {
    switch (one.movedBy) {
        case "itself":
            return "refers to a secret of the pair";
        case "unaffected":
            return "";
        case "nobody":
        case "byHand":
        case "elsewhere":
        case "pair":
            return one.foundBy === "person" ? "" : whatItHolds(one);
    }
}

function ownerOf({ owner, movedBy }: Dependent): string {
    return owner ?? (movedBy === "pair" ? "this stack" : "unknown");
}

function whichPlaces({ places, count }: NotLookedAt): string {
    const more = count - places.length;
    return count === 0 ? "all" : `${places.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
    const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(" | ")} |`;
    return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Other people choose the names of places. */
function inCell(text: string): string {
    return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}
