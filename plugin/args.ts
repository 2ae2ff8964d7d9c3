/*
 * The arguments of a pair for programs in other languages. The schema that `pulumi package add` makes an SDK of is made of
 * these declarations, comments included (`npm run schema`). Its analyzer takes interfaces alone: no union, no function, no
 * read-only array. Each property says the same as its namesake in `RotatingKeyPairArgs`, and is checked there.
 */
import type { Input } from "@pulumi/pulumi";
import type { DependentsSearch } from "./dependentsArgs";
import type { AppSettings, Holder, KeyVaultSecret } from "./holderArgs";

/** Arguments of `RotatingKeyPair`. Durations are text such as `30s`, `48h` or `90d`. */
export interface RotatingKeyPairPluginArgs {
    /** The service whose two keys are rotated. */
    readonly source: Source;
    /** Any text; a change of it means "rotate". May be left out where `rotateEvery` is given. */
    readonly rotationTrigger?: Input<string>;
    /**
     * Any text; a change of it means "rotate now and retire now": the outgoing key is not given any time, but a gate that
     * failed still holds it, and so does a consumer that is seen to hold it.
     */
    readonly emergencyTrigger?: Input<string>;
    /** Age of the active key, such as `90d`, at which the next update rotates it; default: never. */
    readonly rotateEvery?: Input<string>;
    /**
     * The slot that consumers shall use, whatever the triggers say; nothing is regenerated for it. The way to roll back
     * while the key that consumers left is still valid.
     */
    readonly pinnedSlot?: Input<string>;
    /** The slot that applications use when the pair is adopted, by the service's own name; default: the first. */
    readonly initialSlot?: Input<string>;
    /**
     * `alternate` (default): key1, key2, key1 and so on, one update per rotation. `there-and-back`: to the other key as it
     * is, and home again with the next update.
     */
    readonly strategy?: Input<string>;
    /** Key Vault secrets that hold the active key. */
    readonly keyVaultSecrets?: KeyVaultSecret[];
    /** Settings of web apps and function apps that hold the active key. */
    readonly appSettings?: AppSettings[];
    /** Other places that hold the active key. */
    readonly holders?: Holder[];
    /**
     * Where consumers take a new key in waves: how long one wave goes on with it before the next is given it, such as `24h`.
     * Default `0s`: each wave in the same update, when the one before is done.
     */
    readonly soak?: Input<string>;
    /** Checks between the switch and the retirement; asked in this order. */
    readonly gates?: Gate[];
    /** `manual`: the outgoing key stays valid until `retireTrigger` changes. Default `automatic`. */
    readonly retire?: Input<string>;
    /** Any text; a change of it retires the outgoing key of a pair whose `retire` is `manual`. */
    readonly retireTrigger?: Input<string>;
    /** Looks, before a rotation, for every place that holds a key of the pair, registered or not. Default: it does not. */
    readonly dependents?: DependentsSearch;
    /** How an update waits until the service accepts a new key. */
    readonly propagation?: Propagation;
}

/** The service whose two keys are rotated. */
export interface Source {
    /**
     * A service of the table in the documentation, such as `storageAccount`, `cosmosDb` or `serviceBusRule`
     * (`resourceGroupName`, `names`, `subscriptionId`), or a pair of one's own: `vaultPair` (`vaultUri`, `secretNames`) or
     * `custom` (`module`, `config`).
     */
    readonly service: string;
    /** Services of the table: resource group of the resource. */
    readonly resourceGroupName?: Input<string>;
    /**
     * Services of the table: name of the resource after those of its parents, outermost first: one for a storage account,
     * namespace and rule for a `serviceBusRule`. The documentation of the service has the order.
     */
    readonly names?: Input<string>[];
    /** Services of the table: subscription of the resource; default: the configured one. */
    readonly subscriptionId?: Input<string>;
    /** `vaultPair`: where the vault's secrets are read and written, such as `https://keys.vault.azure.net`. */
    readonly vaultUri?: Input<string>;
    /** `vaultPair`: names of the two secrets, which are the names of the slots as well. */
    readonly secretNames?: Input<string>[];
    /** `custom`: a JavaScript module that lists the keys and makes one anew; loaded from the folder of the program. */
    readonly module?: Input<string>;
    /** `custom`: told to the module with each call; no secrets. */
    readonly config?: Record<string, Input<string>>;
}

