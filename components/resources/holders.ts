import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
import { childNames } from "../arguments/childNames";
import type { ConsumerInputs } from "../arguments/rotationInputs";
import { writtenConsumerOf } from "../consumers/consumers";
import { type Declared, ownPlaceOf } from "../consumers/declaredPlaces";
import type { KeyView } from "../consumers/keyContent";
import { originOf } from "../consumers/secretTags";
import { type ReferableSecret, settingReferences, settingValues } from "../consumers/settingValue";
import type { InputsOf } from "../inputsOf";
import { consumerResource } from "./consumer";

/** What all consumers of a pair are told. */
export type PairOfHolder = { readonly [K in "pair" | "owner" | "azureConfig"]: InputsOf<ConsumerInputs[K]> };

/** The names of the resources of all holders of a pair. */
export function holderNames(pair: string, holders: readonly Declared[]): readonly string[] {
    return childNames(
        pair,
        holders.map((declared) => {
            const { place, consumer } = described(declared);
            return { role: consumer.role, name: place.name, place: consumer.names(place) };
        }),
    );
}

/** Registers one holder. */
export function holderResource(
    name: string,
    { pair, owner, azureConfig }: PairOfHolder,
    declared: Declared,
    key: KeyView,
    secrets: readonly ReferableSecret[],
    opts: CustomResourceOptions,
): CustomResource {
    const { place, consumer } = described(declared);
    const contents = consumer.contents(place);
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

function described({ argument, holder }: Declared) {
    return { place: { ...holder, argument }, consumer: writtenConsumerOf(holder, argument) };
}
