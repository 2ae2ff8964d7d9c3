import type { Input } from "@pulumi/pulumi";
import type { Absent } from "../../absent";
import { RotationError } from "../../lifecycle/rotationError";
import { membersOf } from "../../shape/containers";
import { type ArgumentProblem, durationProblems, unless } from "../../shape/problem";
import { optional } from "../../shape/shape";
import { name, text } from "../../shape/values";
import type { Access } from "../access";
import type { Change, Consumer, ConsumerArgs, Place, PlaceOf, Switched, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { sureList } from "../lists/sureList";
import { untilItStays } from "../lists/untilItStays";
import { isAmong, isSameName } from "../naming";
import { emptyProblems, placesBefore, valueProblems } from "../placeProblems";
import { duration, resource, settings } from "../shapes";
import { warnOfReplaced, withKeptParts } from "../values/keyPart";
import { isReference, secretUriOf } from "../values/keyVaultReference";
import { sas } from "../values/sas";
import { secretTags } from "../values/secretTags";
import type { Seen, SeenValue } from "../values/seenValue";
import type { SettingValue } from "../values/settingValue";
import { findKeyValue, keyValueCall, keyValueId, storeId } from "./keyValue";
import { appConfigurationStores } from "./scan";
import { contentOf, seenIn } from "./secretReference";
import { bumpSentinel } from "./sentinel";

/** Key-values of an App Configuration store that hold the active key. All other key-values of the store stay unchanged. */
export interface AppConfigurationKeyValuesArgs extends ConsumerArgs {
    /** Resource group of the store. */
    readonly resourceGroupName: Input<string>;
    /** Name of the configuration store. */
    readonly configStoreName: Input<string>;
    /** The content of each key-value, by its key: the key, the connection string, or a reference to a Key Vault secret of this pair. */
    readonly keyValues: Readonly<Record<string, SettingValue>>;
    /** Label of the key-values and of the sentinel; default: none. */
    readonly label?: Input<string>;
    /** A key that gets another value once all others are written, so that applications which watch it read everything again. */
    readonly sentinel?: Input<string>;
    /**
     * How long applications may continue with their old values, such as `5m`: the refresh interval of the slowest, with time to spare. The old
     * key is retired after that. `0s` if a gate confirms each of them.
     */
    readonly cachedFor: Input<string>;
    /** Subscription of the store; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** Key-values of a store as a consumer. */
export interface AppConfigurationKeyValuesConsumer extends AppConfigurationKeyValuesArgs, Consumer {
    /** The kind of the consumer; set by `appConfigurationKeyValues`. */
    readonly kind: "appConfigurationKeyValues";
}

/** The same as plain values. */
export type AppConfigurationKeyValuesPlace = PlaceOf<AppConfigurationKeyValuesConsumer>;

/** Key-values of Azure App Configuration. */
export function appConfigurationKeyValues(args: AppConfigurationKeyValuesArgs): AppConfigurationKeyValuesConsumer {
    return { kind: "appConfigurationKeyValues", ...args };
}

/** Key-values of a store, as Azure Resource Manager passes them on to it. */
export const appConfigurationKeyValuesKind: WrittenKind<AppConfigurationKeyValuesPlace> = {
    role: "keyvalues",
    names: ({ configStoreName, label }) => [configStoreName, label],
    contents: ({ keyValues }) => keyValues,
    naming: "exact",
    id: (place, subscriptionId) => `${storeId(place, subscriptionId)}/keyValues/$${place.label ?? ""}`,
    host: (place, subscriptionId) => keyValueCall("GET", storeId(place, subscriptionId)),
    actions: () =>
        ["read", "keyValues/read", "keyValues/write", "keyValues/delete"].map(
            (action) => `Microsoft.AppConfiguration/configurationStores/${action}`,
        ),
    problems,
    readerLag: ({ cachedFor }) => cachedFor,
    look,

    async switchOver(change: Change<AppConfigurationKeyValuesPlace>, access) {
        await checkStore(change.place, access);
        let { values } = change;
        const write = async () => {
            const found = await writeKeyValues(change, access);
            values = found.held;
            await removeKeyValues(change.place, change.removed, access);
            await bumpSentinel(change.place, access);
            return found;
        };
        const lost = () => lostKeyValues({ ...change, values }, access);
        return { ...(await untilItStays({ write, lost }, access)), held: values };
    },

    remove: removeKeyValues,
};

/** Each key-value is written as a whole: its tags and its content type stay unchanged. */
async function writeKeyValues(
    change: Change<AppConfigurationKeyValuesPlace>,
    access: Access,
): Promise<Required<Switched>> {
    const { place, origin, known } = change;
    const taken: string[] = [];
    const held: Record<string, string> = {};
    for (const [key, wanted] of Object.entries(change.values)) {
        const isKnown = isAmong(key, known, "exact");
        const whole = {
            name: `${place.configStoreName}/${key}`,
            ask: () => findKeyValue(place, key, access),
            namesIn: () => [key],
            known: isKnown ? [key] : [],
        };
        const found = await sureList(whole, access);
        const before = found === "absent" ? {} : found;
        if (found !== "absent" && !isKnown) {
            taken.push(key);
        }
        const kept = withKeptParts(
            { ...change, values: { [key]: wanted } },
            place.keyValues,
            () => before.value ?? undefined,
        );
        const value = kept.values[key] ?? wanted;
        held[key] = value;
        await warnOfReplaced(place.configStoreName, kept, access);
        const properties = { ...contentOf(value, before.contentType), tags: { ...before.tags, ...secretTags(origin) } };
        await access.arm.send({
            ...keyValueCall("PUT", keyValueId(place, key, access.subscriptionId)),
            body: { properties },
        });
    }
    return { found: taken, held };
}

/** Those of the key-values just written, as a user knows them, that are gone or hold something else. */
async function lostKeyValues(
    { place, values, origin }: Change<AppConfigurationKeyValuesPlace>,
    access: Access,
): Promise<readonly string[]> {
    const lost = Object.entries(values).map(async ([key, value]) => {
        const found = await findKeyValue(place, key, access);
        const seen = found === "absent" ? undefined : seenIn(found);
        const isThere =
            seen !== undefined &&
            ("value" in seen ? isSameValue(seen.value, value) : isMarkedWith(seen, origin.fingerprint));
        return isThere ? [] : [[place.configStoreName, place.label, key].filter(Boolean).join("/")];
    });
    return (await Promise.all(lost)).flat();
}

function isMarkedWith(seen: SeenValue, fingerprint: string): boolean {
    return "fingerprint" in seen && seen.fingerprint === fingerprint;
}

/** A reference may be written with a slash at its end or without. */
function isSameValue(one: string, other: string): boolean {
    return one === other || (isReference(one) && secretUriOf(one) === secretUriOf(other));
}

function problems(place: AppConfigurationKeyValuesPlace, all: readonly Place[]): readonly ArgumentProblem[] {
    const { argument, resourceGroupName, configStoreName, keyValues, label, sentinel, cachedFor } = place;
    const before = placesBefore(place, all).filter(
        (other) =>
            isSameName(other.configStoreName, configStoreName) && isSameName(other.label ?? "", label ?? "", "exact"),
    );
    const property = `${argument}.keyValues`;
    return [
        ...emptyProblems(place, { resourceGroupName, configStoreName }),
        ...(sentinel === undefined ? [] : emptyProblems(place, { sentinel })),
        ...unless(Object.keys(keyValues).length > 0, property, "must name at least one key"),
        ...unless(
            sentinel === undefined || keyValues[sentinel] === undefined,
            `${argument}.sentinel`,
            "must be none of the keys that hold something",
            sentinel,
        ),
        ...Object.entries(keyValues).flatMap(([key, value]) => {
            const twin = before.find((other) => other.keyValues[key] !== undefined);
            return [
                ...unless(isKey(key), `${property}.${key}`, "must be no . or .., and have no % in it"),
                ...unless(twin === undefined, `${property}.${key}`, `is set by ${twin?.argument} already`),
                ...valueProblems(`${property}.${key}`, value, all),
            ];
        }),
        ...(cachedFor === undefined
            ? [
                  {
                      property: `${argument}.cachedFor`,
                      reason: "is missing: say how long applications may go on with what they have read",
                  },
              ]
            : durationProblems(`${argument}.cachedFor`, cachedFor)),
    ];
}

async function look(place: AppConfigurationKeyValuesPlace, access: Access): Promise<Seen | Absent> {
    const keys = Object.keys(place.keyValues);
    const found = await Promise.all(keys.map((key) => findKeyValue(place, key, access)));
    const seen = keys.flatMap((key, index) => {
        const keyValue = found[index] ?? "absent";
        return keyValue === "absent" ? [] : [[key, seenIn(keyValue, place.keyValues[key])] as const];
    });
    return seen.length === 0 ? "absent" : Object.fromEntries(seen);
}

/** Removes them if they are there. */
async function removeKeyValues(
    place: AppConfigurationKeyValuesPlace,
    keys: readonly string[],
    access: Access,
): Promise<void> {
    for (const key of keys) {
        await access.arm.remove(keyValueCall("DELETE", keyValueId(place, key, access.subscriptionId)));
    }
}

/** The store would refuse a key-value after the store is gone, without any advice. */
async function checkStore(place: AppConfigurationKeyValuesPlace, { arm, subscriptionId }: Access): Promise<void> {
    const path = storeId(place, subscriptionId);
    if ((await arm.find(keyValueCall("GET", path))) === "absent") {
        throw new RotationError(
            "not-switched",
            `there is no configuration store ${place.configStoreName} (${path}); the key that it had before still works; ` +
                `restore it or take ${place.argument} out of the program, then run \`pulumi up\` again`,
        );
    }
}

/** App Configuration: "Keys": reserved characters. */
function isKey(key: string): boolean {
    return key !== "" && key !== "." && key !== ".." && !key.includes("%");
}

/** Key-values of App Configuration. */
export const appConfigurationKeyValuesDeclaration: ConsumerDeclaration<AppConfigurationKeyValuesConsumer> = {
    example: appConfigurationKeyValues({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        configStoreName: "shared",
        label: "prod",
        sentinel: "Sentinel",
        cachedFor: "1m",
        keyValues: { "Uploads:Sas": sas({ permissions: "r", validFor: "120d", container: "photos" }) },
    }),
    shape: membersOf<AppConfigurationKeyValuesConsumer>({
        ...resource,
        configStoreName: name,
        keyValues: settings,
        label: optional(text()),
        sentinel: optional(text()),
        cachedFor: duration,
    }),
    place: appConfigurationKeyValuesKind,
    scanners: [appConfigurationStores],
};
