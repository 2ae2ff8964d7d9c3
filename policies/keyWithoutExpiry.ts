import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { DAY_MS } from "./days";
import type { Stack } from "./stack/stack";
import { type StorageAccount, storageAccountsIn } from "./stack/storageOfStack";
import { UNKNOWN } from "./stack/value";

/** A storage account must say when its keys expire, so that Azure itself reports those that nobody rotated. */
export const keyWithoutExpiry = keyPolicy<Record<never, never>>({
    name: "key-without-expiry",
    description: "Storage accounts must say when their keys expire.",
    enforcementLevel: "advisory",
    defaults: {},
    schema: {},
    judge: keysWithoutExpiry,
});

/** The accounts without a key policy, or with one that calls a key expired before its pair rotates it. */
export function keysWithoutExpiry(stack: Stack): readonly Finding[] {
    return storageAccountsIn(stack).flatMap((account) => {
        const { resource, name = resource.name, keyExpirationDays } = account;
        // Keys that open nothing need no end.
        if (account.sharedKeys !== "allowed" || keyExpirationDays === UNKNOWN) {
            return [];
        }
        const wrong = keyExpirationDays === undefined ? withoutExpiry(account) : tooShort(account, keyExpirationDays);
        return wrong === undefined ? [] : [{ urn: resource.urn, names: [resource.name, name], message: wrong }];
    });
}

function withoutExpiry({ name, resource, pair }: StorageAccount): string {
    const days = pair?.rotateEveryMs === undefined ? 90 : Math.ceil(pair.rotateEveryMs / DAY_MS);
    return `${name ?? resource.name} does not say when its keys expire, so that Azure cannot report a stale one. Set \`keyPolicy: { keyExpirationPeriodInDays: ${days} }\`; it only reports, an expired key goes on working.`;
}

function tooShort({ name, resource, pair }: StorageAccount, days: number): string | undefined {
    if (pair?.rotateEveryMs === undefined || days * DAY_MS >= pair.rotateEveryMs) {
        return undefined;
    }
    const needed = Math.ceil(pair.rotateEveryMs / DAY_MS);
    return `The keys of ${name ?? resource.name} expire after ${days} days, but ${pair.name} rotates them every ${needed}: Azure would report keys that are as they should be. Set \`keyExpirationPeriodInDays: ${needed}\`, or a shorter \`rotateEvery\`.`;
}
