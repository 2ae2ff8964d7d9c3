import { RotationError } from "../lifecycle/rotationError";
import { afterRetirementKind } from "./afterRetirement";
import type { Consumer, ConsumerKind, Place, WrittenKind } from "./consumer";
import { consumerDeclarations } from "./consumerRegistry";
import { isKeyVaultReference } from "./values/keyVaultReference";

/** The descriptions of the kinds of place, by the kind's name. */
const places = new Map<string, ConsumerKind | WrittenKind>([
    ...consumerDeclarations.flatMap(({ example, place }) =>
        place === undefined ? [] : [[example.kind, place] as const],
    ),
    ["afterRetirement", afterRetirementKind((place) => writtenKindOf(place, place.argument))],
]);

/** The description of a place that is looked at. */
export function consumerKindOf(place: Place): ConsumerKind {
    return places.get(place.kind) ?? refuse(place, place.argument);
}

/** Whether a handler of this package writes the place. */
export function isWritten({ kind }: Place): boolean {
    const found = places.get(kind);
    return found !== undefined && isWrittenKind(found);
}

/** The description of a place that is written. */
export function writtenKindOf(consumer: Consumer, argument: string): WrittenKind {
    const found = places.get(consumer.kind);
    return found !== undefined && isWrittenKind(found) ? found : refuse(consumer, argument);
}

function isWrittenKind(kind: ConsumerKind | WrittenKind): kind is WrittenKind {
    return "switchOver" in kind;
}

function refuse({ kind }: Consumer, argument: string): never {
    const kinds = consumerDeclarations.map(({ example }) => example.kind).join(", ");
    throw new RotationError(
        "configuration",
        `${argument}: "${kind}" is no consumer; make one with a function: ${kinds}`,
    );
}

/** Whether the place is outside Azure, so that no connection is necessary. */
export function isOutsideAzure(place: Place): boolean {
    return consumerKindOf(place).isOutsideAzure === true;
}

/** The secrets of the pair that a place refers to. */
export function secretsReferredToBy(place: Place): readonly string[] {
    const contents = isWritten(place) ? writtenKindOf(place, place.argument).contents(place) : {};
    return Object.values(contents).flatMap((value) => (isKeyVaultReference(value) ? [value.secretName] : []));
}

/** The place as a user knows it. */
export function placeName(place: Place): string {
    const names = consumerKindOf(place).names(place);
    return names.filter((name) => typeof name === "string").join("/");
}
