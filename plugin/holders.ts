import { appConfigurationKeyValues } from "../components/consumers/appConfiguration/keyValues";
import type { AppSettingsArgs } from "../components/consumers/appService/appSettings";
import {
    connectionStrings,
    type ConnectionString as DeclaredConnectionString,
} from "../components/consumers/appService/connectionStrings";
import { type StorageMount, storageMounts } from "../components/consumers/appService/storageMounts";
import type { Holder as DeclaredHolder } from "../components/consumers/consumer";
import { containerAppJobSecrets } from "../components/consumers/containerApps/containerAppJobSecrets";
import { containerAppSecrets } from "../components/consumers/containerApps/containerAppSecrets";
import type { KeyContent } from "../components/consumers/keyContent";
import { type KeyVaultReference, keyVaultReference } from "../components/consumers/keyVaultReference";
import type { KeyVaultSecretArgs, SecretReader } from "../components/consumers/keyVaultSecret";
import { type SasArgs, type SasContent, sas as sasContent } from "../components/consumers/sas/sas";
import type { SettingValue } from "../components/consumers/settingValue";
import { ACTION_HOLDERS } from "./actionHolders";
import { given } from "./given";
import type { AppSettings, ConnectionString, Holder, KeyVaultSecret, Sas, Setting } from "./holderArgs";
import { placeOf } from "./holderPlace";
import { propertyProblem, type Required, requiredBy } from "./propertyProblem";

/** @param argument where the user wrote it, for messages: `appSettings[0]`. */
export function appSettingsOf({ settings, ...site }: AppSettings, argument: string): AppSettingsArgs {
    return {
        ...site,
        settings: settingsOf(settings, `${argument}.settings`),
    };
}

/** The holders by their kind, with what each needs. */
const HOLDERS: Readonly<Record<string, (holder: Holder, argument: string, required: Required) => DeclaredHolder>> = {
    connectionStrings: (holder, argument, required) =>
        connectionStrings({
            ...siteOf(holder, required),
            connectionStrings: mapped(holder.connectionStrings ?? {}, (entry, name) =>
                connectionStringOf(entry, `${argument}.connectionStrings.${name}`),
            ),
        }),
    storageMounts: (holder, _, required) =>
        storageMounts({
            ...siteOf(holder, required),
            mounts: (holder.mounts ?? {}) as Record<string, StorageMount>,
        }),
    containerAppSecrets: (holder, argument, required) =>
        containerAppSecrets({
            ...containersOf(holder, argument, required),
            containerApp: required("containerApp", holder.containerApp),
        }),
    containerAppJobSecrets: (holder, argument, required) =>
        containerAppJobSecrets({
            ...containersOf(holder, argument, required),
            ...given({ cachedFor: holder.cachedFor }),
            job: required("job", holder.job),
        }),
    appConfigurationKeyValues: (holder, argument, required) =>
        appConfigurationKeyValues({
            ...placeOf(holder, required),
            ...given({ label: holder.label, sentinel: holder.sentinel }),
            configStoreName: required("configStoreName", holder.configStoreName),
            cachedFor: required("cachedFor", holder.cachedFor),
            keyValues: settingsOf(holder.keyValues, `${argument}.keyValues`),
        }),
    ...ACTION_HOLDERS,
};

/** @param argument where the user wrote it, for messages: `holders[0]`. */
export function holderOf(holder: Holder, argument: string): DeclaredHolder {
    const { kind } = holder;
    const make = Object.hasOwn(HOLDERS, kind) ? HOLDERS[kind] : undefined;
    if (make === undefined) {
        throw propertyProblem(`${argument}.kind`, `"${kind}" is none of ${Object.keys(HOLDERS).join(", ")}`);
    }
    return make(holder, argument, requiredBy(kind, argument));
}

function siteOf(holder: Holder, required: Required) {
    return { ...placeOf(holder, required), ...given({ slot: holder.slot }), site: required("site", holder.site) };
}

function containersOf(holder: Holder, argument: string, required: Required) {
    return {
        ...placeOf(holder, required),
        ...given({ identity: holder.identity }),
        secrets: settingsOf(holder.secrets, `${argument}.secrets`),
    };
}

function settingsOf(settings: Readonly<Record<string, Setting>> = {}, argument: string) {
    return mapped(settings, (setting, name) => settingOf(setting, `${argument}.${name}`));
}

function connectionStringOf({ type, ...setting }: ConnectionString, argument: string): DeclaredConnectionString {
    const declared = type === undefined ? {} : { type: type as Exclude<DeclaredConnectionString["type"], undefined> };
    return { value: settingOf(setting, argument), ...declared };
}

/** @param argument where the user wrote it, for messages: `keyVaultSecrets[0]`. */
export function keyVaultSecretOf(
    { content, sas, readers, ...entry }: KeyVaultSecret,
    argument: string,
): KeyVaultSecretArgs {
    // A type that is none is refused by the pair's own check.
    const secret = { ...entry, ...given({ readers: readers as readonly SecretReader[] | undefined }) };
    if (content !== undefined && sas !== undefined) {
        throw propertyProblem(argument, "must have either `content` or `sas`");
    }
    if (sas !== undefined) {
        return { ...secret, content: sasOf(sas) };
    }
    return { ...secret, ...(content === undefined ? {} : { content: content as KeyContent }) };
}

/** A `content` or `form` that is none is refused by the pair's own check. */
function settingOf({ content, sas, secretName, form }: Setting, argument: string): SettingValue {
    if ([content, sas, secretName].filter((given) => given !== undefined).length !== 1) {
        throw propertyProblem(argument, "must have one of `content`, `sas` and `secretName`");
    }
    if (secretName !== undefined) {
        return keyVaultReference(secretName, form === undefined ? {} : { form: form as KeyVaultReference["form"] });
    }
    return sas === undefined ? (content as KeyContent) : sasOf(sas);
}

function sasOf({ form, ...sas }: Sas): SasContent {
    return sasContent({ ...sas, ...(form === undefined ? {} : { form: form as Exclude<SasArgs["form"], undefined> }) });
}

function mapped<From, To>(values: Readonly<Record<string, From>>, made: (value: From, name: string) => To) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, made(value, name)]));
}
