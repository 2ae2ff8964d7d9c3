import type { AppSettingsArgs } from "../components/consumers/appService/appSettings";
import {
    connectionStrings,
    type ConnectionString as DeclaredConnectionString,
} from "../components/consumers/appService/connectionStrings";
import { type StorageMount, storageMounts } from "../components/consumers/appService/storageMounts";
import type { Holder as DeclaredHolder } from "../components/consumers/consumer";
import type { KeyContent } from "../components/consumers/keyContent";
import { type KeyVaultReference, keyVaultReference } from "../components/consumers/keyVaultReference";
import type { KeyVaultSecretArgs } from "../components/consumers/keyVaultSecret";
import { type SasArgs, type SasContent, sas as sasContent } from "../components/consumers/sas/sas";
import type { SettingValue } from "../components/consumers/settingValue";
import type { AppSettings, ConnectionString, Holder, KeyVaultSecret, Sas, Setting } from "./holderArgs";
import { propertyProblem } from "./propertyProblem";

/** @param argument where the user wrote it, for messages: `appSettings[0]`. */
export function appSettingsOf({ settings, ...site }: AppSettings, argument: string): AppSettingsArgs {
    return {
        ...site,
        settings: mapped(settings, (setting, name) => settingOf(setting, `${argument}.settings.${name}`)),
    };
}

/** @param argument where the user wrote it, for messages: `holders[0]`. */
export function holderOf(holder: Holder, argument: string): DeclaredHolder {
    const { kind, connectionStrings: strings = {}, mounts = {}, ...site } = holder;
    switch (kind) {
        case "connectionStrings":
            return connectionStrings({
                ...site,
                connectionStrings: mapped(strings, (entry, name) =>
                    connectionStringOf(entry, `${argument}.connectionStrings.${name}`),
                ),
            });
        case "storageMounts":
            return storageMounts({ ...site, mounts: mounts as Record<string, StorageMount> });
        default:
            throw propertyProblem(`${argument}.kind`, `"${kind}" is none of connectionStrings, storageMounts`);
    }
}

function connectionStringOf({ type, ...setting }: ConnectionString, argument: string): DeclaredConnectionString {
    const declared = type === undefined ? {} : { type: type as Exclude<DeclaredConnectionString["type"], undefined> };
    return { value: settingOf(setting, argument), ...declared };
}

/** @param argument where the user wrote it, for messages: `keyVaultSecrets[0]`. */
export function keyVaultSecretOf({ content, sas, ...secret }: KeyVaultSecret, argument: string): KeyVaultSecretArgs {
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
