import type { Answer } from "../answer";
import { repeatedName } from "../sites/foldedNames";
import type { SiteConfig } from "../sites/siteConfig";
import { contentShareProblem, mountState } from "../sites/siteStorage";
import type { Site } from "../sites/webSite";
import { appServiceError } from "./armErrors";
import { type Body, list, optionalText, record, stringMap } from "./body";
import type { ArmRequest, Route } from "./router";

const TYPE = "Microsoft.Web/sites/config";

/** The maps of a site or deployment slot that a PUT replaces as a whole, and the names that stay with their slot. */
export function siteConfigRoutes(
    of: Pick<Route, "path" | "target">,
    siteIn: (request: ArmRequest) => Site,
    idOf: (site: Site) => string,
    siteConfigOf: (site: Site) => Body,
): readonly Route[] {
    const answered = (site: Site, name: string, properties: unknown): Answer => ({
        status: 200,
        body: { id: `${idOf(site)}/config/${name}`, name, type: TYPE, properties },
    });
    const mapRoutes = ({ name, shown, read }: ConfigMap): readonly Route[] => [
        {
            ...of,
            path: `${of.path}/config/${name}/list`,
            method: "POST",
            operation: `sites/config/${name}/list`,
            handle(request) {
                const site = siteIn(request);
                return answered(site, name, shown(site));
            },
        },
        {
            ...of,
            path: `${of.path}/config/${name}`,
            method: "PUT",
            operation: `sites/config/${name}/put`,
            detail: (request) => Object.keys(record(request.body.properties, "properties")).sort().join(", "),
            handle(request) {
                const site = siteIn(request);
                const properties = record(request.body.properties, "properties");
                checkNames(Object.keys(properties));
                const change = read(properties);
                checkContentShare(site, change);
                site.write(change);
                return answered(site, name, shown(site));
            },
        },
    ];
    return [
        ...MAPS.flatMap(mapRoutes),
        {
            ...of,
            path: `${of.path}/config/web`,
            method: "GET",
            operation: "sites/config/web/get",
            handle(request) {
                const site = siteIn(request);
                // The settings have operations of their own.
                return answered(site, "web", { ...siteConfigOf(site), appSettings: null, connectionStrings: null });
            },
        },
        {
            ...of,
            path: `${of.path}/config/slotConfigNames`,
            method: "GET",
            operation: "sites/config/slotConfigNames/get",
            handle(request) {
                const site = siteIn(request);
                return answered(site, "slotConfigNames", site.stickyNames);
            },
        },
        {
            ...of,
            path: `${of.path}/config/slotConfigNames`,
            method: "PUT",
            operation: "sites/config/slotConfigNames/put",
            handle(request) {
                const site = siteIn(request);
                const properties = record(request.body.properties, "properties");
                site.stickyNames = {
                    appSettingNames: names(properties.appSettingNames, "appSettingNames"),
                    connectionStringNames: names(properties.connectionStringNames, "connectionStringNames"),
                    azureStorageConfigNames: names(properties.azureStorageConfigNames, "azureStorageConfigNames"),
                };
                return answered(site, "slotConfigNames", site.stickyNames);
            },
        },
    ];
}

/** One of the maps: its name in the path, how it is shown, and how it is read from a body. */
interface ConfigMap {
    readonly name: "appsettings" | "connectionstrings" | "azurestorageaccounts";
    readonly shown: (site: Site) => unknown;
    readonly read: (properties: Body) => Partial<SiteConfig>;
}

const MAPS: readonly ConfigMap[] = [
    {
        name: "appsettings",
        shown: ({ config }) => config.settings,
        read: (properties) => ({ settings: stringMap(properties, "properties") }),
    },
    {
        name: "connectionstrings",
        shown: ({ config }) => config.connectionStrings,
        read: (properties) => ({
            connectionStrings: entries(properties, ({ text }) => ({ value: text("value"), type: text("type") })),
        }),
    },
    {
        name: "azurestorageaccounts",
        shown: ({ config, surroundings }) =>
            Object.fromEntries(
                Object.entries(config.mounts).map(([name, mount]) => [
                    name,
                    { ...mount, protocol: "Smb", state: mountState(mount, surroundings.storage) },
                ]),
            ),
        read: (properties) => ({
            mounts: entries(properties, ({ text }) => ({
                type: text("type"),
                accountName: text("accountName"),
                shareName: text("shareName"),
                mountPath: text("mountPath"),
                accessKey: text("accessKey"),
            })),
        }),
    },
];

function entries<Entry>(
    properties: Body,
    read: (entry: { readonly text: (member: string) => string }) => Entry,
): Readonly<Record<string, Entry>> {
    return Object.fromEntries(
        Object.entries(properties).map(([name, value]) => {
            const members = record(value, `properties.${name}`);
            const text = (member: string) => optionalText(members[member], `properties.${name}.${member}`) ?? "";
            return [name, read({ text })];
        }),
    );
}

/** Refuses names that App Service takes for one. */
export function checkNames(names: readonly string[]): void {
    const repeated = repeatedName(names);
    if (repeated !== undefined) {
        throw appServiceError(409, "Conflict", `Parameter with name ${repeated} already exists.`);
    }
}

function checkContentShare(site: Site, { settings }: Partial<SiteConfig>): void {
    const problem =
        settings === undefined ? undefined : contentShareProblem(site.settings, settings, site.surroundings.storage);
    if (problem !== undefined) {
        throw appServiceError(400, "BadRequest", problem);
    }
}

function names(value: unknown, name: string): readonly string[] {
    return list(value, name).map((entry) => optionalText(entry, `${name}[]`) ?? "");
}
