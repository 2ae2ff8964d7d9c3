import { unless } from "../../arguments/problem";
import type { Access } from "../access";
import type { Change, Holder, PlaceOf, Seen, WrittenConsumer } from "../consumer";
import { isKeyVaultReference } from "../keyVaultReference";
import { settingProblems } from "../placeProblems";
import type { SettingValue } from "../settingValue";
import { lookInOtherSlots } from "./otherSlots";
import { REFRESHED_SETTING, referenceActions, warnOfMissingSlashes } from "./references";
import { readsAs, type SiteArgs, siteActions, siteNames, siteProblems, writtenBefore } from "./site";
import { entriesOf, listMap, mapId, merged, removeFromMap, writeMap } from "./siteMap";
import { untilInUse } from "./untilInUse";

/** The types that App Service knows; they name the prefix under which an application finds the string, `CUSTOMCONNSTR_`. */
const TYPES = [
    "ApiHub",
    "Custom",
    "DocDb",
    "EventHub",
    "MySql",
    "NotificationHub",
    "PostgreSQL",
    "RedisCache",
    "ServiceBus",
    "SQLAzure",
    "SQLServer",
] as const;

/** A connection string of an app. */
export interface ConnectionString {
    /** The connection string, the key alone, or a reference to a secret of this pair. */
    readonly value: SettingValue;
    /** As App Service calls it; default `Custom`. */
    readonly type?: (typeof TYPES)[number];
}

/** Connection strings of a web app that hold the active key. All others of the app stay as they are. */
export interface ConnectionStringsArgs extends SiteArgs {
    /** Each connection string by its name. */
    readonly connectionStrings: Readonly<Record<string, ConnectionString>>;
}

/** Connection strings of an app as a holder. */
export interface ConnectionStringsHolder extends ConnectionStringsArgs, Holder {
    /** Says what the place is; set by `connectionStrings`. */
    readonly kind: "connectionStrings";
}

/** The same as plain values. */
export type ConnectionStringsPlace = PlaceOf<ConnectionStringsHolder>;

/** Connection strings of a web app, or of one of its deployment slots, for `holders`. */
export function connectionStrings(args: ConnectionStringsArgs): ConnectionStringsHolder {
    return { kind: "connectionStrings", ...args };
}

/** An entry as App Service keeps it. */
interface Entry {
    readonly value: string;
    readonly type: string;
}

/** Connection strings of an app. */
export const connectionStringsConsumer: WrittenConsumer<ConnectionStringsPlace> = {
    role: "connections",
    names: siteNames,
    readsAs,
    contents: valuesOf,
    id: (place, subscriptionId) => mapId("connectionstrings", place, subscriptionId),
    actions: (place) => [
        ...siteActions(place),
        ...referenceActions("connectionstrings", place, Object.values(valuesOf(place))),
    ],

    problems(place, all) {
        const property = `${place.argument}.connectionStrings`;
        const twinOf = (name: string) => writtenBefore(place, all, name, namesIn);
        return [
            ...siteProblems(place),
            ...settingProblems(property, valuesOf(place), all, twinOf),
            ...Object.entries(place.connectionStrings).flatMap(([name, { type = "Custom" }]) =>
                unless(
                    TYPES.includes(type),
                    `${property}.${name}.type`,
                    `"${type}" is none of ${TYPES.join(", ")}`,
                    type,
                ),
            ),
        ];
    },

    look,
    lookAround: (place, all, access) => lookInOtherSlots(place, all, access, look, namesIn),

    async switchOver(change: Change<ConnectionStringsPlace>, access) {
        const { place, values, removed } = change;
        const own = Object.entries(values).map(([name, value]) => [name, { value, type: typeIn(place, name) }]);
        const changed = await writeMap<Entry>("connectionstrings", place, access, (before) =>
            merged(before, Object.fromEntries(own), removed),
        );
        const before = Object.entries(changed.before).map(([name, { value }]) => [name, value]);
        await warnOfMissingSlashes(place, Object.fromEntries(before), access);
        await untilInUse("connectionstrings", change, changed, access);
    },

    async remove(place, names, access) {
        await removeFromMap("connectionstrings", place, names, access);
        if (
            Object.values(valuesOf(place)).some((value) => isKeyVaultReference(value) && value.form === "versionless")
        ) {
            await removeFromMap("appsettings", place, [REFRESHED_SETTING], access);
        }
    },
};

async function look(place: ConnectionStringsPlace, access: Access): Promise<Seen | undefined> {
    const strings = await listMap<Entry>("connectionstrings", place, access);
    if (strings === undefined) {
        return undefined;
    }
    const own = entriesOf(strings, namesIn(place));
    return Object.fromEntries(
        own.map(([name, { value, type }]) => [name, { value, isChanged: type !== typeIn(place, name) }]),
    );
}

function valuesOf({ connectionStrings }: ConnectionStringsPlace): Readonly<Record<string, SettingValue>> {
    return Object.fromEntries(Object.entries(connectionStrings).map(([name, { value }]) => [name, value]));
}

function typeIn({ connectionStrings }: ConnectionStringsPlace, name: string): string {
    return connectionStrings[name]?.type ?? "Custom";
}

function namesIn({ connectionStrings }: ConnectionStringsPlace): readonly string[] {
    return Object.keys(connectionStrings);
}
