import { randomUUID } from "node:crypto";
import type { Answer } from "../answer";
import type { Cloud } from "../localCloud";
import type { Settings } from "../sites/siteConfig";
import type { Sites } from "../sites/sites";
import type { Site } from "../sites/webSite";
import { appServiceError } from "./armErrors";
import { type Body, list, optionalText, record } from "./body";
import { Documents, listRoutes, merged, resource } from "./documents";
import type { ResourceGroups } from "./resourceGroups";
import { type ArmRequest, inGroup, param, type Route } from "./router";
import { checkNames, siteConfigRoutes } from "./siteConfigRoutes";
import { SitePlans } from "./sitePlans";
import { siteReferenceRoutes } from "./siteReferenceRoutes";
import { siteSlotRoutes } from "./siteSlotRoutes";

const TYPE = "Microsoft.Web/sites";
const SLOT_TYPE = `${TYPE}/slots`;

/** Web apps and their deployment slots. */
export function siteRoutes(sites: Sites, cloud: Cloud, groups: ResourceGroups): readonly Route[] {
    const documents = new Documents(TYPE);
    const plans = new SitePlans(cloud, groups);
    const remove = (name: string, group: string): boolean => {
        const existed = documents.delete(name, group);
        if (existed) {
            sites.delete(name);
        }
        return existed;
    };
    groups.onDelete((group) => {
        for (const name of documents.namesIn(group)) {
            remove(name, group);
        }
    });

    const siteIn = (request: ArmRequest): Site => {
        const name = siteName(request);
        documents.get(name, groups.check(request));
        return sites.get(name);
    };
    const shown = (site: Site, isNew = false): Answer => {
        const type = site.name.includes("/") ? SLOT_TYPE : TYPE;
        const hostName = `${site.name.replace("/", "-").toLowerCase()}.sites.${cloud.suffix}`;
        const document = documents.get(site.name, site.resourceGroup);
        const production = documents.get(site.name.split("/")[0] ?? "", site.resourceGroup);
        const { kind = "app" } = production.body;
        const given = {
            ...record(production.body.properties, "properties"),
            ...record(document.body.properties, "properties"),
        };
        const properties = {
            ...plans.shownBy(given, site.resourceGroup),
            state: "Running",
            enabled: true,
            hostNames: [hostName],
            defaultHostName: hostName,
        };
        return resource({ ...document, body: { kind, ...document.body } }, type, properties, isNew);
    };

    const idOf = (site: Site): string => documents.get(site.name, site.resourceGroup).id;
    const siteConfigOf = (site: Site): Body => {
        const { body } = documents.get(site.name, site.resourceGroup);
        return record(record(body.properties, "properties").siteConfig, "properties.siteConfig");
    };
    const route = { path: `${inGroup(TYPE)}/:site{/slots/:slot}`, target: ["site", "slot"] };
    const put = (request: ArmRequest): Answer => {
        const name = siteName(request);
        const resourceGroup = groups.check(request);
        if (name.includes("/")) {
            documents.get(param(request, "site"), resourceGroup);
        }
        const former = documents.find(name, resourceGroup);
        if (former === undefined && sites.find(name) !== undefined) {
            throw appServiceError(409, "Conflict", `Website with given name ${name} already exists.`);
        }
        const settings = settingsIn(request.body);
        const site = sites.find(name) ?? sites.create(name, resourceGroup);
        const body = withIdentity(withoutSettings(merged(former?.body, request.body)), cloud);
        const { isNew } = documents.put({ id: request.path, name, resourceGroup, body });
        site.principalId = optionalText(record(body.identity, "identity").principalId, "identity.principalId");
        if (settings !== undefined) {
            site.writeSettings(settings);
        }
        return shown(site, isNew);
    };
    return [
        { ...route, method: "PUT", operation: "sites/put", handle: put },
        {
            ...route,
            method: "PATCH",
            operation: "sites/patch",
            handle(request) {
                siteIn(request);
                return put(request);
            },
        },
        { ...route, method: "GET", operation: "sites/get", handle: (request) => shown(siteIn(request)) },
        {
            ...route,
            method: "DELETE",
            operation: "sites/delete",
            handle: (request) => ({ status: remove(siteName(request), groups.check(request)) ? 200 : 204 }),
        },
        {
            ...route,
            path: `${route.path}/restart`,
            method: "POST",
            operation: "sites/restart",
            detail: ({ query }) => `soft=${isTrue(query, "softRestart")} synchronous=${isTrue(query, "synchronous")}`,
            async handle(request) {
                const restarted = siteIn(request).restart(isTrue(request.query, "softRestart") ? "soft" : "hard");
                if (!isTrue(request.query, "synchronous")) {
                    restarted.catch(() => undefined);
                    return { status: 200 };
                }
                try {
                    await restarted;
                } catch (error) {
                    throw appServiceError(500, "InternalServerError", `The site was not restarted: ${error}`);
                }
                return { status: 200 };
            },
        },
        ...listRoutes(documents, "sites", groups.check, ({ name }) => shown(sites.get(name)).body),
        ...siteConfigRoutes(route, siteIn, idOf, siteConfigOf),
        ...siteReferenceRoutes(route, siteIn, idOf),
        ...siteSlotRoutes(route, sites, siteIn, shown),
        ...plans.routes(),
    ];
}

/** `web`, or `web/staging` where the path names a deployment slot. */
function siteName(request: ArmRequest): string {
    const slot = request.params.slot;
    return slot === undefined ? param(request, "site") : `${param(request, "site")}/${slot}`;
}

function isTrue(query: URLSearchParams, name: string): boolean {
    return query.get(name)?.toLowerCase() === "true";
}

/** The settings in a write of a site; nothing if its configuration does not have them. */
function settingsIn(body: Body): Settings | undefined {
    const siteConfig = record(record(body.properties, "properties").siteConfig, "properties.siteConfig");
    if (siteConfig.appSettings === undefined || siteConfig.appSettings === null) {
        return undefined;
    }
    const pairs = list(siteConfig.appSettings, "properties.siteConfig.appSettings").map((entry) => {
        const { name, value } = record(entry, "properties.siteConfig.appSettings[]");
        return [optionalText(name, "name") ?? "", optionalText(value, "value") ?? ""] as const;
    });
    checkNames(pairs.map(([name]) => name));
    return Object.fromEntries(pairs);
}

/** A site never shows its settings; a caller that may see them asks for them by `config/appsettings/list`. */
function withoutSettings(body: Body): Body {
    const properties = record(body.properties, "properties");
    const { appSettings: _secret, ...siteConfig } = record(properties.siteConfig, "properties.siteConfig");
    return { ...body, properties: { ...properties, siteConfig } };
}

/** Gives the site's own identity, if it has one, its principal. */
function withIdentity(body: Body, cloud: Cloud): Body {
    const identity = record(body.identity, "identity");
    if (!optionalText(identity.type, "identity.type")?.includes("SystemAssigned")) {
        return body;
    }
    return { ...body, identity: { principalId: randomUUID(), tenantId: cloud.tenantId, ...identity } };
}
