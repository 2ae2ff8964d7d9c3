import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { ConsumerInputs } from "../arguments/rotationInputs";
import { childNames } from "../consumers/childNames";
import { writtenKindOf } from "../consumers/consumers";
import { type Declared, ownPlaceOf } from "../consumers/declaredConsumers";
import type { KeyView } from "../consumers/values/keyContent";
import { originOf } from "../consumers/values/secretTags";
import { type ReferableSecret, settingReferences, settingValues } from "../consumers/values/settingValue";
import type { InputsOf } from "../inputsOf";
import { type ConsumerResource, consumerResource } from "./consumer/resource";

/** The inputs of all consumers of a pair. */
export type PairOfConsumer = { readonly [K in "pair" | "owner" | "azureConfig"]: InputsOf<ConsumerInputs[K]> };

/** The names of the resources of these consumers of a pair. */
export function consumerNames(pair: string, consumers: readonly Declared[]): readonly string[] {
    return childNames(
        pair,
        consumers.map((declared) => {
            const { place, kind } = described(declared);
            return { role: kind.role, name: place.name, place: kind.names(place) };
        }),
    );
}

/** Registers one consumer. */
export function writtenConsumer(
    name: string,
    { pair, owner, azureConfig }: PairOfConsumer,
    declared: Declared,
    key: KeyView,
    secrets: readonly ReferableSecret[],
    opts: CustomResourceOptions,
): ConsumerResource {
    const { place, kind } = described(declared);
    const contents = kind.contents(place);
    const inputs = {
        pair,
        owner,
        azureConfig,
        place: ownPlaceOf(declared),
        values: settingValues(contents, key, secrets),
        references: settingReferences(contents, secrets),
        origin: originOf(key),
    };
    return consumerResource(name, place.kind, inputs, opts);
}

function described({ argument, consumer }: Declared) {
    return { place: { ...consumer, argument }, kind: writtenKindOf(consumer, argument) };
}
