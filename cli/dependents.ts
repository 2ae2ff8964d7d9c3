import type { PairInputs } from "../components/arguments/rotationInputs";
import { ArmError } from "../components/azure/armError";
import type { Place } from "../components/consumers/consumer";
import { consumerKindOf, isOutsideAzure, placeName } from "../components/consumers/consumers";
import { isWithin } from "../components/consumers/naming";
import { DEPENDENTS_DEFAULTS } from "../components/dependents/dependentsSearch";
import { connectionFor } from "../components/engine/azureAccess";
import { type KeyService, keyServiceOf } from "../components/engine/keyService";
import { searchFor } from "../components/engine/searchDependents";
import type { Dependents } from "../components/lifecycle/dependent";
import type { RotationState } from "../components/lifecycle/state";
import type { FoundOf } from "./dependentsPage";

/** A pair as it stands in a stack's state, with the members that the look for its dependents needs. */
export type SearchedPair = Pick<
    PairInputs,
    "pair" | "owner" | "azureConfig" | "source" | "consumers" | "dependents"
> & {
    readonly state: RotationState;
    readonly sourceId: string;
};

/** Looks for the dependents of a pair now, with the rights of the caller; nothing is written. */
export async function lookForDependents(pair: SearchedPair, maxCalls?: number): Promise<FoundOf> {
    const service = await keyServiceOf(pair);
    const { fingerprints, unknownSlots } = await fingerprintsOf(service, pair.state);
    const wish = { ...DEPENDENTS_DEFAULTS, ...pair.dependents, ...(maxCalls === undefined ? {} : { maxCalls }) };
    const found = await searchFor(pair, service, fingerprints, await service.endpoints(), wish, "lately");
    const { subscriptionId } = await connectionFor(pair.azureConfig);
    return {
        pair: pair.pair,
        sourceId: service.id,
        found,
        unknownSlots,
        unseen: unseenConsumers(pair.consumers, found, subscriptionId),
    };
}

/** Consumers of the pair in which no key was seen. */
export function unseenConsumers(
    consumers: readonly Place[],
    { places }: Pick<Dependents, "places">,
    subscriptionId: string,
): readonly string[] {
    const seen = places.filter(({ movedBy }) => movedBy === "pair").map(({ id = "" }) => id);
    return consumers
        .filter((place) => {
            const id = isOutsideAzure(place) ? undefined : consumerKindOf(place).id(place, subscriptionId);
            return id === undefined || !seen.some((holder) => isWithin(holder, id));
        })
        .map(placeName);
}

/** Fingerprints of the present keys or, if keys may not be listed, those that the state remembers. */
async function fingerprintsOf(service: KeyService, { active, outgoing }: RotationState) {
    try {
        return { fingerprints: service.fingerprints(await service.list()), unknownSlots: [] };
    } catch (error) {
        if (!(error instanceof ArmError) || (error.status !== 403 && error.status !== 401)) {
            throw error;
        }
        const known = [active, ...(outgoing === undefined ? [] : [outgoing])];
        return {
            fingerprints: Object.fromEntries(known.map(({ slot, fingerprint }) => [slot, fingerprint])),
            // The outgoing key may have been retired since.
            unknownSlots: service.slots.filter((slot) => slot !== active.slot),
        };
    }
}
