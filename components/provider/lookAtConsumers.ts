import type { PairInputs } from "../arguments/rotationInputs";
import type { Access, ArmCall } from "../consumers/access";
import type { Place } from "../consumers/consumer";
import { consumerOf, placeName } from "../consumers/consumers";
import { holdingsIn, type SeenPlace } from "../consumers/holdings";
import type { Holding } from "../lifecycle/state";
import { accessFor } from "./consumerAccess";
import type { KeyService } from "./keyService";

/**
 * What every consumer that can be looked at really holds (rule 14): each is looked at, in parallel, and what it says may hold it besides. A consumer that does
 * not exist yet holds nothing; an answer that cannot be had is an error.
 */
export async function lookAtConsumers(
    pair: Pick<PairInputs, "pair" | "owner" | "azureConfig" | "consumers">,
    service: KeyService,
): Promise<readonly Holding[]> {
    const places = pair.consumers.filter(canBeLookedAt);
    if (places.length === 0) {
        // A pair of another cloud's may have no Azure to connect to.
        return [];
    }
    const access = askingOnce(await accessFor(pair, places));
    const seen = await Promise.all(places.map((place) => look(place, pair.consumers, access)));
    return holdingsIn(seen, (value) => service.fingerprintIn(value));
}

/** Whether what a place holds can be seen at all. */
export function canBeLookedAt(place: Place): boolean {
    const { look, isVisible = () => true } = consumerOf(place);
    return look !== undefined && isVisible(place);
}

async function look(place: Place, all: readonly Place[], access: Access): Promise<SeenPlace> {
    const consumer = consumerOf(place);
    const [seen, around = {}] = await Promise.all([
        consumer.look?.(place, access),
        consumer.lookAround?.(place, all, access),
    ]);
    return { name: placeName(place), seen, around };
}

/** The same, where two places are looked at by one call. */
function askingOnce(access: Access): Access {
    const answers = new Map<string, Promise<unknown>>();
    const once = <Answer>(ask: (call: ArmCall) => Promise<Answer>, call: ArmCall): Promise<Answer> => {
        const key = `${ask.name} ${call.method} ${call.path}`.toLowerCase();
        const answer = (answers.get(key) as Promise<Answer> | undefined) ?? ask(call);
        answers.set(key, answer);
        return answer;
    };
    const { find, findProperties } = access.arm;
    return {
        ...access,
        arm: {
            ...access.arm,
            find: (call) => once(find, call),
            findProperties: (call) => once(findProperties, call),
        },
    };
}
