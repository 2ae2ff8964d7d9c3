import { randomBytes } from "node:crypto";
import { ArmError, resourceNotFound } from "../../arm/armErrors";
import type { Behaviour } from "../keyCall";
import { KeyedResource } from "../keyedResource";
import type { Resource } from "../keyServiceResource";
import type { KeyServiceType } from "../keyServiceType";
import type { KeyView } from "../keyView";
import { checkBody } from "../plainKeys";

const CHANNEL = "Microsoft.BotService/botServices/channels";

/** Sites of a bot's Direct Line and Web Chat channels. Azure has no such resource: a channel answers for its sites. */
export const botSiteTypes: readonly KeyServiceType[] = [
    {
        type: `${CHANNEL}/sites`,
        packageName: "@azure/arm-botservice",
        slots: { key1: "setting.sites[].key", key2: "setting.sites[].key2" },
        newKey: () => `${randomBytes(8).toString("base64url")}.${randomBytes(32).toString("base64url")}`,
        encoding: "utf8",
        actionsOnParent: true,
    },
];

/** A channel shows the keys of all its sites, and a regenerate names the site. */
export const botChannel: Behaviour = ({ operation, role, resource: channel, children, request, finish }) => {
    if (channel.id.type.toLowerCase() !== CHANNEL.toLowerCase() || role === "other") {
        return undefined;
    }
    checkBody(operation, request.body);
    const sites = children.filter((child) => child instanceof KeyedResource);
    if (role === "list") {
        return finish(() => {
            const listed = sites.map((site) => site.listed(request.weather));
            const isStale = listed.some(({ mark }) => mark !== undefined);
            const body = shown(
                channel,
                listed.map(({ view }) => view),
            );
            return { status: 200, body, ...(isStale ? { weather: "stale" } : {}) };
        });
    }
    const { siteName, key } = request.body;
    const site = sites.find(({ id }) => id.names.at(-1) === siteName);
    if (site === undefined) {
        throw resourceNotFound(`${CHANNEL}/sites`, String(siteName), channel.id.resourceGroup);
    }
    if (typeof key !== "string") {
        throw new ArmError(400, "InvalidParameterValue", "The parameter 'key' is missing.");
    }
    return finish(() => {
        const { view, mark } = site.regenerateIn(request.weather, [key]);
        const body =
            view &&
            shown(
                channel,
                sites.map((one) => (one === site ? view : one)),
            );
        return { status: 200, body, ...(mark === undefined ? {} : { weather: mark }) };
    });
};

function shown({ id }: Resource, sites: readonly KeyView[]) {
    const channelName = id.names.at(-1);
    const shownSites = sites.map((site) => ({
        siteId: site.id.names.at(-1),
        siteName: site.id.names.at(-1),
        key: site.keys.key1,
        key2: site.keys.key2,
        isEnabled: true,
    }));
    return {
        id: id.id,
        name: `${id.names[0]}/${channelName}`,
        type: CHANNEL,
        location: "global",
        properties: { channelName, properties: { sites: shownSites } },
        setting: { sites: shownSites },
    };
}
