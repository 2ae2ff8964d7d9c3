import { type Input, type Output, output, secret } from "@pulumi/pulumi";
import type { InputsOf } from "../inputsOf";
import type { AppSettingsPlace, SettingValue } from "./consumer";
import type { KeyContent, KeyView } from "./keyContent";
import { type KeyVaultReference, referenceTo } from "./keyVaultReference";

/** Settings of a web app or function app that hold the active key. All other settings of the app stay as they are. */
export interface AppSettingsArgs {
    /** Resource group of the app. */
    readonly resourceGroupName: Input<string>;
    /** Name of the app. */
    readonly site: Input<string>;
    /** Deployment slot, such as `staging`; default: production. */
    readonly slot?: Input<string>;
    /** What each setting holds, by its name: the key, the connection string, or a reference to a secret of this pair. */
    readonly settings: Readonly<Record<string, SettingValue>>;
    /** Names the child resource; default: the app's name. */
    readonly name?: string;
}

/** A secret of the pair as a setting may refer to it. */
export interface ReferableSecret {
    readonly secretName: Input<string>;
    /** The URI without a version, and that of the version that was written last. */
    readonly properties: Output<{ readonly secretUri: string; readonly secretUriWithVersion: string }>;
}

/** The value of each setting, secret. */
export function settingValues(
    settings: AppSettingsArgs["settings"],
    key: KeyView,
    secrets: readonly ReferableSecret[],
): Record<string, Output<string>> {
    const values = Object.entries(settings).map(([name, value]) => [name, secret(settingValue(value, key, secrets))]);
    return Object.fromEntries(values);
}

/** What Rotation and Retirement are told of the settings. */
export function appSettingsPlace(
    { resourceGroupName, site, slot, settings }: AppSettingsArgs,
    index: number,
): InputsOf<AppSettingsPlace> {
    return {
        kind: "appSettings",
        argument: `appSettings[${index}]`,
        resourceGroupName,
        site,
        settings,
        ...(slot === undefined ? {} : { slot }),
    };
}

function settingValue(value: SettingValue, key: KeyView, secrets: readonly ReferableSecret[]): Output<string> {
    return typeof value === "object" ? reference(value, secrets) : contentOf(value, key);
}

function contentOf(content: KeyContent, key: KeyView): Output<string> {
    return content === "key" ? key.value : key.connectionString;
}

/** Names may be outputs, so the secret is found once all of them are known. */
function reference({ secretName, form }: KeyVaultReference, secrets: readonly ReferableSecret[]): Output<string> {
    return output(secrets).apply((known) => {
        const uris = known.find((entry) => entry.secretName === secretName)?.properties;
        return referenceTo((form === "versioned" ? uris?.secretUriWithVersion : `${uris?.secretUri}/`) ?? "");
    });
}
