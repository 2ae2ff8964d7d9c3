import { otherSlot } from "../components/lifecycle/state";
import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { DAY_MS, daysText } from "./days";
import type { Pair } from "./stack/pairState";
import type { Stack } from "./stack/stack";
import { type StorageAccount, storageAccountsIn } from "./stack/storageOfStack";

/** Settings of `standby-never-rotated`. */
export interface StandbyNeverRotatedSettings {
    /** Days after which the account counts as old: until then, both keys are new. */
    readonly minAgeDays: number;
}

/** The standby key must not be the one that the account was made with. */
export const standbyNeverRotated = keyPolicy<StandbyNeverRotatedSettings>({
    name: "standby-never-rotated",
    description: "The standby key must have been regenerated since the account was made.",
    enforcementLevel: "advisory",
    defaults: { minAgeDays: 30 },
    schema: {
        minAgeDays: {
            type: "number",
            minimum: 0,
            description: "Days after which an account, or a pair that was adopted, is old enough to be looked at.",
        },
    },
    judge: standbysNeverRotated,
});

/** Azure makes an account and its keys within seconds. */
const TOGETHER_MS = 3_600_000;

const WHY = "the second key is a way in that nobody watches";

/** The pairs and accounts whose standby key is as old as they are. */
export function standbysNeverRotated(
    stack: Stack,
    { minAgeDays }: StandbyNeverRotatedSettings,
    now: Date,
): readonly Finding[] {
    const accounts = storageAccountsIn(stack);
    const isOld = (since: number) => now.getTime() - since > minAgeDays * DAY_MS;
    const age = (since: number) => daysText(now.getTime() - since);
    return [
        ...stack.pairs.flatMap((pair) => {
            const found = untouchedStandby(pair, accounts);
            if (found === undefined || !isOld(found.since)) {
                return [];
            }
            const message = `${found.slot} of ${pair.name} ${found.how(age(found.since))}: ${WHY}. Change \`rotationTrigger\` of ${pair.name} and run \`pulumi up\`: it begins with regenerating ${found.slot}.`;
            return [{ urn: pair.urn, names: [pair.name, pair.rotation.name], message }];
        }),
        ...accounts.flatMap((account) => {
            const { pair, sharedKeys, createdAt, resource } = account;
            if (pair !== undefined || sharedKeys !== "allowed" || createdAt === undefined || !isOld(createdAt)) {
                return [];
            }
            const slots = untouchedSlots(account);
            if (slots.length === 0) {
                return [];
            }
            const name = account.name ?? resource.name;
            const which = slots.join(" and ");
            const message = `As of the last refresh, ${which} of ${name} ${slots.length === 1 ? "is" : "are"} as old as the account (${age(createdAt)}): ${WHY}. Regenerate the one that nothing uses: \`az storage account keys renew --account-name ${name} --key ${slots.at(-1)}\`.`;
            return [{ urn: resource.urn, names: [resource.name, name], message }];
        }),
    ];
}

/** The standby slot of a pair and since when its key is there, where it is the first one. */
function untouchedStandby(
    pair: Pair,
    accounts: readonly StorageAccount[],
): { slot: string; since: number; how: (age: string) => string } | undefined {
    const { state, slots } = pair;
    // Each switch ends with a regenerate of the slot that was left, which is the standby slot from then on.
    if (state === undefined || slots === undefined || state.generation > 0) {
        return undefined;
    }
    const slot = otherSlot(slots, state.active.slot);
    const account = accounts.find((candidate) => candidate.pair === pair);
    if (account?.createdAt !== undefined && hasCreation(account, slot)) {
        const how = (age: string) => `is as old as the account (${age})`;
        return untouchedSlots(account).includes(slot) ? { slot, since: account.createdAt, how } : undefined;
    }
    // Without the account's own word: nothing was regenerated since the pair was adopted.
    const how = (age: string) => `has not been regenerated since the pair was adopted (${age} ago)`;
    return { slot, since: state.rotatedAt, how };
}

function untouchedSlots({ createdAt, keyCreation }: StorageAccount): readonly string[] {
    return (["key1", "key2"] as const).filter((slot) => {
        const made = keyCreation[slot];
        return made !== undefined && createdAt !== undefined && made - createdAt < TOGETHER_MS;
    });
}

function hasCreation({ keyCreation }: StorageAccount, slot: string): boolean {
    return (slot === "key1" || slot === "key2") && keyCreation[slot] !== undefined;
}
