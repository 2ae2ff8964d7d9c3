import type { Input } from "@pulumi/pulumi";
import { type ArgumentProblem, durationProblems, unless } from "../../arguments/problem";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import type { Change, Holder, HolderArgs, Place, PlaceOf, Seen, WrittenConsumer } from "../consumer";
import { emptyProblems, isSameName, placesBefore, valueProblems } from "../placeProblems";
import { secretTags } from "../secretTags";
import type { SettingValue } from "../settingValue";
import { findKeyValue, keyValueCall, keyValueId, storeId } from "./keyValue";
import { contentOf, seenIn } from "./secretReference";
import { bumpSentinel } from "./sentinel";

/** Key-values of an App Configuration store that hold the active key. All other key-values of the store stay as they are. */
export interface AppConfigurationKeyValuesArgs extends HolderArgs {
    /** Resource group of the store. */
    readonly resourceGroupName: Input<string>;
    /** Name of the configuration store. */
    readonly configStoreName: Input<string>;
    /** What each key-value holds, by its key: the key, the connection string, or a reference to a Key Vault secret of this pair. */
    readonly keyValues: Readonly<Record<string, SettingValue>>;
    /** Label of the key-values and of the sentinel; default: none. */
    readonly label?: Input<string>;
    /** A key that gets another value once all others are written, so that applications which watch it read everything anew. */
    readonly sentinel?: Input<string>;
    /**
     * How long applications may go on with what they have read, such as `5m`: the refresh interval of the slowest, with time to spare; the
     * old key is retired after that. `0s` where each of them is confirmed by a gate.
     */
    readonly cachedFor: Input<string>;
    /** Subscription of the store; default: the one that azure-native is configured with. */
    readonly subscriptionId?: Input<string>;
}

/** Key-values of a store as a holder. */
export interface AppConfigurationKeyValuesHolder extends AppConfigurationKeyValuesArgs, Holder {
    /** Says what the place is; set by `appConfigurationKeyValues`. */
    readonly kind: "appConfigurationKeyValues";
}

/** The same as plain values. */
export type AppConfigurationKeyValuesPlace = PlaceOf<AppConfigurationKeyValuesHolder>;

/** Key-values of Azure App Configuration, for `holders`. */
export function appConfigurationKeyValues(args: AppConfigurationKeyValuesArgs): AppConfigurationKeyValuesHolder {
    return { kind: "appConfigurationKeyValues", ...args };
}

/** Key-values of a store, as Azure Resource Manager passes them on to it. */
export const appConfigurationKeyValuesConsumer: WrittenConsumer<AppConfigurationKeyValuesPlace> = {
    role: "keyvalues",
    names: ({ configStoreName, label }) => [configStoreName, label],
    contents: ({ keyValues }) => keyValues,
    id: (place, subscriptionId) => `${storeId(place, subscriptionId)}/keyValues/$${place.label ?? ""}`,
    actions: () =>
        ["read", "keyValues/read", "keyValues/write", "keyValues/delete"].map(
            (action) => `Microsoft.AppConfiguration/configurationStores/${action}`,
        ),
    problems,
    readerLag: ({ cachedFor }) => cachedFor,
    look,

    async switchOver({ place, values, removed, origin }: Change<AppConfigurationKeyValuesPlace>, access) {
        await checkStore(place, access);
        for (const [key, value] of Object.entries(values)) {
            const before = await findKeyValue(place, key, access);
            const tags = { ...before?.tags, ...secretTags(origin) };
            const properties = { ...contentOf(value, before?.contentType), tags };
            await access.arm.send({
                ...keyValueCall("PUT", keyValueId(place, key, access.subscriptionId)),
                body: { properties },
            });
        }
        await removeKeyValues(place, removed, access);
        await bumpSentinel(place, access);
    },

    remove: removeKeyValues,
};

function problems(place: AppConfigurationKeyValuesPlace, all: readonly Place[]): readonly ArgumentProblem[] {
    const { argument, resourceGroupName, configStoreName, keyValues, label, sentinel, cachedFor } = place;
    const before = placesBefore(place, all).filter(
        (other) => isSameName(other.configStoreName, configStoreName) && (other.label ?? "") === (label ?? ""),
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

async function look(place: AppConfigurationKeyValuesPlace, access: Access): Promise<Seen | undefined> {
    const keys = Object.keys(place.keyValues);
    const found = await Promise.all(keys.map((key) => findKeyValue(place, key, access)));
    const seen = keys.flatMap((key, index) => {
        const keyValue = found[index];
        return keyValue === undefined ? [] : [[key, seenIn(keyValue)] as const];
    });
    return seen.length === 0 ? undefined : Object.fromEntries(seen);
}

/** Removes them as far as they are there. */
async function removeKeyValues(
    place: AppConfigurationKeyValuesPlace,
    keys: readonly string[],
    access: Access,
): Promise<void> {
    for (const key of keys) {
        await access.arm.find(keyValueCall("DELETE", keyValueId(place, key, access.subscriptionId)));
    }
}

/** A key-value that is written to a store that is gone would be refused without a word on what to do. */
async function checkStore(place: AppConfigurationKeyValuesPlace, { arm, subscriptionId }: Access): Promise<void> {
    const path = storeId(place, subscriptionId);
    if ((await arm.find(keyValueCall("GET", path))) === undefined) {
        throw new RotationError(
            "not-switched",
            `there is no configuration store ${place.configStoreName} (${path}); the key that it had before still works; ` +
                `restore it or take ${place.argument} out of the program, then run \`pulumi up\` again`,
        );
    }
}

/** App Configuration: "Keys": what is reserved. */
function isKey(key: string): boolean {
    return key !== "" && key !== "." && key !== ".." && !key.includes("%");
}
