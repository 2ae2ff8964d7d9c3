import type { Answer } from "../callPipeline";
import type { ReferenceState } from "../sites/referenceCache";
import type { Site } from "../sites/site";
import { ArmError } from "./armError";
import { list, optionalText, record, stringMap } from "./body";
import { type ArmRequest, param, type Route } from "./router";

const TYPE = "Microsoft.Web/sites/config";

/** The settings of a site or deployment slot, its sticky names, and what became of its Key Vault references. */
export function siteConfigRoutes(
    of: Pick<Route, "path" | "target">,
    siteIn: (request: ArmRequest) => Site,
    idOf: (site: Site) => string,
): readonly Route[] {
    const answered = (site: Site, name: string, properties: unknown): Answer => ({
        status: 200,
        body: { id: `${idOf(site)}/config/${name}`, name, type: TYPE, properties },
    });
    const references = { path: `${of.path}/config/configreferences/appsettings`, target: of.target };
    return [
        {
            ...of,
            path: `${of.path}/config/appsettings/list`,
            method: "POST",
            operation: "sites/config/appsettings/list",
            handle(request) {
                const site = siteIn(request);
                return answered(site, "appsettings", site.settings);
            },
        },
        {
            ...of,
            path: `${of.path}/config/appsettings`,
            method: "PUT",
            operation: "sites/config/appsettings/put",
            detail: (request) => Object.keys(record(request.body.properties, "properties")).sort().join(", "),
            handle(request) {
                const site = siteIn(request);
                site.writeSettings(stringMap(request.body.properties, "properties"));
                return answered(site, "appsettings", site.settings);
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
                };
                return answered(site, "slotConfigNames", site.stickyNames);
            },
        },
        {
            ...references,
            method: "GET",
            operation: "sites/configreferences/list",
            handle(request) {
                const site = siteIn(request);
                const value = [...site.references].map(([name, state]) => document(idOf(site), name, state));
                return { status: 200, body: { value } };
            },
        },
        {
            ...references,
            path: `${references.path}/refresh`,
            method: "POST",
            operation: "sites/configreferences/refresh",
            handle(request) {
                siteIn(request)
                    .refreshReferences()
                    .catch(() => undefined);
                return { status: 200 };
            },
        },
        {
            ...references,
            path: `${references.path}/:setting`,
            method: "GET",
            operation: "sites/configreferences/get",
            detail: (request) => request.params.setting,
            handle(request) {
                const site = siteIn(request);
                const name = param(request, "setting");
                const state = site.references.get(name);
                if (state === undefined) {
                    throw new ArmError(404, "NotFound", `The app setting '${name}' is no Key Vault reference.`);
                }
                return { status: 200, body: document(idOf(site), name, state) };
            },
        },
    ];
}

function document(siteId: string, name: string, state: ReferenceState): unknown {
    return {
        id: `${siteId}/config/configreferences/appsettings/${name}`,
        name,
        type: `${TYPE}/configreferences`,
        properties: {
            reference: state.setting,
            status: state.status,
            ...state.reference,
            details: DETAILS[state.status],
            source: "KeyVault",
            identityType: { type: "SystemAssigned" },
            activeVersion: state.activeVersion,
        },
    };
}

/** What App Service says about each status. */
const DETAILS: Readonly<Record<ReferenceState["status"], string>> = {
    Initialized: "Reference has not been resolved yet.",
    Resolved: "Reference has been successfully resolved.",
    InvalidSyntax: "Reference has invalid syntax.",
    VaultNotFound: "Key Vault was not found.",
    SecretNotFound: "Key Vault secret was not found.",
    SecretVersionNotFound: "Key Vault secret version was not found.",
};

function names(value: unknown, name: string): readonly string[] {
    return list(value, name).map((entry) => optionalText(entry, `${name}[]`) ?? "");
}
