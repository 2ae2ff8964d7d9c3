import type { Input } from "@pulumi/pulumi";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import { actionConsumer } from "./actionConsumer";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "./actionPlace";

/** A Batch account whose auto-storage account is the pair's. */
export interface BatchAutoStorageArgs extends ActionPlaceArgs {
    /** Name of the Batch account. */
    readonly accountName: Input<string>;
}

/** A Batch account as a holder. */
export interface BatchAutoStorageHolder extends BatchAutoStorageArgs, Holder {
    /** Says what the place is; set by `batchAutoStorage`. */
    readonly kind: "batchAutoStorage";
}

/** The same as plain values. */
export type BatchAutoStoragePlace = PlaceOf<BatchAutoStorageHolder>;

/**
 * A Batch account that reads the keys of its auto-storage account, for `holders`: told so by `syncAutoStorageKeys`, which is confirmed by the time of
 * the last synchronisation. Batch shows no key, and which of the two it takes is nowhere documented: so it is told again when the old key
 * was retired. Add a `grace`, and watch the account's jobs meanwhile. An account whose auto-storage uses a managed identity has no key and needs no entry.
 */
export function batchAutoStorage(args: BatchAutoStorageArgs): BatchAutoStorageHolder {
    return { kind: "batchAutoStorage", ...args };
}

/** Batch accounts, which show when they read the keys, and no key. */
export const batchAutoStorageConsumer: WrittenConsumer<BatchAutoStoragePlace> = actionConsumer({
    role: "batch",
    names: ({ accountName }) => [accountName],
    problems: (place, all) => actionPlaceProblems(place, all, ({ accountName }) => ({ accountName })),

    followsRetirement: () => true,

    form(place, subscriptionId) {
        const account = actionPlaceId(place, `Microsoft.Batch/batchAccounts/${place.accountName}`, subscriptionId);
        const apiVersion = "2023-11-01";
        const check = {
            call: { method: "GET", path: account, apiVersion },
            changedAt: "/properties/autoStorage/lastKeySync",
            timeout: "2m",
            advice: "see that the account has auto-storage, and uses it by keys",
        } as const;
        return {
            act: { method: "POST", path: `${account}/syncAutoStorageKeys`, apiVersion },
            check,
            follow: { check },
        };
    },
});
