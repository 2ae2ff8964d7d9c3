import type { Input } from "@pulumi/pulumi";
import type { Consumer } from "../consumers/consumer";
import type { DependentsSearch } from "../dependents/dependentsSearch";
import type { Gate } from "../gates/gate";
import type { RotationTrigger } from "../lifecycle/trigger";
import type { KeySource } from "../services/keySource";

/** How a pair gets from one key to the other. */
export type Strategy =
    /** Regenerate the standby key, move every consumer to it, retire the key they left. */
    | "alternate"
    /**
     * The four steps of "Manage storage account access keys": move every consumer to the unchanged standby key, and regenerate the outgoing
     * key; the next update moves them back and regenerates the standby key. Two updates per rotation.
     */
    | "there-and-back";

/** How Rotation waits until the service accepts a new key. Durations are text such as `30s` or `10m`. */
export interface PropagationArgs {
    /** After this long the update fails, before any consumer is touched; default `10m` (Azure Storage's own figure). */
    readonly timeout?: Input<string>;
    /** So many tries in a row must be accepted; default 3. */
    readonly consecutive?: Input<number>;
    /** Time between two tries; default `500ms`. */
    readonly interval?: Input<string>;
    /** The wait instead, if the machine that runs `pulumi up` cannot reach the data plane; default `10m`. */
    readonly blindWait?: Input<string>;
}

/** Arguments of `RotatingKeyPair`. */
export interface RotatingKeyPairArgs {
    /** The service whose two keys are rotated, such as `storageAccount({ … })`. */
    readonly source: KeySource;
    /** Any value; a change of it means "rotate". May be left out if `rotateEvery` is given. */
    readonly rotationTrigger?: Input<RotationTrigger>;
    /**
     * Any value; a change of it means "rotate now and retire now": the outgoing key is retired at once. A failed gate still blocks it, and so
     * does a consumer that holds it.
     */
    readonly emergencyTrigger?: Input<RotationTrigger>;
    /** Age of the active key, such as `90d`, at which the next update rotates it; default: never. */
    readonly rotateEvery?: Input<string>;
    /**
     * The slot that consumers shall use; it overrides the triggers. Nothing is regenerated for it. The way to roll back while the outgoing key
     * is still valid. Resources of `own` must take `key.generation`.
     */
    readonly pinnedSlot?: Input<string>;
    /**
     * The slot that applications use when the pair is adopted, by the service's own name; default: the first. `found`: the slot whose key the
     * consumers hold. The pair is refused if no consumer holds this slot, and some hold the other.
     */
    readonly initialSlot?: Input<string>;
    /** Default `alternate`. */
    readonly strategy?: Input<Strategy>;
    /**
     * Everything that uses the key, each made by a function such as `keyVaultSecret`, `appSettings` or `own`. One that refers to a secret needs
     * that secret in the list.
     */
    readonly consumers?: readonly Consumer[];
    /**
     * For consumers in waves: how long one wave uses a new key before the next wave gets it, such as `24h`. The outgoing key stays valid until
     * the last wave has the new one. Default `0s`: each wave in the same update, when the one before is done.
     */
    readonly soak?: Input<string>;
    /** How long an update waits for resources of `own`, which nobody can confirm, before it retires; default `60s`. */
    readonly settle?: Input<string>;
    /** Checks between the switch and the retirement, such as `grace("48h")`; asked in this order. */
    readonly gates?: readonly Gate[];
    /** `manual`: the outgoing key stays valid until `retireTrigger` changes. Default `automatic`. */
    readonly retire?: Input<"automatic" | "manual">;
    /** Any value; a change of it retires the outgoing key of a pair whose `retire` is `manual`. */
    readonly retireTrigger?: Input<RotationTrigger>;
    /**
     * Looks, before a rotation, for every place that holds a key of the pair, registered or not; `{}` does it with the defaults. Default:
     * nothing but the consumers is looked at.
     */
    readonly dependents?: DependentsSearch;
    /** How Rotation waits until the service accepts a new key. */
    readonly propagation?: PropagationArgs;
    /**
     * Configuration namespace with the settings for Azure, as azure-native has them (`subscriptionId`, `tenantId`, …); default `azure-native`.
     * They are used for keys and for consumers. azure-native writes the Key Vault secrets. Its provider for the pair (the default one, or one
     * given to the pair or a component around it) has to work in the same subscription. Otherwise the pair is refused at preview.
     */
    readonly azureConfig?: string;
}
