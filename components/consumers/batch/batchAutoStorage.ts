import type { Input } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { name } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { resource } from "../shapes";
import { API_VERSION, batchAccounts } from "./scan";

/** A Batch account whose auto-storage account is the pair's. */
export interface BatchAutoStorageArgs extends ActionPlaceArgs {
    /** Name of the Batch account. */
    readonly accountName: Input<string>;
}

/** A Batch account as a consumer. */
export interface BatchAutoStorageConsumer extends BatchAutoStorageArgs, Consumer {
    /** The kind of the consumer; set by `batchAutoStorage`. */
    readonly kind: "batchAutoStorage";
}

/** The same as plain values. */
export type BatchAutoStoragePlace = PlaceOf<BatchAutoStorageConsumer>;

/**
 * A Batch account that reads the keys of its auto-storage account. `syncAutoStorageKeys` tells it to, and the time of the last synchronisation
 * confirms it. Batch shows no key, and no document says which of the two it takes: so it is told again after the old key was retired. Add a
 * `grace`, and watch the account's jobs meanwhile. An account whose auto-storage uses a managed identity has no key and needs no entry.
 */
export function batchAutoStorage(args: BatchAutoStorageArgs): BatchAutoStorageConsumer {
    return { kind: "batchAutoStorage", ...args };
}

/** Batch accounts, which show when they read the keys, and no key. */
export const batchAutoStorageKind: WrittenKind<BatchAutoStoragePlace> = actionKind({
    role: "batch",
    names: ({ accountName }) => [accountName],
    problems: (place, all) => actionPlaceProblems(place, all, ({ accountName }) => ({ accountName })),

    followsRetirement: () => true,

    form(place, subscriptionId) {
        const account = actionPlaceId(place, `Microsoft.Batch/batchAccounts/${place.accountName}`, subscriptionId);
        const apiVersion = API_VERSION;
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

/** Batch accounts, and the mounts of their pools. */
export const batchAutoStorageDeclaration: ConsumerDeclaration<BatchAutoStorageConsumer> = {
    example: batchAutoStorage({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        accountName: "jobs",
    }),
    shape: membersOf<BatchAutoStorageConsumer>({ ...resource, accountName: name }),
    place: batchAutoStorageKind,
    scanners: [batchAccounts],
};
