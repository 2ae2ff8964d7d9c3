import type { Input } from "@pulumi/pulumi";
import type { AzureService, ReadKeys } from "./azureService";
import { keyAlone } from "./connectionText";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { anyName, named, nested } from "./resourceNames";

interface Site {
    readonly siteName: string;
    readonly key?: string;
    readonly key2?: string;
}

/** A channel answers with all its sites, in its settings; each has two keys. */
const keysIn: ReadKeys = (answer, [_bot, _channel, siteName]) => {
    const { setting } = answer as { readonly setting: { readonly sites: readonly Site[] } };
    const site = setting.sites.find((found) => found.siteName === siteName);
    return { key1: site?.key ?? "", key2: site?.key2 ?? "" };
};

/** Sites of the Direct Line and Web Chat channels of a bot: text. */
export const botServiceRows = {
    botSite: {
        ...keyAlone,
        title: "Bot Service, site of the Direct Line or Web Chat channel",
        type: "Microsoft.BotService/botServices/channels/sites",
        apiVersion: "2022-09-15",
        names: [
            anyName("resourceName"),
            named("channelName", /^(?:DirectLine|WebChat)Channel$/, "must be DirectLineChannel or WebChatChannel"),
            anyName("siteName"),
        ],
        actionsLevel: 2,
        slots: ["key1", "key2"],
        keyEncoding: "text",
        list: { method: "POST", action: "listChannelWithKeys", keysIn },
        regenerate: {
            kind: "action",
            action: () => "regeneratekeys",
            body: (slot, _listed, [_bot, _channel, siteName]) => ({ siteName, key: slot }),
        },
        // The global address of Direct Line; nothing is known of the addresses of other channels and of regional bots.
        endpoints: { level: 0, endpointsIn: () => ({ directLine: "https://directline.botframework.com/" }) },
        probe: "directLine",
        acceptedWithin: "5m",
        alsoInvalidates: "Conversation tokens that were made with the key stop working.",
        withoutKeys: "Set `disableLocalAuth: true` on the bot; clients then need tokens of its own.",
        example: {
            args: { resourceName: "helper", channelName: "DirectLineChannel", siteName: "web" },
            id: "Microsoft.BotService/botServices/helper/channels/DirectLineChannel/sites/web",
            connectionString: "{key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `botSite`. */
export interface BotSiteSource extends ResourcePlace {
    /** Name of the bot. */
    readonly resourceName: Input<string>;
    /** `DirectLineChannel` or `WebChatChannel`. */
    readonly channelName: Input<string>;
    /** Name of the channel's site. */
    readonly siteName: Input<string>;
}

/** The keys of a site of a bot's Direct Line or Web Chat channel, `key1` and `key2`. */
export function botSite({ resourceName, channelName, siteName, ...place }: BotSiteSource): KeySource {
    return sourceOf({ service: "botSite", name: nested(resourceName, channelName, siteName), ...place });
}
