import { RotationError } from "../../lifecycle/rotationError";
import { type ArgumentProblem, unless } from "../../shape/problem";
import type { Access } from "../access";
import type { Place } from "../consumer";
import { valueNamed } from "../naming";
import { placesOf } from "../placeProblems";
import { isReference } from "../values/keyVaultReference";
import type { AppSettingsPlace } from "./appSettingsArgs";
import { isSameSite, type SitePlace, siteCall, siteId, siteName } from "./site";
import { merged } from "./siteMap";

/** The setting with the storage in which the Functions host keeps its own state. */
const JOBS = "AzureWebJobsStorage";

/** The setting with the storage in which the platform keeps the app's files, in the share that `WEBSITE_CONTENTSHARE` names. */
const SHARE = "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING";

/** Every function app has it. */
const RUNTIME = "FUNCTIONS_EXTENSION_VERSION";

const SHARE_PATIENCE = { timeoutMs: 300_000, intervalMs: 5_000 };

/** Problems of the two settings with which a function app reaches its own storage. */
export function functionAppProblems(place: AppSettingsPlace, all: readonly Place[]): readonly ArgumentProblem[] {
    const own = [JOBS, SHARE].filter((name) => valueNamed(place.settings, name) !== undefined);
    const split = placesOf<AppSettingsPlace>(all, "appSettings").find(
        (other) =>
            other !== place &&
            own.length === 1 &&
            isSameSite(other, place) &&
            [JOBS, SHARE].some((name) => !own.includes(name) && valueNamed(other.settings, name) !== undefined),
    );
    return own.flatMap((name) => [
        ...unless(
            valueNamed(place.settings, name) !== "key",
            `${place.argument}.settings.${name}`,
            "must be connectionString or a keyVaultReference to one",
        ),
        ...unless(
            split === undefined,
            `${place.argument}.settings.${name}`,
            `must be in one entry with ${own.includes(JOBS) ? SHARE : JOBS}, which ${split?.argument} has: both are written at once`,
        ),
    ]);
}

/**
 * Writes settings. One of them may name the content share. The platform then tries to reach it with the new key, and refuses the whole map if
 * it fails: the file service may accept a new key later than the service that was asked.
 */
export async function untilShareIsAccepted<Result>(
    place: SitePlace,
    values: Readonly<Record<string, string>>,
    access: Access,
    write: () => Promise<Result>,
): Promise<Result> {
    if (valueNamed(values, SHARE) === undefined) {
        return write();
    }
    let outcome: { readonly result: Result } | undefined;
    let refusal: unknown;
    await access.waitUntil(
        async () => {
            try {
                outcome = { result: await write() };
            } catch (error) {
                if (![400, 409].includes(access.arm.statusOf(error) ?? 0)) {
                    throw error;
                }
                refusal = error;
            }
            return outcome !== undefined;
        },
        SHARE_PATIENCE,
        () => `waiting until ${siteName(place)} reaches its content share with the new key`,
    );
    if (outcome === undefined) {
        throw refusal;
    }
    return outcome.result;
}

/** The platform cannot look behind a reference, so it refuses one for the content share unless it is told not to look. */
export function checkShare(
    place: SitePlace,
    before: Readonly<Record<string, string>>,
    values: Readonly<Record<string, string>>,
): void {
    const skip = "WEBSITE_SKIP_CONTENTSHARE_VALIDATION";
    if (isReference(valueNamed(values, SHARE) ?? "") && valueNamed(merged(before, values, []), skip) !== "1") {
        throw new RotationError(
            "not-switched",
            `${siteName(place)}/${SHARE} is to be a Key Vault reference, which App Service refuses as long as it validates the content ` +
                `share; nothing was changed; set ${skip} to 1 on the app, or use "connectionString", then run \`pulumi up\` again`,
        );
    }
}

/** Tells the platform, which starts function apps when there is work for them, how their triggers are reached now. */
export async function syncTriggers(
    place: SitePlace,
    settings: Readonly<Record<string, string>>,
    { arm, subscriptionId }: Access,
): Promise<void> {
    if (valueNamed(settings, RUNTIME) !== undefined) {
        await arm.send(siteCall("POST", `${siteId(place, subscriptionId)}/syncfunctiontriggers`));
    }
}
