import type { KeyContent } from "./keyContent";
import type { KeyVaultReference } from "./keyVaultReference";

/**
 * A Key Vault secret as plain values: enough to look at what it holds.
 * Names are unique in a pair; `argument` is where the user wrote it, for messages.
 */
export interface KeyVaultSecretPlace {
    readonly kind: "keyVaultSecret";
    readonly argument: string;
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly vaultName: string;
    readonly secretName: string;
    readonly content: KeyContent;
    readonly expiresAfter?: string;
    readonly cachedFor?: string;
}

/** Settings of a web app as plain values: enough to look at what they hold. */
export interface AppSettingsPlace {
    readonly kind: "appSettings";
    readonly argument: string;
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly site: string;
    /** Deployment slot; absent for production. */
    readonly slot?: string;
    readonly settings: Readonly<Record<string, SettingValue>>;
}

/** What a setting is given. */
export type SettingValue = KeyContent | KeyVaultReference;

/** A place that takes the key, which Rotation and Retirement look at before they regenerate. */
export type ConsumerPlace = KeyVaultSecretPlace | AppSettingsPlace;

/** The place as a user knows it. */
export function placeName(place: ConsumerPlace): string {
    switch (place.kind) {
        case "keyVaultSecret":
            return `${place.vaultName}/${place.secretName}`;
        case "appSettings":
            return place.slot === undefined ? place.site : `${place.site}/${place.slot}`;
    }
}

/** ARM id of the place. */
export function placeId(place: ConsumerPlace, defaultSubscriptionId: string): string {
    const group = `/subscriptions/${place.subscriptionId ?? defaultSubscriptionId}/resourceGroups/${place.resourceGroupName}`;
    switch (place.kind) {
        case "keyVaultSecret":
            return `${group}/providers/Microsoft.KeyVault/vaults/${place.vaultName}/secrets/${place.secretName}`;
        case "appSettings": {
            const site = `${group}/providers/Microsoft.Web/sites/${place.site}`;
            return place.slot === undefined ? site : `${site}/slots/${place.slot}`;
        }
    }
}
