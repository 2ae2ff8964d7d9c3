import type { Input } from "@pulumi/pulumi";
import { membersOf } from "../../shape/containers";
import { unless } from "../../shape/problem";
import { armPath, name } from "../../shape/values";
import { actionKind } from "../armAction/actionKind";
import { type ActionPlaceArgs, actionPlaceId, actionPlaceProblems } from "../armAction/actionPlace";
import type { Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { resource } from "../shapes";
import { API_VERSION, mediaServices } from "./scan";

/** A Media Services account that has the pair's storage account. */
export interface MediaServicesAccountArgs extends ActionPlaceArgs {
    /** Name of the Media Services account. */
    readonly accountName: Input<string>;
    /** ARM id of the storage account. */
    readonly storageAccountId: Input<string>;
}

/** A Media Services account as a consumer. */
export interface MediaServicesAccountConsumer extends MediaServicesAccountArgs, Consumer {
    /** The kind of the consumer; set by `mediaServicesAccount`. */
    readonly kind: "mediaServicesAccount";
}

/** The same as plain values. */
export type MediaServicesAccountPlace = PlaceOf<MediaServicesAccountConsumer>;

/**
 * A Media Services account that reads the keys of its storage account. `syncStorageKeys` tells it to: once after the switch and once after the
 * old key was retired. Nothing confirms that. Its documentation advises to wait about an hour before the other key is changed: add
 * `grace("1h")` ("Update Media Services v3 after rolling storage access keys"). Azure retired the service on 30 June 2024.
 */
export function mediaServicesAccount(args: MediaServicesAccountArgs): MediaServicesAccountConsumer {
    return { kind: "mediaServicesAccount", ...args };
}

/** Media Services accounts, which show nothing of a key. */
export const mediaServicesAccountKind: WrittenKind<MediaServicesAccountPlace> = actionKind({
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
            act: { method: "POST", path: `${account}/syncStorageKeys`, apiVersion: API_VERSION, body },
            follow: {},
        };
    },
});

/** Media Services accounts. */
export const mediaServicesAccountDeclaration: ConsumerDeclaration<MediaServicesAccountConsumer> = {
    example: mediaServicesAccount({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        accountName: "films",
        storageAccountId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/uploads",
    }),
    shape: membersOf<MediaServicesAccountConsumer>({ ...resource, accountName: name, storageAccountId: armPath }),
    place: mediaServicesAccountKind,
    scanners: [mediaServices],
};
