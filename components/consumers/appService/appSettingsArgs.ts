import type { Consumer, PlaceOf } from "../consumer";
import type { SettingValue } from "../values/settingValue";
import type { SiteArgs } from "./site";

/** Settings of a web app or function app that hold the active key. All other settings of the app stay unchanged. */
export interface AppSettingsArgs extends SiteArgs {
    /** The content of each setting, by its name: the key, the connection string, or a reference to a secret of this pair. */
    readonly settings: Readonly<Record<string, SettingValue>>;
}

/** Settings of an app as a consumer. */
export interface AppSettingsConsumer extends AppSettingsArgs, Consumer {
    /** The kind of the consumer; set by `appSettings`. */
    readonly kind: "appSettings";
}

/** The same as plain values. */
export type AppSettingsPlace = PlaceOf<AppSettingsConsumer>;
