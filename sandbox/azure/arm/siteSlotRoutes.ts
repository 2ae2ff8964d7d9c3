import { swapped } from "../sites/siteConfig";
import type { Sites } from "../sites/sites";
import type { Site } from "../sites/webSite";
import { appServiceError } from "./armErrors";
import { optionalText } from "./body";
import { type ArmRequest, inGroup, param, type Route } from "./router";

/** The deployment slots of a site: their list, and the swap of two of them. */
export function siteSlotRoutes(
    of: Pick<Route, "path" | "target">,
    sites: Sites,
    siteIn: (request: ArmRequest) => Site,
    shown: (site: Site) => { readonly body?: unknown },
): readonly Route[] {
    return [
        {
            path: `${inGroup("Microsoft.Web/sites")}/:site/slots`,
            target: ["site"],
            method: "GET",
            operation: "sites/slots/list",
            handle(request) {
                const { name } = siteIn(request);
                const slots = sites.slotsOf(name).map((slot) => shown(sites.get(`${name}/${slot}`)).body);
                return { status: 200, body: { value: slots } };
            },
        },
        {
            ...of,
            path: `${of.path}/slotsswap`,
            method: "POST",
            operation: "sites/slotsswap",
            handle(request) {
                const source = siteIn(request);
                const production = sites.get(param(request, "site"));
                const named = optionalText(request.body.targetSlot, "targetSlot") ?? "production";
                const target =
                    named.toLowerCase() === "production" ? production : sites.find(`${production.name}/${named}`);
                if (target === undefined) {
                    throw appServiceError(404, "NotFound", `Cannot find Slot with name ${named}.`);
                }
                const [one, other] = swapped(source.config, target.config, production.stickyNames);
                source.write(one);
                target.write(other);
                return { status: 200 };
            },
        },
        {
            ...of,
            path: `${of.path}/publishxml`,
            method: "POST",
            operation: "sites/publishxml",
            handle(request) {
                const { name } = siteIn(request);
                const profile = `profileName="${name} - FTP" publishMethod="FTP" publishUrl="ftps://ftp.sites.invalid/site/wwwroot"`;
                const body = `<publishData><publishProfile ${profile} userName="${name}\\$${name}"/></publishData>`;
                return { status: 200, headers: { "content-type": "application/xml" }, body };
            },
        },
        {
            ...of,
            path: `${of.path}/syncfunctiontriggers`,
            method: "POST",
            operation: "sites/syncfunctiontriggers",
            handle(request) {
                siteIn(request);
                return { status: 204 };
            },
        },
    ];
}
