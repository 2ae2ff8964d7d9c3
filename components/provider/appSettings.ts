import { createHash } from "node:crypto";
import type { dynamic } from "@pulumi/pulumi";
import type { AppSettingsInputs } from "../arguments/rotationInputs";
import { containsUnknown } from "../arguments/unknown";
import type { Arm } from "../azure/arm";
import { withoutKeys } from "../azure/armError";
import { type AppSettings, listSettings, referenceStatus, replaceSettings, restartIfNeeded } from "../azure/webApp";
import { type AppSettingsPlace, placeId, placeName } from "../consumers/consumer";
import { isReference, secretUriOf } from "../consumers/keyVaultReference";
import { mergeSettings } from "../consumers/mergeSettings";
import { RotationError } from "../lifecycle/rotationError";
import { connectionFor } from "./access";
import { explained, type Undertaking } from "./explained";
import { oneAtATime } from "./oneAtATime";
import { report } from "./report";
import { waitUntil } from "./waitUntil";

export { configure } from "./access";

const ONE_SECOND = 1_000;
const TEN_MINUTES = 600_000;

/** What is left in the stack's state. Later releases read what earlier ones wrote. */
export interface AppSettingsOutputs {
    readonly version: 1;
    readonly pair: string;
    readonly azureConfig: string;
    readonly place: AppSettingsPlace;
    readonly generation: number;
    /** SHA-256, in hex, of what each setting holds. */
    readonly written: Readonly<Record<string, string>>;
}

/** Writes the settings, and returns when the app runs with them. */
export function create(inputs: AppSettingsInputs): Promise<dynamic.CreateResult<AppSettingsOutputs>> {
    return explained(switching(inputs), async () => {
        const { subscriptionId } = await connectionFor(inputs.azureConfig);
        return { id: `${placeId(inputs.place, subscriptionId)}/config/appsettings`, outs: await write(inputs, []) };
    });
}

/** Compares generation and values; calls no service. */
export function diff(_id: string, olds: AppSettingsOutputs, news: AppSettingsInputs): Promise<dynamic.DiffResult> {
    if (containsUnknown(news)) {
        return Promise.resolve({ changes: true });
    }
    if (!samePlace(olds.place, news.place)) {
        return Promise.resolve({ changes: true, replaces: ["place"] });
    }
    const changes = olds.generation !== news.generation || !sameValues(olds.written, digests(news.values));
    return Promise.resolve({ changes });
}

/** Writes the settings, removes those that the pair no longer owns, and returns when the app runs with them. */
export function update(
    _id: string,
    olds: AppSettingsOutputs,
    news: AppSettingsInputs,
): Promise<dynamic.UpdateResult<AppSettingsOutputs>> {
    return explained(switching(news), async () => ({ outs: await write(news, Object.keys(olds.written)) }));
}

/** On `--refresh`: what the settings hold now, so that one that was changed by hand is written again. */
export function read(id: string, olds: AppSettingsOutputs): Promise<dynamic.ReadResult<AppSettingsOutputs>> {
    const { pair, place } = olds;
    const failed = `the settings of ${placeName(place)} were not read`;
    const command = "pulumi up --refresh";
    return explained({ pair, failed, safe: "nothing was changed", command }, async () => {
        const { arm, subscriptionId } = await connectionFor(olds.azureConfig);
        const settings = await listSettings(arm, placeId(place, subscriptionId));
        if (settings === undefined) {
            return {};
        }
        const own = Object.keys(olds.written).flatMap((name) => {
            const value = settings[name];
            return value === undefined ? [] : [[name, value] as const];
        });
        return { id, props: { ...olds, written: digests(Object.fromEntries(own)) } };
    });
}

/** Removes the settings that the pair owns, and no others. */
export function remove(_id: string, olds: AppSettingsOutputs): Promise<void> {
    const { pair, place } = olds;
    const failed = `the settings of ${placeName(place)} were not removed`;
    return explained({ pair, failed, safe: "the keys in them still work" }, async () => {
        const { arm, subscriptionId } = await connectionFor(olds.azureConfig);
        const site = placeId(place, subscriptionId);
        await oneAtATime(site, async () => {
            const settings = await listSettings(arm, site);
            if (settings !== undefined) {
                const rest = mergeSettings(settings, {}, removable(site, Object.keys(olds.written)));
                await replaceIfChanged(arm, site, settings, rest);
            }
        });
    });
}

