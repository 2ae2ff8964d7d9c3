import type { Held, Reading, Scanner } from "../consumers/scanner";
import { BoundedAsk, type Missed } from "./boundedAsk";

/** The scope and the limits of a search. */
export interface Look {
    readonly subscriptionIds: readonly string[];
    readonly maxCalls: number;
    readonly scanners: readonly Scanner[];
}

/** Everything that may hold a key of any pair. It has values with keys in it: secret, and never kept for long. */
export interface Collected {
    readonly held: readonly Held[];
    readonly missed: readonly Missed[];
    /** How many calls it took. */
    readonly calls: number;
    /** When the look began. */
    readonly at: Date;
}

/**
 * Looks at everything in subscriptions that may hold a key. It only reads: each kind of resource is listed by one call and one more
 * for each further page, and each resource is looked at as its kind says, until the limit of calls is reached.
 */
export async function collect(
    { scanners, subscriptionIds, maxCalls }: Look,
    reading: Reading,
    at: Date,
): Promise<Collected> {
    const ask = new BoundedAsk(reading, maxCalls);
    const listed = await Promise.all(
        scanners.map(async (scanner) => {
            const { type, apiVersion, title } = scanner;
            const lists = subscriptionIds.map((id) =>
                ask.about(title).all({ method: "GET", path: `/subscriptions/${id}/providers/${type}`, apiVersion }, ""),
            );
            return { scanner, resources: (await Promise.all(lists)).flat() };
        }),
    );
    const held: Held[] = [];
    // One kind after the other, so that a limit of calls cuts off the last.
    for (const { scanner, resources } of listed) {
        const looks = resources.map((resource) => scanner.look(resource, ask.about(scanner.title)));
        held.push(...(await Promise.all(looks)).flat());
    }
    return { held, missed: ask.missed, calls: ask.calls, at };
}
