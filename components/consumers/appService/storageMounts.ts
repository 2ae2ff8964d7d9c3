import type { Input } from "@pulumi/pulumi";
import { oneOfProblems, unless } from "../../arguments/problem";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import type { Change, Holder, PlaceOf, Seen, WrittenConsumer } from "../consumer";
import { emptyProblems } from "../placeProblems";
import { lookInOtherSlots } from "./otherSlots";
import { type SiteArgs, siteActions, siteName, siteNames, siteProblems, untilRestarted, writtenBefore } from "./site";
import { entriesOf, listMap, mapId, merged, removeFromMap, writeMap } from "./siteMap";

/** A share or container that App Service mounts for an app, with the active key. */
export interface StorageMount {
    /** `AzureFiles` (a share) or `AzureBlob` (a container, read only); default `AzureFiles`. */
    readonly type?: Input<"AzureFiles" | "AzureBlob">;
    /** Storage account; the one whose keys are rotated. */
    readonly accountName: Input<string>;
    /** Share, or container of `AzureBlob`. */
    readonly shareName: Input<string>;
    /** Where the application finds it, such as `/mounts/photos`. */
    readonly mountPath: Input<string>;
}

/** Azure Files and Blob mounts of an app. All other mounts of the app stay as they are. */
export interface StorageMountsArgs extends SiteArgs {
    /** Each mount by its name. */
    readonly mounts: Readonly<Record<string, StorageMount>>;
}

/** Mounts of an app as a holder. */
export interface StorageMountsHolder extends StorageMountsArgs, Holder {
    /** Says what the place is; set by `storageMounts`. */
    readonly kind: "storageMounts";
}

/** The same as plain values. */
export type StorageMountsPlace = PlaceOf<StorageMountsHolder>;

/** Storage that is mounted by a web app, or by one of its deployment slots, for `holders`. */
export function storageMounts(args: StorageMountsArgs): StorageMountsHolder {
    return { kind: "storageMounts", ...args };
}

/** An entry as App Service keeps it. */
interface Entry {
    readonly type?: string;
    readonly accountName?: string;
    readonly shareName?: string;
    readonly mountPath?: string;
    readonly accessKey?: string;
    /** What became of it: `Ok`, `InvalidCredentials`, `InvalidShare` or `NotValidated`. Read only. */
    readonly state?: string;
}

const PATIENCE = { timeoutMs: 120_000, intervalMs: 2_000 };

/** Mounts of an app. */
export const storageMountsConsumer: WrittenConsumer<StorageMountsPlace> = {
    role: "mounts",
    names: siteNames,
    contents: ({ mounts }) => Object.fromEntries(Object.keys(mounts).map((name) => [name, "key"] as const)),
    id: (place, subscriptionId) => mapId("azurestorageaccounts", place, subscriptionId),
    actions: siteActions,

    problems(place, all) {
        return [
            ...siteProblems(place),
            ...unless(namesIn(place).length > 0, `${place.argument}.mounts`, "must name at least one mount"),
            ...Object.entries(place.mounts).flatMap(
                ([name, { type = "AzureFiles", accountName, shareName, mountPath }]) => {
                    const argument = `${place.argument}.mounts.${name}`;
                    const twin = writtenBefore(place, all, name, namesIn);
                    return [
                        ...unless(/^[\w-]+$/.test(name), argument, "must be letters, digits, and _ -"),
                        ...unless(twin === undefined, argument, `is mounted by ${twin?.argument} already`),
                        ...emptyProblems({ ...place, argument }, { accountName, shareName }),
                        ...oneOfProblems(`${argument}.type`, type, ["AzureFiles", "AzureBlob"]),
                        ...unless(
                            mountPath.startsWith("/"),
                            `${argument}.mountPath`,
                            "must begin with a slash",
                            mountPath,
                        ),
                    ];
                },
            ),
        ];
    },

    look,
    lookAround: (place, all, access) => lookInOtherSlots(place, all, access, look, namesIn),

    async switchOver({ place, values, removed }: Change<StorageMountsPlace>, access) {
        await writeMap<Entry>("azurestorageaccounts", place, access, (before) => {
            const own = Object.entries(values).map(([name, accessKey]) => [
                name,
                { ...before[name], ...mountIn(place, name), accessKey },
            ]);
            return merged(before, Object.fromEntries(own), removed);
        });
        await untilRestarted(place, "ifNeeded", access);
        await untilMounted(place, access);
    },

    remove: (place, names, access) => removeFromMap("azurestorageaccounts", place, names, access),
};

async function look(place: StorageMountsPlace, access: Access): Promise<Seen | undefined> {
    const mounts = await listMap<Entry>("azurestorageaccounts", place, access);
    if (mounts === undefined) {
        return undefined;
    }
    const own = entriesOf(mounts, namesIn(place));
    return Object.fromEntries(
        own.map(([name, { accessKey, ...mount }]) => [
            name,
            accessKey === undefined
                ? { fingerprint: undefined }
                : { value: accessKey, isChanged: !isMountedAs(mount, mountIn(place, name)) },
        ]),
    );
}

/** The platform says what became of each mount, as far as it looks. */
async function untilMounted(place: StorageMountsPlace, access: Access): Promise<void> {
    let refused: readonly string[] = [];
    const isMounted = await access.waitUntil(
        async () => {
            const mounts = (await listMap<Entry>("azurestorageaccounts", place, access)) ?? {};
            refused = entriesOf(mounts, namesIn(place)).flatMap(([name, { state }]) =>
                state === "InvalidCredentials" || state === "InvalidShare"
                    ? [`${siteName(place)}/${name}: ${state}`]
                    : [],
            );
            return refused.length === 0;
        },
        PATIENCE,
        () => `waiting until ${siteName(place)} mounts its storage with the new key (${refused.join(", ")})`,
    );
    if (!isMounted) {
        throw new RotationError(
            "not-switched",
            `the storage of an app is not mounted with the new key (${refused.join(", ")}); the old key still works; ` +
                "see to the account and the share, then run `pulumi up` again",
        );
    }
}

function mountIn({ mounts }: StorageMountsPlace, name: string): Entry {
    const { type = "AzureFiles", accountName = "", shareName = "", mountPath = "" } = mounts[name] ?? {};
    return { type, accountName, shareName, mountPath };
}

function isMountedAs(mount: Entry, declared: Entry): boolean {
    const parts = ["type", "accountName", "shareName", "mountPath"] as const;
    return parts.every((part) => mount[part] === declared[part]);
}

function namesIn({ mounts }: StorageMountsPlace): readonly string[] {
    return Object.keys(mounts);
}
