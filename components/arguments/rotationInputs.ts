import type { ConsumerPlace } from "../consumers/consumer";
import type { AzureServiceName } from "../keySources/azureServices";

/** A key source as plain values. */
export interface SourceInputs {
    readonly service: AzureServiceName;
    readonly subscriptionId?: string;
    readonly resourceGroupName: string;
    readonly name: string;
}

/** What both ends of a rotation are told of a pair. At preview, any value may still be unknown. */
export interface PairInputs {
    /** Name of the pair, for messages. */
    readonly pair: string;
    readonly source: SourceInputs;
    /** Configuration namespace that says how to reach Azure. */
    readonly azureConfig: string;
    /** Every built-in consumer. */
    readonly consumers: readonly ConsumerPlace[];
    /** Whether there are consumers of the user's own, which cannot be looked at. */
    readonly customConsumers: boolean;
}

/** Inputs of Rotation. Durations are still text, so that a bad one is refused by name. */
export interface RotationInputs extends PairInputs {
    /** The trigger in its canonical form. */
    readonly trigger: string;
    readonly initialSlot: string;
    readonly strategy: string;
    readonly propagation: {
        readonly timeout: string;
        readonly consecutive: number;
        readonly interval: string;
        readonly blindWait: string;
    };
    readonly settle: string;
}
