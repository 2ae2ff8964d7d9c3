import type { PairInputs } from "../../arguments/rotationInputs";
import type { SourceInputs } from "../../services/sourceInputs";
import { vaultAddress } from "../../services/vaultPair";
import type { ArgumentProblem } from "../../shape/problem";
import { containsUnknown } from "../../shape/unknown";
import { descriptionOf } from "../keyPairs/descriptionOf";
import { identityOf } from "../keyPairs/keyPairs";

type Pair = Pick<PairInputs, "pair" | "owner" | "source" | "azureConfig">;

/** The pairs of this update, by each slot that is theirs. One process serves all resources of an update. */
const pairs = new Map<string, Pair>();

/**
 * Rule 26: the pair is refused if another pair of the program has a slot of its source: each would regenerate the keys of the other's
 * consumers. The same pair may be checked again, and a renamed one is checked under its new name alone. Values that are unknown at preview are
 * compared by the update.
 */
export async function secondPairProblems(pair: Pair): Promise<readonly ArgumentProblem[]> {
    const slots = await slotsOf(pair);
    const [shared] = slots.filter((slot) => (pairs.get(slot)?.owner ?? pair.owner) !== pair.owner);
    const other = shared === undefined ? undefined : pairs.get(shared);
    if (shared !== undefined && other !== undefined) {
        return [{ property: "source", reason: twoPairs(pair, other, shared) }];
    }
    for (const slot of slots) {
        pairs.set(slot, pair);
    }
    return [];
}

/** Two pairs may be of one resource and have other keys of it, or share only one of two secrets. */
async function slotsOf({ source, azureConfig, owner }: Pair): Promise<readonly string[]> {
    if (containsUnknown([source, owner])) {
        return [];
    }
    const { slots } = descriptionOf(source);
    const identity = await placeOfKeys(source, azureConfig);
    return identity === undefined ? [] : slots.map((slot) => `${identity} ${slot.toLowerCase()}`);
}

async function placeOfKeys(source: SourceInputs, azureConfig: string): Promise<string | undefined> {
    if (source.service === "vaultPair") {
        return vaultAddress(source);
    }
    // Without a subscription nothing can be reached: the code that reaches for it says so.
    return identityOf(source, azureConfig).catch(() => undefined);
}

function twoPairs(one: Pair, other: Pair, slot: string): string {
    const [name, otherName] = one.pair === other.pair ? [one.owner, other.owner] : [one.pair, other.pair];
    return (
        `${otherName} and ${name} are two pairs with the same keys (${slot}); each would regenerate a key that consumers of the other ` +
        "use; no key was changed; give the consumers of both to one pair and run `pulumi up` again"
    );
}
