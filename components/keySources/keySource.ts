import type { Input } from "@pulumi/pulumi";
import type { AzureServiceName } from "./azureServices";

/** The service whose two keys are rotated. Made by a function such as `storageAccount`. */
export interface KeySource {
    /** The row of the table of services. */
    readonly service: AzureServiceName;
    /** Subscription of the resource; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
    readonly resourceGroupName: Input<string>;
    /** Name of the resource. */
    readonly name: Input<string>;
}

/** Arguments of `storageAccount`, named as azure-native names them. */
export interface StorageAccountSource {
    /** Name of the resource group that the account is in. */
    readonly resourceGroupName: Input<string>;
    /** Name of the account. */
    readonly accountName: Input<string>;
    /** Subscription of the account; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** The keys of an Azure Storage account, `key1` and `key2`. */
export function storageAccount({ accountName, ...rest }: StorageAccountSource): KeySource {
    return { service: "storageAccount", name: accountName, ...rest };
}
