import type { Input } from "@pulumi/pulumi";
import type { Absent } from "../../absent";
import { RotationError } from "../../lifecycle/rotationError";
import { membersOf, record } from "../../shape/containers";
import { oneOfProblems, unless } from "../../shape/problem";
import { optional, writtenOut } from "../../shape/shape";
import { name, text } from "../../shape/values";
import type { Access } from "../access";
import type { Change, Consumer, PlaceOf, WrittenKind } from "../consumer";
import type { ConsumerDeclaration } from "../declaration";
import { untilItStays } from "../lists/untilItStays";
import { isSameName, valueNamed } from "../naming";
import { emptyProblems } from "../placeProblems";
import { aConsumer } from "../shapes";
import type { Seen } from "../values/seenValue";
import { lookInOtherSlots } from "./otherSlots";
import {
    type SiteArgs,
    site,
    siteActions,
    siteName,
    siteNames,
    siteProblems,
    untilRestarted,
    writtenBefore,
} from "./site";
import {
    entriesOf,
    foundIn,
    listMap,
    lookAtMap,
    lostFromMap,
    mapId,
    merged,
    removeFromMap,
    type SiteMap,
    writeMap,
} from "./siteMap";

/** A share or container that App Service mounts for an app, with the active key. */
export interface StorageMount {
    /** `AzureFiles` (a share) or `AzureBlob` (a container, read only); default `AzureFiles`. */
    readonly type?: Input<"AzureFiles" | "AzureBlob">;
    /** Storage account; the one whose keys are rotated. */
    readonly accountName: Input<string>;
    /** Share, or container of `AzureBlob`. */
    readonly shareName: Input<string>;
    /** The path at which the application finds it, such as `/mounts/photos`. */
    readonly mountPath: Input<string>;
}

/** Azure Files and Blob mounts of an app. All other mounts of the app stay unchanged. */
export interface StorageMountsArgs extends SiteArgs {
    /** Each mount by its name. */
    readonly mounts: Readonly<Record<string, StorageMount>>;
}

/** Mounts of an app as a consumer. */
export interface StorageMountsConsumer extends StorageMountsArgs, Consumer {
    /** The kind of the consumer; set by `storageMounts`. */
    readonly kind: "storageMounts";
}

/** The same as plain values. */
export type StorageMountsPlace = PlaceOf<StorageMountsConsumer>;

/** Storage that is mounted by a web app, or by one of its deployment slots. */
export function storageMounts(args: StorageMountsArgs): StorageMountsConsumer {
    return { kind: "storageMounts", ...args };
}

/** An entry as App Service keeps it. */
interface Entry {
    readonly type?: string;
    readonly accountName?: string;
    readonly shareName?: string;
    readonly mountPath?: string;
    readonly accessKey?: string;
    /** Its state: `Ok`, `InvalidCredentials`, `InvalidShare` or `NotValidated`. Read only. */
    readonly state?: string;
}

const PATIENCE = { timeoutMs: 120_000, intervalMs: 2_000 };

