import type { Absent } from "../../absent";
import { membersOf } from "../../shape/containers";
import type { Access } from "../access";
import type { Change, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { untilItStays } from "../lists/untilItStays";
import { valueNamed } from "../naming";
import { settingProblems } from "../placeProblems";
import { aConsumer, settings } from "../shapes";
import { type Kept, warnOfReplaced, withKeptParts } from "../values/keyPart";
import { keyVaultReference } from "../values/keyVaultReference";
import type { Seen, SeenValue } from "../values/seenValue";
import type { SettingValue } from "../values/settingValue";
import { seenText } from "../values/template";
import type { AppSettingsArgs, AppSettingsConsumer, AppSettingsPlace } from "./appSettingsArgs";
import { checkShare, functionAppProblems, syncTriggers, untilShareIsAccepted } from "./functionApp";
import { lookInOtherSlots } from "./otherSlots";
import { REFRESHED_SETTING, referenceActions, warnOfMissingSlashes } from "./references";
import { webApps } from "./scan";
import { onSite, readsAs, site, siteActions, siteName, siteNames, siteProblems, writtenBefore } from "./site";
import {
    entriesOf,
    foundIn,
    lookAtMap,
    lostFromMap,
    mapId,
    merged,
    removeFromMap,
    type SiteMap,
    writeMap,
} from "./siteMap";
import { untilInUse } from "./untilInUse";

/** Settings of a web app or function app, or of one of its deployment slots. */
export function appSettings(args: AppSettingsArgs): AppSettingsConsumer {
    return { kind: "appSettings", ...args };
}

/** Settings of an app, and of the Functions host that may run in it. */
export const appSettingsKind: WrittenKind<AppSettingsPlace> = {
    role: "settings",
    names: siteNames,
    restarts: siteName,
    readsAs,
    contents: ({ settings }) => settings,
    id: (place, subscriptionId) => mapId("appsettings", place, subscriptionId),
    actions: (place) => [
        ...siteActions(place),
        ...referenceActions("appsettings", place, Object.values(place.settings)),
        onSite(place, "syncfunctiontriggers/action"),
    ],

    problems(place, all) {
        const twinOf = (name: string) => writtenBefore(place, all, name, namesIn);
        return [
            ...siteProblems(place),
            ...settingProblems(`${place.argument}.settings`, place.settings, all, twinOf),
            ...functionAppProblems(place, all),
        ];
    },

    look: (place, access) => lookFor(namesIn(place), place, access),
    lookAround: (place, all, access) => lookInOtherSlots(place, all, access, lookFor, namesIn),

    async switchOver(change: Change<AppSettingsPlace>, access) {
        const { place, removed, known } = change;
        let kept: Kept = { values: change.values, replaced: [] };
        const lost = () => lostFromMap<string>("appsettings", place, kept.values, (value) => value, access);
        const next = (settings: SiteMap<string>) => {
            kept = withKeptParts(change, place.settings, (name) => valueNamed(settings, name));
            checkShare(place, settings, kept.values);
            return merged(settings, kept.values, removed);
        };
        const write = async () => {
            const changed = await untilShareIsAccepted(place, change.values, access, () =>
                writeMap<string>({ map: "appsettings", place, known, next }, access),
            );
            await warnOfReplaced(siteName(place), kept, access);
            await warnOfMissingSlashes(place, changed.before, access);
            await untilInUse("appsettings", change, changed, lost, access);
            await syncTriggers(place, changed.before, access);
            return { found: foundIn(changed.before, change) };
        };
        return { ...(await untilItStays({ write, lost }, access)), held: kept.values };
    },

    remove: (place, names, access) => removeFromMap("appsettings", place, [...names, REFRESHED_SETTING], access),
};

async function lookFor(names: readonly string[], place: AppSettingsPlace, access: Access): Promise<Seen | Absent> {
    const settings = await lookAtMap<string>("appsettings", place, names, access);
    if (settings === "absent") {
        return "absent";
    }
    const own = entriesOf(settings, namesIn(place));
    return Object.fromEntries(
        own.map(({ name, spelling, entry }) => [
            name,
            seenValue(entry, valueNamed(place.settings, name), name !== spelling),
        ]),
    );
}

/** On Linux, an application finds a setting by its very spelling. */
function seenValue(value: string, content: SettingValue | undefined, isSpeltOtherwise: boolean): SeenValue {
    const seen = seenText(value, content);
    return "value" in seen && isSpeltOtherwise ? { ...seen, isChanged: true } : seen;
}

function namesIn({ settings }: AppSettingsPlace): readonly string[] {
    return Object.keys(settings);
}

/** Settings of apps, and all that an app may hold a key in. */
export const appSettingsDeclaration: ConsumerDeclaration<AppSettingsConsumer> = {
    example: appSettings({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        site: "web",
        slot: "staging",
        settings: { UPLOADS: keyVaultReference("uploads"), KEY: "key" },
    }),
    shape: membersOf<AppSettingsConsumer>({ ...aConsumer, ...site, settings }),
    place: appSettingsKind,
    scanners: [webApps],
};
