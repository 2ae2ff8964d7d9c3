import type { PairInputs } from "../arguments/rotationInputs";
import type { ArmCall } from "../armCall";
import type { Access } from "../consumers/access";
import type { Place } from "../consumers/consumer";
import { consumerKindOf, isWritten, placeName, writtenKindOf } from "../consumers/consumers";
import { holdingsIn, type SeenPlace } from "../consumers/holdings";
import { canonicalId, isAmong } from "../consumers/naming";
import { declaredSas } from "../consumers/values/declaredSas";
import type { Seen, SeenValue } from "../consumers/values/seenValue";
import { signerOf, tokenIn } from "../consumers/values/signedSas";
import type { GivenSwitch } from "../lifecycle/proof";
import type { Holding } from "../lifecycle/state";
import type { KeysBySlot } from "../services/keyPairDescription";
import { accessFor } from "./consumerAccess";
import type { KeyService } from "./keyService";
import { pause } from "./pause";

/** The stack's record of the places of a pair. */
export interface Expected {
    /** Whether it has written a place before, so that its absence contradicts that. */
    readonly wasWritten: (place: Place) => boolean;
    /** Fingerprint of the key that it gave them, and the time when that was taken into use; absent if it gave no key. */
    readonly given?: GivenSwitch;
    /** Nothing is regenerated after this look. A missing place is not looked at again, and one that cannot be looked at is unknown. */
    readonly isFirst?: true;
    /** URI of the version with which it wrote a secret, if that is known. */
    readonly versionOf?: (place: Place) => string | undefined;
}

/** The pauses before a place that was not found is looked at again: a 404 that is not true has been reported of the real service. */
const LOOK_AGAIN_MS = [1_000, 2_000, 4_000] as const;

/**
 * The keys that every visible consumer really holds (rule 14). All are looked at in parallel, with the other places that they name. A consumer
 * that does not exist yet holds nothing; one that the stack has written is missing (rule 31). If there is no answer, that is an error.
 */
export async function lookAtConsumers(
    pair: Pick<PairInputs, "pair" | "owner" | "azureConfig" | "consumers" | "source">,
    service: KeyService,
    keys: KeysBySlot | Promise<KeysBySlot>,
    expected: Expected,
): Promise<readonly Holding[]> {
    const places = pair.consumers.filter(canBeLookedAt);
    if (places.length === 0) {
        // A pair of another cloud's may have no Azure to connect to.
        return [];
    }
    const access = await accessFor(pair, places);
    const once = expected.isFirst === true ? forFirstLook(access) : askingOnce(access);
    const lookAt = (place: Place) =>
        expected.isFirst === true
            ? firstLook(place, pair.consumers, once)
            : lookTwice(place, pair.consumers, once, access, expected);
    const seen = await Promise.all(places.map(lookAt));
    return heldIn(seen, pair, service, keys);
}

/** The keys that are held in places that were looked at. */
export async function heldIn(
    seen: readonly SeenPlace[],
    pair: Pick<PairInputs, "source" | "consumers">,
    service: KeyService,
    keys: KeysBySlot | Promise<KeysBySlot>,
): Promise<readonly Holding[]> {
    const told = await Promise.all(seen.map((place) => withSigners(place, pair, service, keys)));
    return holdingsIn(told, (value) => service.fingerprintIn(value));
}

/** The same, but a SAS is known by the key that signed it. Only the keys themselves tell which one did. */
async function withSigners(
    place: SeenPlace,
    { source, consumers }: Pick<PairInputs, "source" | "consumers">,
    service: KeyService,
    keys: KeysBySlot | Promise<KeysBySlot>,
): Promise<SeenPlace> {
    const account = "name" in source ? source.name : "";
    const contents = declaredSas(consumers).map(({ content }) => content);
    const told = async (value: SeenValue): Promise<SeenValue> => {
        const token = "value" in value ? tokenIn(value.part ?? value.value) : undefined;
        if (token === undefined) {
            return value;
        }
        const key = await signerOf(token, contents, account, Object.values(await keys));
        const uris = value.uris === undefined ? {} : { uris: value.uris };
        return { fingerprint: key === undefined ? undefined : service.fingerprintOf(key), ...uris };
    };
    const toldAll = async (seen: Seen): Promise<Seen> =>
        Object.fromEntries(
            await Promise.all(Object.entries(seen).map(async ([name, value]) => [name, await told(value)] as const)),
        );
    const { name, seen, around, isMissing, missing } = place;
    return {
        name,
        ...(isMissing && { isMissing }),
        ...(missing && { missing }),
        seen: seen === "absent" ? seen : await toldAll(seen),
        ...(around && { around: await toldAll(around) }),
    };
}

