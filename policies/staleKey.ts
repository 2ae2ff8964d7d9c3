import { otherSlot } from "../components/lifecycle/state";
import type { Finding } from "./analyzer/finding";
import { keyPolicy } from "./analyzer/keyPolicy";
import { DAY_MS, daysText } from "./days";
import type { Pair } from "./stack/pairState";
import type { Stack } from "./stack/stack";
import { type StorageAccount, storageAccountsIn } from "./stack/storageOfStack";

/** Settings of `stale-key`, in days. */
export interface StaleKeySettings {
    /** The age at which a key is stale. */
    readonly maxAgeDays: number;
    /** How long before that it is warned. */
    readonly warnDays: number;
}

/** A key that is in use must be rotated before it is older than `maxAgeDays`. */
export const staleKey = keyPolicy<StaleKeySettings>({
    name: "stale-key",
    description: "Keys must be rotated before they are stale.",
    enforcementLevel: "advisory",
    defaults: { maxAgeDays: 90, warnDays: 14 },
    schema: {
        maxAgeDays: { type: "number", minimum: 0, description: "Age in days at which a key is stale." },
        warnDays: { type: "number", minimum: 0, description: "Days before that in which it is warned." },
    },
    judge: staleKeys,
});

/** The keys that are stale, or soon will be. */
export function staleKeys(stack: Stack, settings: StaleKeySettings, now: Date): readonly Finding[] {
    const accounts = storageAccountsIn(stack);
    return [
        ...stack.pairs.flatMap((pair) => {
            const account = accounts.find((candidate) => candidate.pair === pair);
            return stalePair(pair, account, settings, now);
        }),
        ...accounts.filter(({ pair }) => pair === undefined).flatMap((account) => staleAccount(account, settings, now)),
    ];
}

function stalePair(
    pair: Pair,
    account: StorageAccount | undefined,
    { maxAgeDays, warnDays }: StaleKeySettings,
    now: Date,
): readonly Finding[] {
    const { state, slots, name, rotateEveryMs } = pair;
    if (state === undefined) {
        return [];
    }
    const { active, rotatedAt, generation } = state;
    // An adopted key is older than the pair's own memory of it. After a rotation the pair knows better than the account,
    // whose outputs are those of its own last update.
    const adoptedAt = generation === 0 ? creationOf(active.slot, account) : undefined;
    const madeAt = Math.min(rotatedAt, adoptedAt ?? rotatedAt);
    const age = now.getTime() - madeAt;
    const next = slots === undefined ? "the standby slot" : otherSlot(slots, active.slot);
    const finding = { urn: pair.urn, names: [name, pair.rotation.name] };
    const how = `Change \`rotationTrigger\` of ${name} and run \`pulumi up\`: it regenerates ${next} and moves every consumer to it.`;
    if (age > maxAgeDays * DAY_MS) {
        const message = `${name} has used ${active.slot} for ${daysText(age)} (at most ${maxAgeDays}), and whoever once saw the key can still use it; it is ${next}'s turn. ${how}`;
        return [{ ...finding, message }];
    }
    const rotatesItself = rotateEveryMs !== undefined && rotateEveryMs <= maxAgeDays * DAY_MS;
    if (rotatesItself || age <= (maxAgeDays - warnDays) * DAY_MS) {
        return [];
    }
    const left = daysText(maxAgeDays * DAY_MS - age);
    const message = `${name} has used ${active.slot} for ${daysText(age)}; it is stale in ${left}, and then it is ${next}'s turn. ${how}`;
    return [{ ...finding, message, level: "advisory" }];
}

/** An account that no pair rotates: which of its keys is in use, nobody can tell from here. */
function staleAccount(
    { resource, name = resource.name, resourceGroupName, sharedKeys, keyCreation }: StorageAccount,
    { maxAgeDays, warnDays }: StaleKeySettings,
    now: Date,
): readonly Finding[] {
    if (sharedKeys !== "allowed") {
        return [];
    }
    const ages = (["key1", "key2"] as const)
        .flatMap((slot) => {
            const made = keyCreation[slot];
            return made === undefined ? [] : [{ slot, age: now.getTime() - made }];
        })
        .sort((one, other) => other.age - one.age);
    const [oldest] = ages;
    if (oldest === undefined || oldest.age <= (maxAgeDays - warnDays) * DAY_MS) {
        return [];
    }
    const { slot, age } = oldest;
    const other = slot === "key1" ? "key2" : "key1";
    const stale = ages.filter((key) => key.age > maxAgeDays * DAY_MS);
    const told = `As of the last refresh, ${ages.map((key) => `${key.slot} of ${name} is ${daysText(key.age)} old`).join(", ")}`;
    const group = resourceGroupName === undefined ? "" : ` --resource-group ${resourceGroupName}`;
    const how = `Move what uses ${slot} to ${other}, then run \`az storage account keys renew${group} --account-name ${name} --key ${slot}\`; a RotatingKeyPair does both.`;
    const finding = { urn: resource.urn, names: [resource.name, name] };
    return stale.length > 0
        ? [
              {
                  ...finding,
                  message: `${told} (at most ${maxAgeDays} days), and whoever once saw a key can still use it; it is ${slot}'s turn. ${how}`,
              },
          ]
        : [
              {
                  ...finding,
                  message: `${told}; ${slot} is stale in ${daysText(maxAgeDays * DAY_MS - age)}, and then it is its turn. ${how}`,
                  level: "advisory",
              },
          ];
}

function creationOf(slot: string, account: StorageAccount | undefined): number | undefined {
    return slot === "key1" || slot === "key2" ? account?.keyCreation[slot] : undefined;
}
