import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import type { Change } from "../consumer";
import { type SitePlace, siteCall, siteId, siteName } from "./site";

const PATIENCE = { timeoutMs: 600_000, intervalMs: 1_000 };

/** What the platform made of a Key Vault reference. */
interface ReferenceStatus {
    /** `Resolved`, or what is wrong, such as `SecretNotFound` or `AccessToKeyVaultDenied`. */
    readonly status?: string;
    readonly secretVersion?: string;
    readonly activeVersion?: string;
    readonly details?: string;
}

/** Waits until the platform has the very version of the secret that was written last. */
export async function untilResolved(
    { place, references }: Change<SitePlace>,
    setting: string,
    { arm, subscriptionId, waitUntil }: Access,
): Promise<void> {
    const version = references[setting]?.split("/").at(-1);
    const where = `${siteName(place)}/${setting}`;
    const path = `${siteId(place, subscriptionId)}/config/configreferences/appsettings/${encodeURIComponent(setting)}`;
    let last = "not looked at";
    const resolved = await waitUntil(
        async () => {
            const seen: ReferenceStatus = (await arm.findProperties(siteCall("GET", path))) ?? {};
            const { status = "Initialized", secretVersion, activeVersion, details } = seen;
            last = details === undefined ? status : `${status}: ${details}`;
            return status === "Resolved" && (activeVersion ?? secretVersion) === version;
        },
        PATIENCE,
        () => `waiting until ${where} resolves its Key Vault reference (${last})`,
    );
    if (!resolved) {
        throw new RotationError(
            "not-switched",
            `${where} does not resolve its Key Vault reference after 10 minutes (${last}); ` +
                "the key it had before still works; let the app's identity read the secret, then run `pulumi up` again",
        );
    }
}
