import type { Absent } from "../../absent";
import { membersOf, record } from "../../shape/containers";
import { oneOfProblems } from "../../shape/problem";
import { optional, writtenOut } from "../../shape/shape";
import { text } from "../../shape/values";
import type { Access } from "../access";
import type { Change, Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { untilItStays } from "../lists/untilItStays";
import { isSameName, valueNamed } from "../naming";
import { settingProblems } from "../placeProblems";
import { aConsumer, settingValue } from "../shapes";
import { type Kept, warnOfReplaced, withKeptParts } from "../values/keyPart";
import { isKeyVaultReference } from "../values/keyVaultReference";
import type { Seen, SeenValue } from "../values/seenValue";
import type { SettingValue } from "../values/settingValue";
import { seenText } from "../values/template";
import { lookInOtherSlots } from "./otherSlots";
import { REFRESHED_SETTING, referenceActions, warnOfMissingSlashes } from "./references";
import { readsAs, type SiteArgs, site, siteActions, siteName, siteNames, siteProblems, writtenBefore } from "./site";
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

/** Connection strings of a web app that hold the active key. All others of the app stay unchanged. */
export interface ConnectionStringsArgs extends SiteArgs {
    /** Each connection string by its name. */
    readonly connectionStrings: Readonly<Record<string, ConnectionString>>;
}

/** Connection strings of an app as a consumer. */
export interface ConnectionStringsConsumer extends ConnectionStringsArgs, Consumer {
    /** The kind of the consumer; set by `connectionStrings`. */
    readonly kind: "connectionStrings";
}

/** The same as plain values. */
export type ConnectionStringsPlace = PlaceOf<ConnectionStringsConsumer>;

/** Connection strings of a web app, or of one of its deployment slots. */
export function connectionStrings(args: ConnectionStringsArgs): ConnectionStringsConsumer {
    return { kind: "connectionStrings", ...args };
}

/** An entry as App Service keeps it. */
interface Entry {
    readonly value: string;
    readonly type: string;
}

/** Connection strings of an app. */
export const connectionStringsKind: WrittenKind<ConnectionStringsPlace> = {
    role: "connections",
    names: siteNames,
    restarts: siteName,
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
                oneOfProblems(`${property}.${name}.type`, type, TYPES),
            ),
        ];
    },

    look: (place, access) => lookFor(namesIn(place), place, access),
    lookAround: (place, all, access) => lookInOtherSlots(place, all, access, lookFor, namesIn),

    async switchOver(change: Change<ConnectionStringsPlace>, access) {
        const { place, removed, known } = change;
        let kept: Kept = { values: change.values, replaced: [] };
        const lost = () => lostFromMap<Entry>("connectionstrings", place, kept.values, ({ value }) => value, access);
        const next = (before: SiteMap<Entry>) => {
            kept = withKeptParts(change, valuesOf(place), (name) => valueNamed(before, name)?.value);
            const own = Object.entries(kept.values).map(([name, value]) => [
                name,
                { value, type: typeIn(place, name) },
            ]);
            return merged(before, Object.fromEntries(own), removed);
        };
        const write = async () => {
            const changed = await writeMap<Entry>({ map: "connectionstrings", place, known, next }, access);
            const before = Object.entries(changed.before).map(([name, { value }]) => [name, value]);
            await warnOfReplaced(siteName(place), kept, access);
            await warnOfMissingSlashes(place, Object.fromEntries(before), access);
            await untilInUse("connectionstrings", change, changed, lost, access);
            return { found: foundIn(changed.before, change) };
        };
        return { ...(await untilItStays({ write, lost }, access)), held: kept.values };
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

async function lookFor(
    names: readonly string[],
    place: ConnectionStringsPlace,
    access: Access,
): Promise<Seen | Absent> {
    const strings = await lookAtMap<Entry>("connectionstrings", place, names, access);
    if (strings === "absent") {
        return "absent";
    }
    const own = entriesOf(strings, namesIn(place));
    return Object.fromEntries(
        own.map(({ name, spelling, entry: { value, type } }) => [
            name,
            seenIn(
                value,
                valueNamed(valuesOf(place), name),
                name !== spelling || !isSameName(type, typeIn(place, name)),
            ),
        ]),
    );
}

function seenIn(value: string, content: SettingValue | undefined, isChanged: boolean): SeenValue {
    const seen = seenText(value, content);
    return "value" in seen ? { ...seen, isChanged } : seen;
}

function valuesOf({ connectionStrings }: ConnectionStringsPlace): Readonly<Record<string, SettingValue>> {
    return Object.fromEntries(Object.entries(connectionStrings).map(([name, { value }]) => [name, value]));
}

function typeIn({ connectionStrings }: ConnectionStringsPlace, name: string): string {
    return valueNamed(connectionStrings, name)?.type ?? "Custom";
}

function namesIn({ connectionStrings }: ConnectionStringsPlace): readonly string[] {
    return Object.keys(connectionStrings);
}

/** Connection strings of apps. */
export const connectionStringsDeclaration: ConsumerDeclaration<ConnectionStringsConsumer> = {
    example: connectionStrings({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        site: "web",
        connectionStrings: { Up: { value: "key", type: "Custom" } },
    }),
    shape: membersOf<ConnectionStringsConsumer>({
        ...aConsumer,
        ...site,
        connectionStrings: writtenOut(
            record(membersOf<ConnectionString>({ value: settingValue, type: optional(text()) })),
        ),
    }),
    place: connectionStringsKind,
};
