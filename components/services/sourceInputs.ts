import type { AzureServiceName } from "./azureServices";
import type { CustomPairInputs } from "./customPair";
import type { VaultPairInputs } from "./vaultPair";

/** A key source as plain values, told apart by `service`. At preview, any value may still be unknown. */
export type SourceInputs = AzureSourceInputs | VaultPairInputs | CustomPairInputs;

/** A row of the table of services, and the resource that has the keys. */
export interface AzureSourceInputs {
    readonly service: AzureServiceName;
    /** Subscription of the resource; default: the one that azure-native is configured with. */
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    /** Name of the resource; a nested one as ARM templates write it, `namespace/rule`. */
    readonly name: string;
}
