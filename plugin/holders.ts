import type { AppSettingsArgs } from "../components/consumers/appService/appSettings";
import {
    connectionStrings,
    type ConnectionString as DeclaredConnectionString,
} from "../components/consumers/appService/connectionStrings";
import type { SiteArgs } from "../components/consumers/appService/site";
import { type StorageMount, storageMounts } from "../components/consumers/appService/storageMounts";
import type { Holder as DeclaredHolder } from "../components/consumers/consumer";
import type { KeyContent } from "../components/consumers/keyContent";
import { type KeyVaultReference, keyVaultReference } from "../components/consumers/keyVaultReference";
import type { SettingValue } from "../components/consumers/settingValue";
import { ACTION_HOLDERS } from "./actionHolders";
import { given } from "./given";
import type { AppSettings, ConnectionString, Holder, Setting } from "./holderArgs";
import { propertyProblem, type Required, requiredBy } from "./propertyProblem";

/** @param argument where the user wrote it, for messages: `appSettings[0]`. */
export function appSettingsOf({ settings, ...site }: AppSettings, argument: string): AppSettingsArgs {
    return {
        ...site,
        settings: mapped(settings, (setting, name) => settingOf(setting, `${argument}.settings.${name}`)),
    };
}

/** @param argument where the user wrote it, for messages: `holders[0]`. */
export function holderOf(holder: Holder, argument: string): DeclaredHolder {
    const { kind, connectionStrings: strings = {}, mounts = {} } = holder;
    const required = requiredBy(kind, argument);
    const make = Object.hasOwn(ACTION_HOLDERS, kind) ? ACTION_HOLDERS[kind] : undefined;
    if (make !== undefined) {
        return make(holder, required, argument);
    }
    switch (kind) {
        case "connectionStrings":
            return connectionStrings({
                ...siteOf(holder, required),
                connectionStrings: mapped(strings, (entry, name) =>
                    connectionStringOf(entry, `${argument}.connectionStrings.${name}`),
                ),
            });
        case "storageMounts":
            return storageMounts({ ...siteOf(holder, required), mounts: mounts as Record<string, StorageMount> });
        default:
            throw propertyProblem(
                `${argument}.kind`,
                `"${kind}" is none of ${["connectionStrings", "storageMounts", ...Object.keys(ACTION_HOLDERS)].join(", ")}`,
            );
    }
}

function siteOf({ resourceGroupName, site, slot, subscriptionId, name, wave }: Holder, required: Required): SiteArgs {
    return {
        resourceGroupName: required("resourceGroupName", resourceGroupName),
        site: required("site", site),
        ...given({ slot, subscriptionId, name, wave }),
    };
}

function connectionStringOf({ type, ...setting }: ConnectionString, argument: string): DeclaredConnectionString {
    const declared = type === undefined ? {} : { type: type as Exclude<DeclaredConnectionString["type"], undefined> };
    return { value: settingOf(setting, argument), ...declared };
}

/** A `content` or `form` that is none is refused by the pair's own check. */
function settingOf({ content, secretName, form }: Setting, argument: string): SettingValue {
    if (secretName !== undefined && content === undefined) {
        return keyVaultReference(secretName, form === undefined ? {} : { form: form as KeyVaultReference["form"] });
    }
    if (content === undefined || secretName !== undefined) {
        throw propertyProblem(argument, "must have either `content` or `secretName`");
    }
    return content as KeyContent;
}

function mapped<From, To>(values: Readonly<Record<string, From>>, made: (value: From, name: string) => To) {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, made(value, name)]));
}
