import type { Access } from "../consumers/access";
import type { Place, WrittenConsumer } from "../consumers/consumer";
import { consumerOf } from "../consumers/consumers";
import { type Dependent, type Dependents, inOrder, type MovedBy } from "../lifecycle/dependent";
import { BoundedAsk } from "./boundedAsk";
import type { DependentsInputs } from "./dependentsArgs";
import { foundIn, inTags, isWithin, type KeySecret, tagNamed } from "./foundIn";
import type { PairMarks } from "./pairMarks";
import type { Held, Scanner } from "./scanner";
import { secretAt } from "./secretUri";

/** What is looked for, and where. */
export interface Search extends Pick<DependentsInputs, "alsoHeldBy" | "maxCalls" | "ownerTag"> {
    readonly marks: PairMarks;
    /** The consumers of the pair: what is found in them is registered. */
    readonly consumers: readonly Place[];
    readonly subscriptionIds: readonly string[];
    readonly scanners: readonly Scanner[];
}

/**
 * Finds every place that holds a key of the pair, in subscriptions. It only reads: each kind of resource is listed by one call and
 * one more for each further page, and each resource is looked at as its kind says, until the limit of calls is reached.
 */
export async function findDependents(search: Search, access: Access, now: Date): Promise<Dependents> {
    const { scanners, subscriptionIds, maxCalls } = search;
    const ask = new BoundedAsk(access, maxCalls, (place) => isCovered(place, search));
    const held: Held[] = [];
    const listed = await Promise.all(
        scanners.map(async (scanner) => {
            const { type, apiVersion, title } = scanner;
            const lists = subscriptionIds.map((id) =>
                ask.about(title).all({ method: "GET", path: `/subscriptions/${id}/providers/${type}`, apiVersion }, ""),
            );
            return { scanner, resources: (await Promise.all(lists)).flat() };
        }),
    );
    // One kind after the other, so that a limit of calls cuts off the last.
    for (const { scanner, resources } of listed) {
        const looks = resources.map((resource) => scanner.look(resource, ask.about(scanner.title)));
        held.push(...(await Promise.all(looks)).flat());
    }
    const found = dependentsAmong(held, search, access.subscriptionId, now);
    return {
        places: inOrder([...found, ...addedByPeople(found, search)]),
        notLookedAt: ask.notLookedAt,
        calls: ask.calls,
        lookedAt: now.toISOString(),
    };
}

function dependentsAmong(
    held: readonly Held[],
    search: Search,
    subscriptionId: string,
    now: Date,
): readonly Dependent[] {
    const { marks, ownerTag } = search;
    const isRegistered = registeredIn(search.consumers, subscriptionId);
    const secrets = held.flatMap((one): KeySecret[] => {
        const name = one.content.kind === "secret" ? secretAt(one.content.uri) : undefined;
        const found = name === undefined ? undefined : inTags(one, marks);
        return name === undefined || (found === undefined && !isRegistered(one))
            ? []
            : [{ name, slots: found?.holds ?? [] }];
    });
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

/** Whether a value is one that a consumer of the pair has. Some consumers are known by what is done with what holds the value. */
function registeredIn(consumers: readonly Place[], subscriptionId: string): (one: Held) => boolean {
    const places = consumers.map((place) => {
        const consumer: Partial<WrittenConsumer> & ReturnType<typeof consumerOf> = consumerOf(place);
        const names = consumer.contents === undefined ? [""] : Object.keys(consumer.contents(place));
        return { id: consumer.id(place, subscriptionId), names: names.map((name) => name.toLowerCase()) };
    });
    return ({ holder, name }) =>
        places.some(
            ({ id, names }) => isWithin(holder, id) && (names.includes("") || names.includes(name.toLowerCase())),
        );
}

/** What a person wrote down of a place, of what it is in, or of either by its ARM id. */
function entryFor(
    { place, id = "" }: { readonly place: string; readonly id?: string },
    { alsoHeldBy }: Pick<Search, "alsoHeldBy">,
): Search["alsoHeldBy"][number] | undefined {
    const [lowerPlace, lowerId] = [place.toLowerCase(), id.toLowerCase()];
    return alsoHeldBy.find(({ name }) => {
        const lower = name.toLowerCase();
        return lower === lowerPlace || (lower.startsWith("/") && isWithin(lower, lowerId));
    });
}

/** Whether a person answers for a place that could not be looked at. */
function isCovered(place: string, { alsoHeldBy }: Search): boolean {
    const lower = place.toLowerCase();
    return alsoHeldBy.some(({ name }) => {
        const within = name.toLowerCase();
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
