import type { ConsumerInputs } from "../../arguments/rotationInputs";
import type { Switched } from "../../consumers/consumer";
import { writtenKindOf } from "../../consumers/consumers";
import { isAmong, type Naming } from "../../consumers/naming";
import { isDeletedOnRemoval } from "../../consumers/onRemove";
import type { Seen } from "../../consumers/values/seenValue";
import { notDeclared } from "../declaredPlaces";
import { stillWritten, type WrittenValues, writtenValues } from "../writtenValues";

/** The record of a place in the stack's state. `origin` is the proof of the last switch (rule 23). */
export interface ConsumerOutputs extends Pick<ConsumerInputs, "pair" | "owner" | "azureConfig" | "place" | "origin"> {
    readonly version: 1;
    /** Digests of the values that the program gives. */
    readonly written: WrittenValues;
    /** Digests of the whole values in the place. Other parts of them may not be the program's. */
    readonly held: WrittenValues;
    /** Names that the pair has written there, even if somebody has changed them since. */
    readonly known: readonly string[];
    /** Those of the known names that were there before: they are never deleted. */
    readonly adopted: readonly string[];
}

/** The record after a switch. */
export function outputsAfter(
    { pair, owner, azureConfig, place, origin, values }: ConsumerInputs,
    former: Pick<ConsumerOutputs, "adopted"> | undefined,
    { found = [], held = values }: Switched,
): ConsumerOutputs {
    const known = Object.keys(values);
    const naming = namingOf(place);
    const taken = [...(former?.adopted ?? []), ...found];
    return {
        version: 1,
        pair,
        owner,
        azureConfig,
        place,
        origin,
        written: writtenValues(values),
        held: writtenValues(held),
        known,
        adopted: known.filter((name) => isAmong(name, taken, naming)),
    };
}

/** The record after a look on `--refresh`: a changed value is to be written again, and the pair forgets a value that somebody has taken away. */
export function outputsSeen(olds: ConsumerOutputs, seen: Seen): ConsumerOutputs {
    const naming = namingOf(olds.place);
    const there = Object.keys(seen);
    const isThere = (name: string) => isAmong(name, there, naming);
    const still = stillWritten(olds.held, seen, olds.origin.fingerprint);
    return {
        ...olds,
        written: Object.fromEntries(Object.entries(olds.written).filter(([name]) => still[name] !== undefined)),
        known: olds.known.filter(isThere),
        adopted: olds.adopted.filter(isThere),
    };
}

/**
 * The names that may be taken away from a place (rule 27): none, unless the place allows it. Even then, names from before the pair stay, and so
 * do names that any entry or pair of the program still declares.
 */
export function removableFrom(
    id: string,
    { place, known, adopted }: Pick<ConsumerOutputs, "place" | "known" | "adopted">,
): readonly string[] {
    const naming = namingOf(place);
    const own = known.filter((name) => !isAmong(name, adopted, naming));
    return isDeletedOnRemoval(place) ? notDeclared(id, own, naming) : [];
}

function namingOf(place: ConsumerOutputs["place"]): Naming | undefined {
    return writtenKindOf(place, place.argument).naming;
}
