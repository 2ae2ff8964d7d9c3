import { isSameName } from "./foldedNames";

export type Settings = Readonly<Record<string, string>>;

/** A connection string of a site. */
export interface ConnectionString {
    readonly value: string;
    /** As App Service calls it, such as `Custom`. */
    readonly type: string;
}

/** Storage that a site mounts. */
export interface Mount {
    readonly type: string;
    readonly accountName: string;
    readonly shareName: string;
    readonly mountPath: string;
    readonly accessKey: string;
}

/** The configuration of a site: the maps that a write replaces as a whole. */
export interface SiteConfig {
    readonly settings: Settings;
    readonly connectionStrings: Readonly<Record<string, ConnectionString>>;
    readonly mounts: Readonly<Record<string, Mount>>;
}

export const NO_CONFIG: SiteConfig = { settings: {}, connectionStrings: {}, mounts: {} };

/** The names that stay with their slot in a swap. */
export interface StickyNames {
    readonly appSettingNames: readonly string[];
    readonly connectionStringNames: readonly string[];
    readonly azureStorageConfigNames?: readonly string[];
}

/** The variables in which an application finds its connection strings, as App Service names them. */
export function connectionStringVariables(
    strings: SiteConfig["connectionStrings"],
    values: Settings,
): Readonly<Record<string, string>> {
    const variables = Object.entries(strings).map(([name, { type }]) => [
        `${PREFIXES[type.toLowerCase()] ?? "CUSTOM"}CONNSTR_${name}`,
        values[name] ?? "",
    ]);
    return Object.fromEntries(variables);
}

const PREFIXES: Readonly<Record<string, string>> = {
    apihub: "APIHUB",
    docdb: "DOCDB",
    eventhub: "EVENTHUB",
    mysql: "MYSQL",
    notificationhub: "NOTIFICATIONHUB",
    postgresql: "POSTGRESQL",
    rediscache: "REDISCACHE",
    servicebus: "SERVICEBUS",
    sqlazure: "SQLAZURE",
    sqlserver: "SQL",
};

/** The configurations of two slots after a swap: everything changes places but the sticky names. */
export function swapped(one: SiteConfig, other: SiteConfig, sticky: StickyNames): readonly [SiteConfig, SiteConfig] {
    const after = (home: SiteConfig, away: SiteConfig): SiteConfig => ({
        settings: swappedMap(home.settings, away.settings, sticky.appSettingNames),
        connectionStrings: swappedMap(home.connectionStrings, away.connectionStrings, sticky.connectionStringNames),
        mounts: swappedMap(home.mounts, away.mounts, sticky.azureStorageConfigNames ?? []),
    });
    return [after(one, other), after(other, one)];
}

function swappedMap<Value>(
    home: Readonly<Record<string, Value>>,
    away: Readonly<Record<string, Value>>,
    sticky: readonly string[],
): Readonly<Record<string, Value>> {
    const isSticky = (name: string) => sticky.some((stuck) => isSameName(stuck, name));
    const stays = Object.entries(home).filter(([name]) => isSticky(name));
    const comes = Object.entries(away).filter(([name]) => !isSticky(name));
    return Object.fromEntries([...comes, ...stays]);
}
