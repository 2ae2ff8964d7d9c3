import type { Dependent, Dependents, MovedBy, NotLookedAt } from "../components/lifecycle/dependent";
import { whatItHolds } from "../components/lifecycle/judgeDependents";

/** A pair, and what was found of it. */
export interface FoundOf {
    readonly pair: string;
    /** Identity of what has the keys. */
    readonly sourceId: string;
    readonly found: Dependents;
    /** Slots whose key could not be listed: what holds it was not found by its fingerprint. */
    readonly unknownSlots: readonly string[];
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
    return ["# Dependents", ...pairs.map(section)].join("\n\n");
}

function section({ pair, sourceId, found, unknownSlots }: FoundOf): string {
    const { places, notLookedAt, calls, lookedAt } = found;
    const rows = places.map((one) => [one.place, one.kind, whatItDoes(one), ownerOf(one), MOVED_BY[one.movedBy]]);
    const unseen = notLookedAt.map((one) => [one.kind, whichPlaces(one), one.reason]);
    return [
        `## ${pair}`,
        `Keys of \`${sourceId}\`, looked for at ${lookedAt} with ${calls} ${calls === 1 ? "call" : "calls"}.`,
        ...(unknownSlots.length === 0
            ? []
            : [
                  `**${unknownSlots.join(" and ")} could not be listed**, so what holds it was not found by its fingerprint.`,
              ]),
        places.length === 0
            ? "Nothing was found."
            : table(["Place", "Kind", "What it holds", "Owner", "Moved to the next key by"], rows),
        ...(unseen.length === 0
            ? []
            : [
                  "**Not looked at**, and therefore not known to be without a key:",
                  table(["Kind", "Places", "Why"], unseen),
              ]),
    ].join("\n\n");
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

/** Names of places are given by others. */
function inCell(text: string): string {
    return text.replaceAll("|", "\\|").replace(/\s+/g, " ");
}
