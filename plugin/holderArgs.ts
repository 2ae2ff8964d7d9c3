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

/**
 * Another place that holds the active key. Of a web app or function app: `connectionStrings` or `storageMounts` (`resourceGroupName`, `site`, `slot`).
 * `containerAppSecrets` (`containerApp`), `containerAppJobSecrets` (`job`), `appConfigurationKeyValues` (`configStoreName`).
 * Of other services: `machineLearningWorkspace` (`workspaceName`), `batchAutoStorage` (`accountName`), `mediaServicesAccount` (`accountName`,
 * `storageAccountId`), `namedValue` (`serviceName`, `namedValueId`), `iotHubEndpoints` (`hubName`, `routing`, `fileUpload`), `linkedService`
 * (`factoryName`, `linkedServiceName`, `definition`, `contentAt`), `automationVariable` (`automationAccountName`, `variableName`). What a call of
 * Azure Resource Manager writes: `armAction` (`path`, `apiVersion`); what a program writes: `commandHolder` (`label`, `command`).
 */
export interface Holder {
    /** Which kind of place it is. */
    readonly kind: string;
    /** Resource group of the service; all kinds but `armAction` and `commandHolder` need it. */
    readonly resourceGroupName?: Input<string>;
    /** Web apps: name of the app. */
    readonly site?: Input<string>;
    /** Web apps: deployment slot, such as `staging`; default: production. Each slot that holds the key needs an entry of its own. */
    readonly slot?: Input<string>;
    /** Subscription of the service; default: the configured one. */
    readonly subscriptionId?: Input<string>;
    /** Names the child resource; default: the names of the place. */
    readonly name?: string;
    /** Those of wave 1 (default) take a new key first, those of wave 2 when all of wave 1 have it, and so on. */
    readonly wave?: number;
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
    /**
     * `appConfigurationKeyValues`: label of the key-values and of the sentinel; default: none. `commandHolder`: what holds the key, such as
     * `ci/STORAGE_KEY`: names it in messages and in the state.
     */
    readonly label?: Input<string>;
    /** `appConfigurationKeyValues`: a key that gets another value once all others are written. */
    readonly sentinel?: Input<string>;
    /**
     * How long readers may go on with a copy, such as `24h`; the old key is retired after that. Default: not at all;
     * `appConfigurationKeyValues` must say it. `containerAppJobSecrets`: how long an execution may go on with the key that it started
     * with; default: an update waits until those under way have ended.
     */
    readonly cachedFor?: Input<string>;
    /** What is held, where the kind leaves it open: `key` or `connectionString`. */
    readonly content?: string;
    /** `machineLearningWorkspace`: name of the workspace. */
    readonly workspaceName?: Input<string>;
    /** `batchAutoStorage`, `mediaServicesAccount`: name of the account. */
    readonly accountName?: Input<string>;
    /** `mediaServicesAccount`: ARM id of the storage account. */
    readonly storageAccountId?: Input<string>;
    /** `namedValue`: name of the API Management service. */
    readonly serviceName?: Input<string>;
    /** `namedValue`: its id. */
    readonly namedValueId?: Input<string>;
    /** `namedValue`: the name by which policies refer to it; default: its id. */
    readonly displayName?: Input<string>;
    /** `namedValue`: its tags. */
    readonly tags?: Input<string>[];
    /** `iotHubEndpoints`: name of the IoT hub. */
    readonly hubName?: Input<string>;
    /** `iotHubEndpoints`: names of endpoints that messages are routed to. */
    readonly routing?: Input<string>[];
    /** `iotHubEndpoints`: whether devices upload files to the pair's storage account. */
    readonly fileUpload?: Input<boolean>;
    /** `linkedService`: name of the data factory. */
    readonly factoryName?: Input<string>;
    /** `linkedService`: its name. */
    readonly linkedServiceName?: Input<string>;
    /** `linkedService`: the whole definition but for the value, as JSON text. */
    readonly definition?: Input<string>;
    /** `automationVariable`: name of the Automation account. */
    readonly automationAccountName?: Input<string>;
    /** `automationVariable`: its name. */
    readonly variableName?: Input<string>;
    /** `automationVariable`: whether it is encrypted; default true. */
    readonly isEncrypted?: Input<boolean>;
    /** `armAction`: the ARM id of what is called and, for a POST, what is asked of it. One that begins with `/resourceGroups/` is in the configured subscription. */
    readonly path?: Input<string>;
    /** `armAction`: version of the service's API, such as `2023-11-01`. */
    readonly apiVersion?: Input<string>;
    /** `armAction`: `POST` (default), `PUT` or `PATCH`. */
    readonly method?: Input<string>;
    /** `armAction`: what is sent, without a key, as JSON text. */
    readonly body?: Input<string>;
    /** `armAction`, `linkedService`: JSON Pointer to where the value stands in the body or the definition, such as `/properties/value`. */
    readonly contentAt?: Input<string>;
    /** `armAction`: how it is seen that the service has the key; default: its answer to the call is enough. */
    readonly check?: HolderCheck;
    /** `armAction`: whether the call is made once more when the old key was retired; default false. */
    readonly afterRetirement?: boolean;
    /** `machineLearningWorkspace`: the only slot whose key the workspace takes, such as `key1`, where that is known. */
    readonly takesOnly?: Input<string>;
    /** `commandHolder`: the program and its arguments; it reads the value from its standard input, and exit code 0 says that the application uses it. */
    readonly command?: Input<string>[];
    /** `commandHolder`: the program and its arguments that print the value, or the key's fingerprint, that is held now. */
    readonly look?: Input<string>[];
    /** `commandHolder`: how long each of the two programs may take; default `60s`. `machineLearningWorkspace`: how long until it shows the key; default `5m`. */
    readonly timeout?: Input<string>;
}

/** A call whose answer is asked until it is as said. */
export interface HolderCheck {
    /** Path of the call; default: that of the action. */
    readonly path?: Input<string>;
    /** Default: that of the action. */
    readonly apiVersion?: Input<string>;
    /** `GET` (default) or `POST`. */
    readonly method?: Input<string>;
    /** JSON Pointer to the value itself in the answer. */
    readonly contentAt?: Input<string>;
    /** JSON Pointer to the key's fingerprint in the answer. */
    readonly fingerprintAt?: Input<string>;
    /** JSON Pointer to what is another value once the service has done it. */
    readonly changedAt?: Input<string>;
    /** What the answer must show, by its JSON Pointer. */
    readonly expect?: Record<string, Input<string>>;
    /** How long the service is given; default `2m`. */
    readonly timeout?: Input<string>;
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
