import type { ArgumentProblem } from "../../arguments/problem";
import type { Access } from "../access";
import type { Holder, Place, PlaceOf, Seen, WrittenConsumer } from "../consumer";
import { isSameName, placesBefore, settingProblems } from "../placeProblems";
import type { SettingValue } from "../settingValue";
import { mergeSettings, ownIn, sameSettings } from "./mergeSettings";
import { untilResolved } from "./references";
import {
    noSuchSite,
    type SiteArgs,
    siteActions,
    siteCall,
    siteId,
    siteNames,
    siteProblems,
    untilRestarted,
} from "./site";

/** Settings of a web app or function app that hold the active key. All other settings of the app stay as they are. */
export interface AppSettingsArgs extends SiteArgs {
    /** What each setting holds, by its name: the key, the connection string, or a reference to a secret of this pair. */
    readonly settings: Readonly<Record<string, SettingValue>>;
    /** Names the child resource; default: the app's name. */
    readonly name?: string;
}

/** An entry of `appSettings` as a holder. */
export interface AppSettingsHolder extends AppSettingsArgs, Holder {
    readonly kind: "appSettings";
}

/** The same as plain values. */
export type AppSettingsPlace = PlaceOf<AppSettingsHolder>;

type Settings = Readonly<Record<string, string>>;

/** Settings of an app. */
export const appSettingsConsumer: WrittenConsumer<AppSettingsPlace> = {
    role: "settings",
    names: siteNames,
    contents: ({ settings }) => settings,

    id: (place, subscriptionId) => `${siteId(place, subscriptionId)}/config/appsettings`,

    actions: siteActions,

    problems(place, all): readonly ArgumentProblem[] {
        const twinOf = (name: string): Place | undefined =>
            placesBefore(place, all).find(
                (other) => isSameSite(other, place) && Object.keys(other.settings).some((own) => isSameName(own, name)),
            );
        return [...siteProblems(place), ...settingProblems(`${place.argument}.settings`, place.settings, all, twinOf)];
    },

    /** App Service fetches a versionless Key Vault reference again within a day ("Use Key Vault references": rotation). */
    readerLag({ settings }) {
        const values = Object.values(settings);
        return values.some((value) => typeof value === "object" && value.form === "versionless") ? "24h" : undefined;
    },

    async look(place, access): Promise<Seen | undefined> {
        const settings = await listSettings(place, access);
        return settings === undefined ? undefined : ownIn(settings, Object.keys(place.settings));
    },

    async switchOver(change, access) {
        const { place, values, removed } = change;
        await access.oneAtATime(siteId(place, access.subscriptionId), async () => {
            const settings = await listSettings(place, access);
            if (settings === undefined) {
                throw noSuchSite(place, access.subscriptionId);
            }
            await replaceIfChanged(place, settings, mergeSettings(settings, values, removed), access);
        });
        for (const setting of Object.keys(change.references)) {
            await untilResolved(change, setting, access);
        }
        await untilRestarted(place, access);
    },

    async remove(place, names, access) {
        await access.oneAtATime(siteId(place, access.subscriptionId), async () => {
            const settings = await listSettings(place, access);
            if (settings !== undefined) {
                await replaceIfChanged(place, settings, mergeSettings(settings, {}, names), access);
            }
        });
    },
};

function isSameSite(one: AppSettingsPlace, other: AppSettingsPlace): boolean {
    return isSameName(one.site, other.site) && isSameName(one.slot, other.slot);
}

/** Undefined where there is no such app. */
async function listSettings(place: AppSettingsPlace, { arm, subscriptionId }: Access): Promise<Settings | undefined> {
    const properties = await arm.findProperties(
        siteCall("POST", `${siteId(place, subscriptionId)}/config/appsettings/list`),
    );
    return properties as Settings | undefined;
}

/** An equal map is not sent, because any PUT restarts the app. */
async function replaceIfChanged(
    place: AppSettingsPlace,
    from: Settings,
    to: Settings,
    { arm, subscriptionId }: Access,
): Promise<void> {
    if (!sameSettings(from, to)) {
        const path = `${siteId(place, subscriptionId)}/config/appsettings`;
        await arm.send({ ...siteCall("PUT", path), body: { properties: to } });
    }
}
