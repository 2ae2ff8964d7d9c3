import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import type { Change } from "../consumer";
import { lostInTheEnd } from "../lists/untilItStays";
import { isKeyVaultReference, isReference, referenceTo, secretUriOf } from "../values/keyVaultReference";
import type { SettingValue } from "../values/settingValue";
import { onSite, type SitePlace, siteCall, siteId, siteName } from "./site";
import { merged, type SiteMapName, writeMap } from "./siteMap";

/** The maps whose values may be Key Vault references. */
export type ReferringMap = Extract<SiteMapName, "appsettings" | "connectionstrings">;

/** A setting of ours whose only purpose is to change, if nothing else makes the platform read secrets again. */
export const REFRESHED_SETTING = "TWO_KEY_REFRESHED";

const TEN_SECONDS = { timeoutMs: 10_000, intervalMs: 1_000 };
const ONE_MINUTE = { timeoutMs: 60_000, intervalMs: 1_000 };
const TEN_MINUTES = { timeoutMs: 600_000, intervalMs: 1_000 };

/** Answers of a platform that does not know the call, or of one whose roles do not. */
const UNKNOWN_CALL: readonly (number | undefined)[] = [400, 403, 404, 405];

/** The platform's status of a Key Vault reference. */
interface ReferenceStatus {
    /** `Resolved`, or the problem, such as `SecretNotFound` or `AccessToKeyVaultDenied`. */
    readonly status?: string;
    readonly secretVersion?: string;
    readonly activeVersion?: string;
    readonly details?: string;
}

/** The calls that show the status of references, and that make the platform read those without a version again. */
export function referenceActions(
    map: ReferringMap,
    place: SitePlace,
    values: readonly SettingValue[],
): readonly string[] {
    const references = values.filter(isKeyVaultReference);
    const isVersionless = references.some(({ form }) => form === "versionless");
    return [
        ...(references.length > 0 ? [onSite(place, `config/${map}/read`)] : []),
        ...(isVersionless ? [onSite(place, "config/appsettings/refresh/action")] : []),
    ];
}

/** The names whose references leave the version to the platform. */
export function versionless({ values, references }: Pick<Change, "values" | "references">): readonly string[] {
    return Object.entries(references).flatMap(([name, uri]) => (values[name] === referenceTo(uri) ? [] : [name]));
}

/**
 * Makes the platform read the secrets of versionless references again. By itself it does so within a day only ("Use Key Vault references":
 * rotation). If it does not know this call, or does nothing, a setting is changed: any change of the configuration makes it read all of them.
 */
export async function refreshReferences(map: ReferringMap, change: Change<SitePlace>, access: Access): Promise<void> {
    const { place, origin, known } = change;
    const { arm, subscriptionId } = access;
    const names = versionless(change);
    const path = `${siteId(place, subscriptionId)}/config/configreferences/appsettings/refresh`;
    try {
        await arm.send(siteCall("POST", path));
        if ((await unresolved(map, change, names, ONE_MINUTE, access)) === undefined) {
            return;
        }
    } catch (error) {
        if (!UNKNOWN_CALL.includes(arm.statusOf(error))) {
            throw error;
        }
    }
    await writeMap<string>(
        {
            map: "appsettings",
            place,
            known: map === "appsettings" ? known : [],
            next: (before) => merged(before, { [REFRESHED_SETTING]: origin.rotatedAt }, []),
        },
        access,
    );
}

/**
 * Returns when the platform has, for each reference, the very version that was written last. Until then the application gets the text of the
 * reference for a key, so an application that had a key before does not wait long. It also returns if somebody has overwritten the references;
 * the caller finds that.
 *
 * @param putBack gives the application its earlier values back, and says so; absent if it had none
 */
export async function untilResolved(
    map: ReferringMap,
    change: Change<SitePlace>,
    access: Access,
    lost: () => Promise<readonly string[]>,
    putBack: (() => Promise<void>) | undefined,
): Promise<void> {
    const names = Object.keys(change.references);
    let failure: string | undefined;
    // Somebody who overwrites the references does so early: it is of no use to wait for lost ones.
    for (const times of [TEN_SECONDS, putBack === undefined ? TEN_MINUTES : ONE_MINUTE]) {
        failure = await unresolved(map, change, names, times, access);
        if (failure === undefined || (await lostInTheEnd(lost, access)).length > 0) {
            return;
        }
    }
    await putBack?.();
    const minutes = putBack === undefined ? "10 minutes" : "a minute";
    const safe = putBack === undefined ? "the old key still works" : "what it had before was put back and still works";
    throw new RotationError(
        "not-switched",
        `${failure} after ${minutes}, so the app gets the text of the reference and no key; ${safe}; ` +
            "let the app's identity read the secret, see that its current version is enabled, then run `pulumi up` again",
    );
}

/** The reference that is still not resolved when the time is up, in words. */
async function unresolved(
    map: ReferringMap,
    { place, references }: Change<SitePlace>,
    names: readonly string[],
    times: typeof ONE_MINUTE,
    { arm, subscriptionId, waitUntil }: Access,
): Promise<string | undefined> {
    let failure: string | undefined;
    const isResolved = async (name: string): Promise<boolean> => {
        const config = `${siteId(place, subscriptionId)}/config/configreferences/${map}`;
        const call = siteCall("GET", `${config}/${encodeURIComponent(name)}`);
        const found = await arm.findProperties(call);
        const reference: ReferenceStatus = found === "absent" ? {} : found;
        const { status = "Initialized", secretVersion, activeVersion, details } = reference;
        const why = details === undefined ? status : `${status}: ${details}`;
        failure = `${siteName(place)}/${name} does not resolve its Key Vault reference (${why})`;
        return status === "Resolved" && (activeVersion ?? secretVersion) === references[name]?.split("/").at(-1);
    };
    for (const name of names) {
        const isInTime = await waitUntil(
            () => isResolved(name),
            times,
            () => `${failure}; waiting`,
        );
        if (!isInTime) {
            return failure;
        }
    }
    return undefined;
}

/**
 * Warns of references without a version and without a slash at the end. App Service has stayed on the old version of such a secret through
 * restarts and refreshes.
 */
export async function warnOfMissingSlashes(
    place: SitePlace,
    values: Readonly<Record<string, string>>,
    { warn }: Access,
): Promise<void> {
    const names = Object.entries(values).flatMap(([name, value]) => {
        const uri = isReference(value) ? secretUriOf(value) : undefined;
        return uri !== undefined && /\/secrets\/[^/]+$/.test(uri) && !value.includes(`${uri}/`) ? [name] : [];
    });
    if (names.length > 0) {
        await warn(
            `${names.map((name) => `${siteName(place)}/${name}`).join(", ")}: the Key Vault reference names no version and does not end ` +
                "in a slash, and App Service may stay on the old version then; write SecretUri=https://…/secrets/name/",
        );
    }
}