/** Whether the content of a place can be seen at all. */
export function canBeLookedAt(place: Place): boolean {
    const { look, isVisible = () => true } = consumerKindOf(place);
    return look !== undefined && isVisible(place);
}

/** A place that cannot be looked at may not work before it has its first key, so that is no error. */
async function firstLook(place: Place, all: readonly Place[], access: Access): Promise<SeenPlace> {
    try {
        return await look(place, all, access);
    } catch {
        return { name: placeName(place), seen: { "": { fingerprint: undefined } } };
    }
}

/** A missing place is looked at again: it is absent only if it stays away. */
async function lookTwice(
    place: Place,
    all: readonly Place[],
    first: Access,
    access: Access,
    expected: Expected,
): Promise<SeenPlace> {
    const { wasWritten } = expected;
    let seen = await look(place, all, first);
    for (const ms of LOOK_AGAIN_MS) {
        if (seen.seen !== "absent") {
            const missing = wasWritten(place) ? missingIn(place, seen.seen) : [];
            const closer = await lookCloser(place, seen.seen, access, expected);
            return { ...seen, seen: closer, ...(missing.length > 0 && { missing }) };
        }
        await pause(ms);
        seen = await look(place, all, access);
    }
    return seen.seen === "absent" && wasWritten(place) ? { ...seen, isMissing: true } : seen;
}

/** A value without the mark of its switch may have a wrong mark: somebody can prevent the write of tags. */
async function lookCloser(place: Place, seen: Seen, access: Access, { given, versionOf }: Expected): Promise<Seen> {
    const consumer = consumerKindOf(place);
    if (given === undefined || consumer.lookCloser === undefined) {
        return seen;
    }
    const isOther = Object.values(seen).some((value) => "fingerprint" in value && !isMarkedWith(value, given));
    const version = versionOf?.(place);
    const known = { fingerprint: given.fingerprint, ...(version === undefined ? {} : { version }) };
    return isOther ? consumer.lookCloser(place, seen, access, known) : seen;
}

function isMarkedWith(
    { fingerprint, rotatedAt }: Extract<SeenValue, { fingerprint: string | undefined }>,
    given: GivenSwitch,
): boolean {
    return fingerprint === given.fingerprint && (rotatedAt === undefined || rotatedAt === given.rotatedAt);
}

/** The values that the stack has written to a place, and that are not there now. */
function missingIn(place: Place, seen: Seen): readonly string[] {
    if (!isWritten(place)) {
        return [];
    }
    const found = Object.keys(seen);
    const declared = Object.keys(writtenKindOf(place, place.argument).contents(place));
    // A value without a name is all that the place holds, however many it shows.
    const isAll = declared.includes("");
    return isAll ? (found.length === 0 ? declared : []) : declared.filter((name) => !isAmong(name, found));
}

/** The content of a place, looked at once. */
export async function look(place: Place, all: readonly Place[], access: Access): Promise<SeenPlace> {
    const consumer = consumerKindOf(place);
    const [seen = "absent", around = {}] = await Promise.all([
        consumer.look?.(place, access),
        consumer.lookAround?.(place, all, access),
    ]);
    return { name: placeName(place), seen, around };
}

/** For a look after which nothing is regenerated: a place without its declared values is new, and is not asked for again. */
export function forFirstLook(access: Access): Access {
    return { ...askingOnce(access), pause: () => Promise.resolve() };
}

/** The same, if two places are looked at by one call. */
function askingOnce(access: Access): Access {
    const answers = new Map<string, Promise<unknown>>();
    const once = <Answer>(ask: (call: ArmCall) => Promise<Answer>, call: ArmCall): Promise<Answer> => {
        const key = `${ask.name} ${call.method} ${canonicalId(call.path)}`;
        const answer = (answers.get(key) as Promise<Answer> | undefined) ?? ask(call);
        answers.set(key, answer);
        return answer;
    };
    const { find, findProperties } = access.arm;
    return {
        ...access,
        // After a pause between two looks, the caller wants another answer.
        async pause(ms) {
            await access.pause(ms);
            answers.clear();
        },
        arm: {
            ...access.arm,
            find: (call) => once(find, call),
            findProperties: (call) => once(findProperties, call),
        },
    };
}
