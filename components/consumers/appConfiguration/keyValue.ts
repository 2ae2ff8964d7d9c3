import type { Absent } from "../../absent";
import type { ArmCall } from "../../armCall";
import type { Access } from "../access";
import type { Place } from "../consumer";

/** The place of a store's key-values that have one label. */
export interface StorePlace extends Place {
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly configStoreName: string;
    readonly label?: string;
}

/** A key-value as Azure Resource Manager shows it. */
export interface KeyValue {
    readonly value?: string | null;
    readonly contentType?: string | null;
    readonly tags?: Readonly<Record<string, string>> | null;
}

/** ARM id of the store. */
export function storeId(place: StorePlace, defaultSubscriptionId: string): string {
    const { subscriptionId = defaultSubscriptionId, resourceGroupName, configStoreName } = place;
    const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroupName}`;
    return `${group}/providers/Microsoft.AppConfiguration/configurationStores/${configStoreName}`;
}

/** ARM id of a key-value: its name is the key and, if it has a label, `$` and the label. */
export function keyValueId(place: StorePlace, key: string, defaultSubscriptionId: string): string {
    const label = place.label === undefined ? "" : `$${escaped(place.label)}`;
    return `${storeId(place, defaultSubscriptionId)}/keyValues/${escaped(key)}${label}`;
}

/** The version of App Configuration's API that is called. */
export const API_VERSION = "2023-03-01";

/** A call of App Configuration by Azure Resource Manager. */
export function keyValueCall(method: ArmCall["method"], path: string): ArmCall {
    return { method, path, apiVersion: API_VERSION };
}

/** The key-value; `absent` if it does not exist. */
export async function findKeyValue(
    place: StorePlace,
    key: string,
    { arm, subscriptionId }: Access,
): Promise<KeyValue | Absent> {
    return arm.findProperties(keyValueCall("GET", keyValueId(place, key, subscriptionId)));
}

/** The name of a resource may have no character with another meaning in a path: `~2F` stands for a slash, as `%2F` would. */
function escaped(text: string): string {
    return encodeURIComponent(text).replaceAll("~", "%7E").replaceAll("%3A", ":").replaceAll("%", "~");
}
