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
    /** What the secret holds: `key` (default) or `connectionString`. */
    readonly content?: string;
    /** Content type of the secret; default: what `content` says. */
    readonly contentType?: Input<string>;
    /** The secret expires this long after the switch, such as `90d`; default: never. */
    readonly expiresAfter?: Input<string>;
    /** How long readers may go on with a copy, such as `24h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
    /** Who may read the secret: each gets the role Key Vault Secrets User on this secret. Default: nobody is given anything. */
    readonly readers?: SecretReader[];
    /** Whether the managed identities of the apps that refer to the secret are readers, too; default: where `readers` is given. */
    readonly appsRead?: boolean;
    /** Names the child resource; default: the secret's name. */
    readonly name?: string;
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
}

/** Who may read a secret. */
export interface SecretReader {
    /** Object id of the principal in Entra ID. */
    readonly principalId: Input<string>;
    /** `ServicePrincipal` (default, which managed identities are), `Group` or `User`. */
    readonly principalType?: Input<string>;
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
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
    /** What each setting holds, by its name. */
    readonly settings: Record<string, Setting>;
}

/** What one setting is to hold: either `content`, or a reference to the secret `secretName`. */
export interface Setting {
    /** `key` or `connectionString`. */
    readonly content?: string;
    /** A Key Vault reference to this secret, which is one of the pair's `keyVaultSecrets`. */
    readonly secretName?: string;
    /** Of a reference: `versioned` (default), or `versionless`, which the platform refreshes within 24 hours only. */
    readonly form?: string;
}

/** Another place that holds the active key. */
export interface Holder {
    /**
     * `connectionStrings` or `storageMounts` of a web app or function app (`site`), `containerAppSecrets` (`containerApp`),
     * `containerAppJobSecrets` (`job`) or `appConfigurationKeyValues` (`configStoreName`).
     */
    readonly kind: string;
    /** Resource group of what has the place. */
    readonly resourceGroupName: Input<string>;
    /** Subscription of what has the place; default: the configured one. */
    readonly subscriptionId?: Input<string>;
    /** Names the child resource; default: the name of what has the place. */
    readonly name?: string;
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
    /** `connectionStrings` and `storageMounts`: name of the app. */
    readonly site?: Input<string>;
    /**
     * `connectionStrings` and `storageMounts`: deployment slot, such as `staging`; default: production. Each slot that holds the key
     * needs an entry of its own.
     */
    readonly slot?: Input<string>;
    /** `connectionStrings`: each by its name. */
    readonly connectionStrings?: Record<string, ConnectionString>;
    /** `storageMounts`: each by its name. */
    readonly mounts?: Record<string, StorageMount>;
    /** `containerAppSecrets`: name of the container app. */
    readonly containerApp?: Input<string>;
    /** `containerAppJobSecrets`: name of the job. */
    readonly job?: Input<string>;
    /** `containerAppSecrets` and `containerAppJobSecrets`: what each secret holds, by its name. */
    readonly secrets?: Record<string, Setting>;
    /**
     * `containerAppSecrets` and `containerAppJobSecrets`: the identity that reads Key Vault secrets which are referred to: the resource ID
     * of a user-assigned one, or `system` (default).
     */
    readonly identity?: Input<string>;
    /** `appConfigurationKeyValues`: name of the configuration store. */
    readonly configStoreName?: Input<string>;
    /** `appConfigurationKeyValues`: what each key-value holds, by its key. */
    readonly keyValues?: Record<string, Setting>;
    /** `appConfigurationKeyValues`: label of the key-values and of the sentinel; default: none. */
    readonly label?: Input<string>;
    /** `appConfigurationKeyValues`: a key that gets another value once all others are written. */
    readonly sentinel?: Input<string>;
    /**
     * `appConfigurationKeyValues`: how long applications may go on with what they have read, such as `5m`. `containerAppJobSecrets`: how
     * long an execution may go on with the key that it started with; default: an update waits until those under way have ended.
     */
    readonly cachedFor?: Input<string>;
}

/** What one connection string of an app is to hold: either `content`, or a reference to the secret `secretName`. */
export interface ConnectionString {
    /** `connectionString` or `key`. */
    readonly content?: string;
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