/** A check between the switch and the retirement of the key that consumers left. */
export interface Gate {
    /**
     * `grace` (`duration`), `acknowledged` (`name`, `generation`), `httpHealthy` (`url`, `attempts`, `interval`, `timeout`,
     * `status`, `body`), `keyAccepted`, `command` (`command`, `timeout`), `module` (`module`, `config`) or `unused` (`workspaceId`,
     * `quietFor`, `showsUpWithin`, `beforeRotation`, `services`).
     */
    readonly kind: string;
    /** `grace`: keeps the old key valid for so long, counted from the moment when every consumer has switched. */
    readonly duration?: Input<string>;
    /** `acknowledged`: who says that it has taken the new key. */
    readonly name?: Input<string>;
    /** `acknowledged`: the last generation that it has taken; absent where there is none yet. */
    readonly generation?: Input<number>;
    /** `httpHealthy`: what is asked until one answer is as expected. */
    readonly url?: Input<string>;
    /** `httpHealthy`: after so many tries it fails; default 3. */
    readonly attempts?: Input<number>;
    /** `httpHealthy`: time between two tries; default `5s`. */
    readonly interval?: Input<string>;
    /** `httpHealthy`: time for each try, default `10s`. `command`: time for the command, default `60s`. */
    readonly timeout?: Input<string>;
    /** `httpHealthy`: HTTP status of a healthy application; default 200. */
    readonly status?: Input<number>;
    /** `httpHealthy`: text that the body contains; default: any body. */
    readonly body?: Input<string>;
    /**
     * `command`: the program and its arguments. Exit code 0 opens the gate, 75 keeps it waiting, any other fails it; the
     * last line it prints is the reason. It finds the pair in `TWO_KEY_PAIR`, `TWO_KEY_GENERATION`, `TWO_KEY_ACTIVE_SLOT`
     * and `TWO_KEY_OUTGOING_SLOT`, and never a key.
     */
    readonly command?: Input<string>[];
    /** `module`: a JavaScript module that exports `check`; loaded from the folder of the program when the gate is asked. */
    readonly module?: Input<string>;
    /** `module`: told to the module. */
    readonly config?: Record<string, Input<string>>;
    /**
     * `unused`: GUID of the Log Analytics workspace that the logs of the storage account are sent to. The gate waits while they show
     * that somebody uses the outgoing key, and is asked of the standby key before a rotation.
     */
    readonly workspaceId?: Input<string>;
    /** `unused`: for so long nobody has used the key, such as `7d`; at least `1m`. */
    readonly quietFor?: Input<string>;
    /** `unused`: how long one update waits until a call of its own shows up in the logs; default `5m`. */
    readonly showsUpWithin?: Input<string>;
    /** `unused`: whether a rotation looks for the standby key as well, before it regenerates that; default true. */
    readonly beforeRotation?: Input<boolean>;
    /** `unused`: the services whose logs count, of `blob`, `file`, `queue` and `table`; default: all that the account has. */
    readonly services?: Input<string>[];
}

/** How an update waits until the service accepts a new key. */
export interface Propagation {
    /** After this long the update fails, before any consumer is touched; default `10m`. */
    readonly timeout?: Input<string>;
    /** So many tries in a row must be accepted; default 3. */
    readonly consecutive?: Input<number>;
    /** Time between two tries; default `500ms`. */
    readonly interval?: Input<string>;
    /** Waited instead where the data plane cannot be reached from where the update runs; default: by service. */
    readonly blindWait?: Input<string>;
}