/** Mounts of an app. */
export const storageMountsKind: WrittenKind<StorageMountsPlace> = {
    role: "mounts",
    names: siteNames,
    restarts: siteName,
    contents: ({ mounts }) => Object.fromEntries(Object.keys(mounts).map((name) => [name, "key"] as const)),
    id: (place, subscriptionId) => mapId("azurestorageaccounts", place, subscriptionId),
    actions: siteActions,

    problems(place, all) {
        return [
            ...siteProblems(place),
            ...unless(namesIn(place).length > 0, `${place.argument}.mounts`, "must name at least one mount"),
            ...Object.entries(place.mounts).flatMap(
                ([name, { type = "AzureFiles", accountName, shareName, mountPath }], index) => {
                    const argument = `${place.argument}.mounts.${name}`;
                    const other = namesIn(place).find((before, at) => at < index && isSameName(before, name));
                    const twin = writtenBefore(place, all, name, namesIn);
                    return [
                        ...unless(/^[\w-]+$/.test(name), argument, "must be letters, digits, and _ -"),
                        ...unless(other === undefined, argument, `is the same name as ${other}`),
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

    look: (place, access) => lookFor(namesIn(place), place, access),
    lookAround: (place, all, access) => lookInOtherSlots(place, all, access, lookFor, namesIn),

    async switchOver(change: Change<StorageMountsPlace>, access) {
        const { place, values, removed, known } = change;
        const next = (before: SiteMap<Entry>) => {
            const own = Object.entries(values).map(([name, accessKey]) => [
                name,
                { ...valueNamed(before, name), ...mountIn(place, name), accessKey },
            ]);
            return merged(before, Object.fromEntries(own), removed);
        };
        const write = async () => {
            const { before } = await writeMap<Entry>({ map: "azurestorageaccounts", place, known, next }, access);
            await untilRestarted(place, "ifNeeded", access);
            await untilMounted(place, access);
            return { found: foundIn(before, change) };
        };
        // A key that is not shown cannot be compared.
        const lost = () =>
            lostFromMap<Entry>(
                "azurestorageaccounts",
                place,
                values,
                (entry, written) => entry.accessKey ?? written,
                access,
            );
        return untilItStays({ write, lost }, access);
    },

    remove: (place, names, access) => removeFromMap("azurestorageaccounts", place, names, access),
};

async function lookFor(names: readonly string[], place: StorageMountsPlace, access: Access): Promise<Seen | Absent> {
    const mounts = await lookAtMap<Entry>("azurestorageaccounts", place, names, access);
    if (mounts === "absent") {
        return "absent";
    }
    const own = entriesOf(mounts, namesIn(place));
    return Object.fromEntries(
        own.map(({ name, spelling, entry: { accessKey, ...mount } }) => [
            name,
            accessKey === undefined
                ? { fingerprint: undefined }
                : { value: accessKey, isChanged: name !== spelling || !isMountedAs(mount, mountIn(place, name)) },
        ]),
    );
}

/** The platform reports the state of each mount that it checks. */
async function untilMounted(place: StorageMountsPlace, access: Access): Promise<void> {
    let refused: readonly string[] = [];
    const isMounted = await access.waitUntil(
        async () => {
            const mounts = await listMap<Entry>("azurestorageaccounts", place, access);
            refused = entriesOf(mounts === "absent" ? {} : mounts, namesIn(place)).flatMap(
                ({ name, entry: { state } }) =>
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
    const { type = "AzureFiles", accountName = "", shareName = "", mountPath = "" } = valueNamed(mounts, name) ?? {};
    return { type, accountName, shareName, mountPath };
}

function isMountedAs(mount: Entry, declared: Entry): boolean {
    return (
        isSameName(mount.type, declared.type) &&
        isSameName(mount.accountName, declared.accountName) &&
        isSameName(mount.shareName, declared.shareName) &&
        mount.mountPath === declared.mountPath
    );
}

function namesIn({ mounts }: StorageMountsPlace): readonly string[] {
    return Object.keys(mounts);
}

/** Storage that apps mount. */
export const storageMountsDeclaration: ConsumerDeclaration<StorageMountsConsumer> = {
    example: storageMounts({
        resourceGroupName: "rg",
        subscriptionId: "b7a2c9d0-1111-2222-3333-123456789012",
        site: "web",
        mounts: { photos: { type: "AzureFiles", accountName: "uploads", shareName: "p", mountPath: "/p" } },
    }),
    shape: membersOf<StorageMountsConsumer>({
        ...aConsumer,
        ...site,
        mounts: writtenOut(
            record(
                membersOf<StorageMount>({
                    type: optional(text()),
                    accountName: name,
                    shareName: name,
                    mountPath: text(),
                }),
            ),
        ),
    }),
    place: storageMountsKind,
};
