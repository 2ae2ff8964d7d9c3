import type { Change, Place } from "../../../components/consumers/consumer";

/** The origin of the values of a change. */
export const origin = {
    slot: "key2",
    source: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
    fingerprint: "f2",
    generation: 3,
    rotatedAt: "2026-11-24T10:00:00.000Z",
};

/** A change of that place to those values. */
export function changeOf<P extends Place>(
    place: P,
    values: Change["values"],
    rest: Partial<Pick<Change, "references" | "removed" | "known">> = {},
): Change<P> {
    return { place, values, references: {}, removed: [], known: [], origin, ...rest };
}
