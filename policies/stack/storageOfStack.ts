import type { Pair } from "./pairState";
import { plainType } from "./resourceType";
import { type Stack, wanted } from "./stack";
import type { StackResource } from "./stackResource";
import { field, momentAt, numberAt, textAt, UNKNOWN } from "./value";

/** A storage account of azure-native, of any API version. */
export interface StorageAccount {
    readonly resource: StackResource;
    /** Its name in Azure; undefined if it is not known yet. */
    readonly name: string | undefined;
    readonly resourceGroupName: string | undefined;
    /** Whether its keys open it: Azure's default is that they do. */
    readonly sharedKeys: "allowed" | "refused" | "unknown";
    /** Days after which Azure calls a key expired. */
    readonly keyExpirationDays: number | undefined | typeof UNKNOWN;
    /** When each key was made, in milliseconds since 1970, by slot. */
    readonly keyCreation: Readonly<Record<"key1" | "key2", number | undefined>>;
    /** When the account was made. */
    readonly createdAt: number | undefined;
    /** The pair that rotates its keys. */
    readonly pair: Pair | undefined;
}

/** The storage accounts of a stack. */
export function storageAccountsIn(stack: Stack): readonly StorageAccount[] {
    return stack.resources
        .filter(({ type }) => plainType(type) === "storage:storageaccount")
        .map((resource) => storageAccountOf(resource, stack.pairs));
}

function storageAccountOf(resource: StackResource, pairs: readonly Pair[]): StorageAccount {
    const { inputs, outputs } = resource;
    const name = textAt(outputs, "name") ?? textAt(inputs, "accountName");
    const allowed = field(wanted(resource), "allowSharedKeyAccess");
    const days = field(wanted(resource), "keyPolicy", "keyExpirationPeriodInDays");
    return {
        resource,
        name,
        resourceGroupName: textAt(inputs, "resourceGroupName"),
        sharedKeys: allowed === UNKNOWN ? "unknown" : allowed === false ? "refused" : "allowed",
        keyExpirationDays:
            days === UNKNOWN ? UNKNOWN : numberAt(wanted(resource), "keyPolicy", "keyExpirationPeriodInDays"),
        keyCreation: {
            key1: momentAt(outputs, "keyCreationTime", "key1"),
            key2: momentAt(outputs, "keyCreationTime", "key2"),
        },
        createdAt: momentAt(outputs, "creationTime"),
        // Names of storage accounts are unique in all of Azure.
        pair: name === undefined ? undefined : pairs.find(({ sourceName }) => sourceName === name.toLowerCase()),
    };
}
