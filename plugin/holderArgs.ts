// The places that hold the active key, as args.ts has them.
import type { Input } from "@pulumi/pulumi";

/** A Key Vault secret that holds the active key: a new version with every switch. */
export interface KeyVaultSecret {
    /** Resource group of the vault. */
    readonly resourceGroupName: Input<string>;
    /** Name of the vault. */
    readonly vaultName: Input<string>;
    /** Name of the secret: 1 to 127 letters, digits and hyphens. */
    readonly secretName: Input<string>;
    /** What the secret holds: `key` (default) or `connectionString`; or `sas`. */
    readonly content?: string;
    /** A SAS, instead of `content`. */
    readonly sas?: Sas;
    /** Content type of the secret; default: what `content` says. */
    readonly contentType?: Input<string>;
    /** The secret expires this long after the switch, such as `90d`; default: never. */
    readonly expiresAfter?: Input<string>;
    /** How long readers may go on with a copy, such as `24h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
    /** Names the child resource; default: the secret's name. */
    readonly name?: string;
}

/** Settings of a web app or function app that hold the active key. All other settings of the app stay as they are. */
export interface AppSettings {
    /** Resource group of the app. */
    readonly resourceGroupName: Input<string>;
    /** Name of the app. */
    readonly site: Input<string>;
    /** Deployment slot, such as `staging`; default: production. Each slot that holds the key needs an entry of its own. */
    readonly slot?: Input<string>;
    /** Subscription of the app; default: the configured one. */
    readonly subscriptionId?: Input<string>;
    /** Names the child resource; default: the app's name. */
    readonly name?: string;
    /** What each setting holds, by its name. */
    readonly settings: Record<string, Setting>;
}

/** A shared access signature of a storage account, signed with the active key and issued anew with every switch. */
export interface Sas {
    /** What it allows, by the letters of Azure Storage, such as `rl`. */
    readonly permissions: string;
    /** How long it is valid, such as `120d`, counted from the moment when the key was taken into use; longer than `rotateEvery`. */
    readonly validFor: string;
    /** The container that it opens; absent for a SAS of the account. */
    readonly container?: string;
    /** The one blob in the container that it opens; absent for all. */
    readonly blob?: string;
    /** Of an account: the services that it opens, of `b`, `q`, `t` and `f`; default `b`. */
    readonly services?: string;
    /** Of an account: what in them, of `s`, `c` and `o`; default `co`. */
    readonly resourceTypes?: string;
    /** `token` (default), `url`, or, of an account, `connectionString`. */
    readonly form?: string;
}

/** What one setting is to hold: `content`, a `sas`, or a reference to the secret `secretName`. */
export interface Setting {
    /** `key` or `connectionString`. */
    readonly content?: string;
    /** A SAS. */
    readonly sas?: Sas;
    /** A Key Vault reference to this secret, which is one of the pair's `keyVaultSecrets`. */
    readonly secretName?: string;
    /** Of a reference: `versioned` (default), or `versionless`, which the platform refreshes within 24 hours only. */
    readonly form?: string;
}

/** Another place in a web app or function app that holds the active key. */
export interface Holder {
    /** `connectionStrings` or `storageMounts`. */
    readonly kind: string;
    /** Resource group of the app. */
    readonly resourceGroupName: Input<string>;
    /** Name of the app. */
    readonly site: Input<string>;
    /** Deployment slot, such as `staging`; default: production. Each slot that holds the key needs an entry of its own. */
    readonly slot?: Input<string>;
    /** Subscription of the app; default: the configured one. */
    readonly subscriptionId?: Input<string>;
    /** Names the child resource; default: the app's name. */
    readonly name?: string;
    /** `connectionStrings`: each by its name. */
    readonly connectionStrings?: Record<string, ConnectionString>;
    /** `storageMounts`: each by its name. */
    readonly mounts?: Record<string, StorageMount>;
}

/** What one connection string of an app is to hold: `content`, a `sas`, or a reference to the secret `secretName`. */
export interface ConnectionString {
    /** `connectionString` or `key`. */
    readonly content?: string;
    /** A SAS. */
    readonly sas?: Sas;
    /** A Key Vault reference to this secret, which is one of the pair's `keyVaultSecrets`. */
    readonly secretName?: string;
    /** Of a reference: `versioned` (default), or `versionless`, which the platform refreshes within 24 hours only. */
    readonly form?: string;
    /** As App Service calls it, such as `ServiceBus`; default `Custom`. */
    readonly type?: string;
}

/** A share or container that App Service mounts for an app, with the active key. */
export interface StorageMount {
    /** `AzureFiles` (a share, default) or `AzureBlob` (a container, read only). */
    readonly type?: Input<string>;
    /** Storage account; the one whose keys are rotated. */
    readonly accountName: Input<string>;
    /** Share, or container of `AzureBlob`. */
    readonly shareName: Input<string>;
    /** Where the application finds it, such as `/mounts/photos`. */
    readonly mountPath: Input<string>;
}
