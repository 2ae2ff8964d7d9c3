import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { DAY_MS } from "./days";
import { type Stack, wanted } from "./stack/stack";
import { type StorageAccount, storageAccountsIn } from "./stack/storageOfStack";
import { field, textAt, UNKNOWN } from "./stack/value";

/** Shared access signatures should not be made to outlive the key that signs them. */
export const sasWithoutPolicy = keyPolicy<Record<never, never>>({
    name: "sas-without-policy",
    description: "Storage accounts should limit how long a shared access signature may be valid.",
    enforcementLevel: "advisory",
    defaults: {},
    schema: {},
    judge: sasWithoutPolicies,
});

/** The accounts whose shared access signatures may outlive a key. */
export function sasWithoutPolicies(stack: Stack): readonly Finding[] {
    return storageAccountsIn(stack).flatMap((account) => {
        const { resource, name = resource.name } = account;
        const policy = field(wanted(resource), "sasPolicy");
        // An account that only Entra ID opens signs nothing with its keys.
        if (account.sharedKeys !== "allowed" || policy === UNKNOWN) {
            return [];
        }
        const period = field(policy, "sasExpirationPeriod");
        const wrong = period === UNKNOWN ? undefined : whatIsWrong(account, textAt(policy, "sasExpirationPeriod"));
        return wrong === undefined
            ? []
            : [{ urn: resource.urn, names: [resource.name, name], message: `${name} ${wrong}` }];
    });
}

function whatIsWrong(account: StorageAccount, period: string | undefined): string | undefined {
    if (period === undefined) {
        return 'does not limit how long a shared access signature may be valid: one that outlives a key\'s period stops working when the key is rotated, or is the reason why nobody rotates it. Set `sasPolicy: { sasExpirationPeriod: "1.00:00:00", expirationAction: "Log" }`.';
    }
    const key = periodOfKeys(account);
    const sas = periodMs(period);
    if (key === undefined || sas === undefined || sas <= key) {
        return undefined;
    }
    const [signature, keys] = [sas, key].map((milliseconds) => Math.round((milliseconds / DAY_MS) * 10) / 10);
    return `lets a shared access signature be valid for ${signature} days, but its keys for ${keys} only: the signature dies with the key. Set a \`sasExpirationPeriod\` below that.`;
}

/** How long a key is used, by the pair that rotates it or else by the account's own policy. */
function periodOfKeys({ pair, keyExpirationDays }: StorageAccount): number | undefined {
    const own = typeof keyExpirationDays === "number" ? keyExpirationDays * DAY_MS : undefined;
    return pair?.rotateEveryMs ?? own;
}

/** Milliseconds of `DD.HH:MM:SS`, as storage accounts write it. */
function periodMs(text: string): number | undefined {
    const [, days = "0", hours, minutes, seconds] = /^(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})$/.exec(text.trim()) ?? [];
    if (hours === undefined || minutes === undefined || seconds === undefined) {
        return undefined;
    }
    return Number(days) * DAY_MS + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}
