import type { PairInputs } from "../arguments/rotationInputs";
import type { Access, ArmCall } from "../consumers/access";
import type { Place, Seen, SeenValue } from "../consumers/consumer";
import { consumerOf, placeName } from "../consumers/consumers";
import { holdingsIn, type SeenPlace } from "../consumers/holdings";
import { declaredSas } from "../consumers/sas/declaredSas";
import { signerOf, tokenIn } from "../consumers/sas/signedSas";
import type { KeysBySlot } from "../keySources/keyPairDescription";
import type { Holding } from "../lifecycle/state";
import { accessFor } from "./consumerAccess";
import type { KeyService } from "./keyService";

/**
 * What every consumer that can be looked at really holds (rule 14): each is looked at, in parallel, and what it says may hold it besides. A consumer that does
 * not exist yet holds nothing; an answer that cannot be had is an error.
 */
export async function lookAtConsumers(
    pair: Pick<PairInputs, "pair" | "owner" | "azureConfig" | "consumers" | "source">,
    service: KeyService,
    keys: KeysBySlot | Promise<KeysBySlot>,
): Promise<readonly Holding[]> {
    const places = pair.consumers.filter(canBeLookedAt);
    if (places.length === 0) {
        // A pair of another cloud's may have no Azure to connect to.
        return [];
    }
    const access = askingOnce(await accessFor(pair, places));
    const seen = await Promise.all(places.map((place) => look(place, pair.consumers, access)));
    const told = await Promise.all(seen.map((place) => withSigners(place, pair, service, keys)));
    return holdingsIn(told, (value) => service.fingerprintIn(value));
}

/** The same, where a SAS is known by the key that signed it; by which, only the keys themselves tell. */
async function withSigners(
    place: SeenPlace,
    { source, consumers }: Pick<PairInputs, "source" | "consumers">,
    service: KeyService,
    keys: KeysBySlot | Promise<KeysBySlot>,
): Promise<SeenPlace> {
    const account = "name" in source ? source.name : "";
    const contents = declaredSas(consumers).map(({ content }) => content);
    const told = async (value: SeenValue): Promise<SeenValue> => {
        const token = "value" in value ? tokenIn(value.value) : undefined;
        if (token === undefined) {
            return value;
        }
        const key = await signerOf(token, contents, account, Object.values(await keys));
        return { fingerprint: key === undefined ? undefined : service.fingerprintOf(key) };
    };
    const toldAll = async (seen: Seen): Promise<Seen> =>
        Object.fromEntries(
            await Promise.all(Object.entries(seen).map(async ([name, value]) => [name, await told(value)] as const)),
        );
    const { name, seen, around } = place;
    return {
        name,
        seen: seen && (await toldAll(seen)),
        ...(around && { around: await toldAll(around) }),
    };
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