export { remove as delete };

function switching({ pair, place }: AppSettingsInputs): Undertaking {
    const failed = `${placeName(place)} did not take its new settings`;
    return { pair, failed, safe: "the key that it had before still works", code: "not-switched" };
}

async function write(inputs: AppSettingsInputs, owned: readonly string[]): Promise<AppSettingsOutputs> {
    const { pair, azureConfig, place, values, generation } = inputs;
    const { arm, subscriptionId } = await connectionFor(azureConfig);
    const site = placeId(place, subscriptionId);
    await oneAtATime(site, async () => {
        const settings = await listSettings(arm, site);
        if (settings === undefined) {
            const what = `${pair}: there is no web app ${placeName(place)} (${site})`;
            const next = "restore it or take it out of `appSettings`, then run `pulumi up` again";
            throw new RotationError("not-switched", `${what}; the key that it had before still works; ${next}`);
        }
        await replaceIfChanged(arm, site, settings, mergeSettings(settings, values, removable(site, owned)));
        noteWritten(site, Object.keys(values));
    });
    for (const [setting, value] of Object.entries(values).filter(([, value]) => isReference(value))) {
        await untilResolved(arm, site, inputs, setting, value);
    }
    await report(inputs, `waiting until ${placeName(place)} runs with its new settings`);
    await restartIfNeeded(arm, site);
    return { version: 1, pair, azureConfig, place, generation, written: digests(values) };
}

/** An equal map is not sent, because any PUT restarts the app. */
async function replaceIfChanged(arm: Arm, site: string, from: AppSettings, to: AppSettings): Promise<void> {
    if (!sameValues(from, to)) {
        await replaceSettings(arm, site, to);
    }
}

/** Waits until the platform has the very version of the secret that the setting names. */
async function untilResolved(
    arm: Arm,
    site: string,
    inputs: AppSettingsInputs,
    setting: string,
    value: string,
): Promise<void> {
    const { pair, place } = inputs;
    const version = /\/secrets\/[^/]+\/([^/]+)$/.exec(secretUriOf(value) ?? "")?.[1];
    const where = `${placeName(place)}/${setting}`;
    let last = "not looked at";
    const resolved = await waitUntil(
        async () => {
            const { status, secretVersion, activeVersion, details } = await referenceStatus(arm, site, setting);
            last = details === undefined ? status : `${status}: ${withoutKeys(details)}`;
            return status === "Resolved" && (version === undefined || (activeVersion ?? secretVersion) === version);
        },
        { timeoutMs: TEN_MINUTES, intervalMs: ONE_SECOND },
        (seconds) => report(inputs, `waiting until ${where} resolves its Key Vault reference (${last}; ${seconds} s)`),
    );
    if (!resolved) {
        throw new RotationError(
            "not-switched",
            `${pair}: ${where} does not resolve its Key Vault reference after 10 minutes (${last}); ` +
                "the key it had before still works; let the app's identity read the secret, then run `pulumi up` again",
        );
    }
}

/**
 * The settings that this update has written, by site. Two entries may swap names or a resource be renamed, and then the
 * engine removes what the other has just written.
 */
const writtenNow = new Map<string, Set<string>>();

function noteWritten(site: string, names: readonly string[]): void {
    writtenNow.set(site, new Set([...(writtenNow.get(site) ?? []), ...names]));
}

function removable(site: string, names: readonly string[]): readonly string[] {
    return names.filter((name) => !writtenNow.get(site)?.has(name));
}

function digests(values: AppSettings): Readonly<Record<string, string>> {
    const digest = (value: string) => createHash("sha256").update(value).digest("hex");
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, digest(value)]));
}

function sameValues(one: AppSettings, other: AppSettings): boolean {
    const names = Object.keys({ ...one, ...other });
    return names.every((name) => one[name] === other[name]);
}

function samePlace(one: AppSettingsPlace, other: AppSettingsPlace): boolean {
    const subscription = one.subscriptionId ?? other.subscriptionId ?? "";
    return placeId(one, subscription).toLowerCase() === placeId(other, subscription).toLowerCase();
}
