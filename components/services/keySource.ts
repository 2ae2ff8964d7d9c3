import type { Input } from "@pulumi/pulumi";

/** The service whose two keys are rotated. Made by a function such as `storageAccount`, `vaultPair` or `custom`. */
export interface KeySource {
    /** The service, by the name of the function. */
    readonly service: string;
}

/** A source as a program makes it: what else it tells depends on the service. */
export function sourceOf(source: KeySource & Readonly<Record<string, unknown>>): KeySource {
    return source;
}

/** The place of an Azure resource, in the arguments of every source of the table. */
export interface ResourcePlace {
    /** Name of the resource group that the resource is in. */
    readonly resourceGroupName: Input<string>;
    /** Subscription of the resource; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}
