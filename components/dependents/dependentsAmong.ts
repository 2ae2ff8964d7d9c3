import type { Place, WrittenKind } from "../consumers/consumer";
import { consumerKindOf } from "../consumers/consumers";
import { canonicalName, isAmong, isSameName, isWithin } from "../consumers/naming";
import type { Held } from "../consumers/scanner";
import { type Dependent, type Dependents, inOrder, type MovedBy, type NotLookedAt } from "../lifecycle/dependent";
import type { Missed } from "./boundedAsk";
import type { Collected } from "./collect";
import type { DependentsInputs } from "./dependentsSearch";
import { foundIn, inTags, isOfPair, type KnownSecrets, tagNamed } from "./foundIn";
import type { PairMarks } from "./pairMarks";
import { type SecretName, secretAt } from "./secretUri";

/** How many places are named where a whole group of them could not be looked at. */
const NAMED = 5;

/** Whose dependents are looked for. */
export interface Search extends Pick<DependentsInputs, "alsoHeldBy" | "ownerTag"> {
    readonly marks: PairMarks;
    /** The consumers of the pair: keys that are found in them are registered. */
    readonly consumers: readonly Place[];
    /** The configured one, where these are unless they say otherwise. */
    readonly subscriptionId: string;
}

/** Every place that was collected and holds a key of the pair, and every place that a person added. */
export function dependentsAmong({ held, missed, calls, at }: Collected, search: Search): Dependents {
    const found = foundAmong(held, search, at);
    return {
        places: inOrder([...found, ...addedByPeople(found, search)]),
        // Places that are known to be there come before kinds that may have none.
        notLookedAt: missed.flatMap((group) => uncovered(group, search)).sort((one, other) => other.count - one.count),
        calls,
        lookedAt: at.toISOString(),
    };
}

function foundAmong(held: readonly Held[], search: Search, now: Date): readonly Dependent[] {
    const { marks, ownerTag, consumers, subscriptionId } = search;
    const isRegistered = registeredIn(consumers, subscriptionId);
    const secretsThat = (hold: (one: Held) => boolean) =>
        held.flatMap((one): SecretName[] => {
            const name = one.content.kind === "secret" ? secretAt(one.content.uri) : undefined;
            return name !== undefined && hold(one) ? [name] : [];
        });
    const secrets: KnownSecrets = {
        now: [...marks.ownSecrets, ...secretsThat((one) => inTags(one, marks) !== undefined || isRegistered(one))],
        once: secretsThat((one) => isOfPair(one, marks)),
    };
    return held.flatMap((one): Dependent[] => {
        const found = foundIn(one, marks, secrets, now);
        if (found === undefined) {
            return [];
        }
        const { holds, foundBy, followsSecret } = found;
        const { kind, place, holder, tags } = one;
        const entry = entryFor({ place, id: holder }, search);
        const owner = entry?.owner ?? tagNamed(ownerTag, tags);
        const movedBy: MovedBy = isRegistered(one)
            ? "pair"
            : ((entry?.kind as MovedBy | undefined) ?? (followsSecret ? "itself" : "nobody"));
        return [{ kind, place, id: holder, ...(owner === undefined ? {} : { owner }), holds, foundBy, movedBy }];
    });
}

/** Whether a value is one that a consumer of the pair has. Some consumers are known by the use of the place that holds the value. */
function registeredIn(consumers: readonly Place[], subscriptionId: string): (one: Held) => boolean {
    const places = consumers.map((place) => {
        const consumer: Partial<WrittenKind> & ReturnType<typeof consumerKindOf> = consumerKindOf(place);
        const names = consumer.writes?.(place) ?? Object.keys(consumer.contents?.(place) ?? { "": "" });
        return { id: consumer.id(place, subscriptionId), names };
    });
    return ({ holder, name, isExact = false }) => {
        const isNamed = (other: string) => other === "" || isSameName(other, name, isExact ? "exact" : "anyCase");
        return places.some(({ id, names }) => isWithin(holder, id) && names.some(isNamed));
    };
}

/** The entry of the program for a place, for its resource, or for either by its ARM id. */
function entryFor(
    { place, id = "" }: { readonly place: string; readonly id?: string },
    { alsoHeldBy }: Pick<Search, "alsoHeldBy">,
): Search["alsoHeldBy"][number] | undefined {
    return alsoHeldBy.find(({ name }) => isSameName(name, place) || (name.startsWith("/") && isWithin(name, id)));
}

/** Those of the places that could not be looked at and that nobody answers for. A kind that could not be listed has none. */
function uncovered({ kind, reason, places }: Missed, { alsoHeldBy, marks }: Search): readonly NotLookedAt[] {
    const slots = marks.ownSecrets.map(({ vault, secret }) => `${vault.split(".")[0]}/${secret}`);
    const left = places.filter((place) => !isCovered(place, alsoHeldBy) && !isAmong(place, slots));
    return places.length > 0 && left.length === 0
        ? []
        : [{ kind, places: left.sort().slice(0, NAMED), count: left.length, reason }];
}

function isCovered(place: string, alsoHeldBy: Search["alsoHeldBy"]): boolean {
    const lower = canonicalName(place);
    return alsoHeldBy.some(({ name }) => {
        const within = canonicalName(name);
        return lower === within || lower.startsWith(`${within}/`) || lower.startsWith(`${within}:`);
    });
}

/** Entries that are about nothing that was found. */
function addedByPeople(found: readonly Dependent[], search: Search): readonly Dependent[] {
    const about = new Set(found.map((dependent) => entryFor(dependent, search)));
    return search.alsoHeldBy
        .filter((entry) => !about.has(entry))
        .map(({ name, owner, kind }) => ({
            kind: "Added by a person",
            place: name,
            owner,
            holds: [],
            foundBy: "person",
            movedBy: kind as MovedBy,
        }));
}
