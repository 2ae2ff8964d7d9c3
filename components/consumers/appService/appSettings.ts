import type { Access } from "../access";
import type { Change, Holder, PlaceOf, Seen, WrittenConsumer } from "../consumer";
import { settingProblems } from "../placeProblems";
import type { SettingValue } from "../settingValue";
import { checkShare, functionAppProblems, syncTriggers, untilShareIsAccepted } from "./functionApp";
import { lookInOtherSlots } from "./otherSlots";
import { REFRESHED_SETTING, referenceActions, warnOfMissingSlashes } from "./references";
import { onSite, readsAs, type SiteArgs, siteActions, siteNames, siteProblems, writtenBefore } from "./site";
import { entriesOf, listMap, mapId, merged, removeFromMap, writeMap } from "./siteMap";
import { untilInUse } from "./untilInUse";

/** Settings of a web app or function app that hold the active key. All other settings of the app stay as they are. */
export interface AppSettingsArgs extends SiteArgs {
    /** What each setting holds, by its name: the key, the connection string, or a reference to a secret of this pair. */
    readonly settings: Readonly<Record<string, SettingValue>>;
}

/** An entry of `appSettings` as a holder. */
export interface AppSettingsHolder extends AppSettingsArgs, Holder {
    readonly kind: "appSettings";
}

/** The same as plain values. */
export type AppSettingsPlace = PlaceOf<AppSettingsHolder>;

/** Settings of an app, and of the Functions host that may run in it. */
export const appSettingsConsumer: WrittenConsumer<AppSettingsPlace> = {
    role: "settings",
    names: siteNames,
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

    look,
    lookAround: (place, all, access) => lookInOtherSlots(place, all, access, look, namesIn),

    async switchOver(change: Change<AppSettingsPlace>, access) {
        const { place, values, removed } = change;
        const { before, isWritten } = await untilShareIsAccepted(place, values, access, () =>
            writeMap<string>("appsettings", place, access, (settings) => {
                checkShare(place, settings, values);
                return merged(settings, values, removed);
            }),
        );
        await warnOfMissingSlashes(place, before, access);
        await untilInUse("appsettings", change, { before, isWritten }, access);
        await syncTriggers(place, before, access);
    },

    remove: (place, names, access) => removeFromMap("appsettings", place, [...names, REFRESHED_SETTING], access),
};

async function look(place: AppSettingsPlace, access: Access): Promise<Seen | undefined> {
    const settings = await listMap<string>("appsettings", place, access);
    if (settings === undefined) {
        return undefined;
    }
    const own = entriesOf(settings, namesIn(place));
    return Object.fromEntries(own.map(([name, value]) => [name, { value }]));
}

function namesIn({ settings }: AppSettingsPlace): readonly string[] {
    return Object.keys(settings);
}
