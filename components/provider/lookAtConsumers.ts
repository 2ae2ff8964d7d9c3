import type { PairInputs } from "../arguments/rotationInputs";
import { getSecret } from "../azure/vaultSecret";
import { listSettings } from "../azure/webApp";
import { type ConsumerPlace, placeId } from "../consumers/consumer";
import { holdingOfSecret, holdingsOfSettings } from "../consumers/holdings";
import type { Holding } from "../lifecycle/state";
import { connectionFor } from "./access";
import type { KeyService } from "./keyService";

/**
 * What every consumer that can be looked at really holds (rule 14): one call each, in parallel, also where two entries are
 * about the same place. A consumer that does not exist yet holds nothing; an answer that cannot be had is an error.
 */
export async function lookAtConsumers(
    { consumers: places, azureConfig }: Pick<PairInputs, "consumers" | "azureConfig">,
    service: KeyService,
): Promise<readonly Holding[]> {
    if (places.length === 0) {
        // A pair of another cloud's may have no Azure to connect to.
        return [];
    }
    const { arm, subscriptionId } = await connectionFor(azureConfig);
    const idOf = (place: ConsumerPlace) => placeId(place, subscriptionId).toLowerCase();
    const idsOf = (kind: ConsumerPlace["kind"]) => places.filter((place) => place.kind === kind).map(idOf);
    const [secrets, settings] = await Promise.all([
        lookAtEach(idsOf("keyVaultSecret"), (id) => getSecret(arm, id)),
        lookAtEach(idsOf("appSettings"), (id) => listSettings(arm, id)),
    ]);
    const known = [...secrets.values()].filter((secret) => secret !== undefined);
    return places.flatMap((place) => {
        const id = idOf(place);
        return place.kind === "keyVaultSecret"
            ? [holdingOfSecret(place, secrets.get(id))]
            : holdingsOfSettings(place, settings.get(id), known, (value) => service.fingerprintIn(value));
    });
}

async function lookAtEach<Seen>(
    ids: readonly string[],
    look: (id: string) => Promise<Seen>,
): Promise<ReadonlyMap<string, Seen>> {
    return new Map(await Promise.all([...new Set(ids)].map(async (id) => [id, await look(id)] as const)));
}
