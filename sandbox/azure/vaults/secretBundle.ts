import type { Body } from "../arm/body";
import { type DeletedSecret, RECOVERABLE_DAYS } from "./deletedSecrets";
import type { Secret, SecretVersion } from "./secret";

const DAY_S = 24 * 60 * 60;

/** A version of a secret as the vault shows it where it shows the value. */
export function bundleOf(secret: Secret, version: SecretVersion): Body {
    return { value: version.value, ...itemOf(secret, version) };
}

/** A version as lists have it: without the value. */
export function itemOf(secret: Secret, version: SecretVersion): Body {
    const { id, contentType, tags } = version;
    return {
        id: `${secret.uri}/${id}`,
        contentType,
        tags,
        attributes: {
            ...shownAttributes(version),
            recoveryLevel: "Recoverable+Purgeable",
            recoverableDays: RECOVERABLE_DAYS,
        },
    };
}

/** A deleted secret: without the value. */
export function deletedItemOf({ secret, deletedAt }: DeletedSecret): Body {
    const deletedDate = secondsOf(deletedAt);
    return {
        recoveryId: `${secret.vaultUri}deletedsecrets/${secret.name}`,
        deletedDate,
        scheduledPurgeDate: deletedDate + RECOVERABLE_DAYS * DAY_S,
        ...itemOf(secret, secret.current),
    };
}

/** The attributes of a version as Resource Manager and the vault show them. */
export function shownAttributes({ attributes, createdAt, updatedAt }: SecretVersion): Body {
    return { enabled: true, ...attributes, created: secondsOf(createdAt), updated: secondsOf(updatedAt) };
}

function secondsOf(at: Date): number {
    return Math.floor(at.getTime() / 1000);
}
