import type { LocalAzure, StorageAccount } from "local-azure";
import type { PairChange } from "../../integration/support/photos";
import type { MatrixCloud } from "../support/matrixCloud";

/** A place that holds the key of a pair: its part in the local Azure, and its part in the program. */
export interface KeyPlace {
    readonly described: Pick<PairChange, "appSettings" | "keyVaultSecrets" | "others" | "gates">;
    /**
     * Its values, as written and as the running program has them, and an empty text for a missing one: each value is a key, has one in it,
     * is signed with one, or is the fingerprint of one.
     */
    readonly values: () => readonly string[];
    /** It always takes the key of the same slot. After a regenerate of that slot it has no working key until it fetches again. */
    readonly takesOneSlot?: true;
    /** Its other names in the journal, if its own is not that of the pair with something before it. */
    readonly aliases?: readonly string[];
}

/** The surroundings in which places are made. */
export interface Surroundings extends MatrixCloud {
    /** The account, whose name is in that of everything that belongs to the pair. */
    readonly account: StorageAccount;
}

/** Makes a place past every stack, without a key. */
export type MakePlace = (surroundings: Surroundings) => Promise<KeyPlace>;

/** The ARM id of a resource of the tests' group. */
export function idOf({ subscriptionId }: LocalAzure, group: string, path: string): string {
    return `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/${path}`;
}
