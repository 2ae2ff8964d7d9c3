import type { Input } from "@pulumi/pulumi";
import { unless } from "../../arguments/problem";
import type { Holder, PlaceOf, WrittenConsumer } from "../consumer";
import { actionConsumer } from "./actionConsumer";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "./actionPlace";

/** A Media Services account that has the pair's storage account. */
export interface MediaServicesAccountArgs extends ActionPlaceArgs {
    /** Name of the Media Services account. */
    readonly accountName: Input<string>;
    /** ARM id of the storage account. */
    readonly storageAccountId: Input<string>;
}

/** A Media Services account as a holder. */
export interface MediaServicesAccountHolder extends MediaServicesAccountArgs, Holder {
    /** Says what the place is; set by `mediaServicesAccount`. */
    readonly kind: "mediaServicesAccount";
}

/** The same as plain values. */
export type MediaServicesAccountPlace = PlaceOf<MediaServicesAccountHolder>;

/**
 * A Media Services account that reads the keys of its storage account, for `holders`: told so by `syncStorageKeys`, once after the switch and once when the old key was retired, which nothing confirms; its documentation
 * has one wait about an hour before the other key is changed: add `grace("1h")` ("Update Media Services v3 after rolling storage access keys").
 * Azure retired the service on 30 June 2024.
 */
export function mediaServicesAccount(args: MediaServicesAccountArgs): MediaServicesAccountHolder {
    return { kind: "mediaServicesAccount", ...args };
}

/** Media Services accounts, which show nothing of a key. */
export const mediaServicesAccountConsumer: WrittenConsumer<MediaServicesAccountPlace> = actionConsumer({
    role: "media",
    names: ({ accountName }) => [accountName],

    problems: (place, all) => [
        ...actionPlaceProblems(place, all, ({ accountName }) => ({ accountName })),
        ...unless(
            /^\/subscriptions\/.+\/Microsoft\.Storage\/storageAccounts\/[^/]+$/i.test(place.storageAccountId),
            `${place.argument}.storageAccountId`,
            `"${place.storageAccountId}" must be the ARM id of a storage account`,
            place.storageAccountId,
        ),
    ],

    followsRetirement: () => true,

    form(place, subscriptionId) {
        const account = actionPlaceId(place, `Microsoft.Media/mediaservices/${place.accountName}`, subscriptionId);
        const body = { id: place.storageAccountId };
        return {
            act: { method: "POST", path: `${account}/syncStorageKeys`, apiVersion: "2021-11-01", body },
            follow: {},
        };
    },
});
