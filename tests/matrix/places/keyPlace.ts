import type { LocalAzure, StorageAccount } from "local-azure";
import type { PairChange } from "../../integration/support/photos";
import type { MatrixCloud } from "../support/matrixCloud";

/** A place that holds the key of a pair: what it is in the local Azure, and what the program says of it. */
export interface KeyPlace {
    readonly described: Pick<PairChange, "appSettings" | "keyVaultSecrets" | "others" | "gates">;
    /**
     * What it holds, as written and as what runs has it, and an empty text for what is missing: each value is a key, has one in it, is
     * signed with one, or is the fingerprint of one.
     */
    readonly values: () => readonly string[];
    /** It takes one slot's key, whichever is in use, and so has none that works from a regenerate of that slot until it is told. */
    readonly takesOneSlot?: true;
    /** Other names by which the journal knows it, where its own is not that of the pair with something before it. */
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
