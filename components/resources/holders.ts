import type { CustomResource, CustomResourceOptions } from "@pulumi/pulumi";
import { childNames } from "../arguments/childNames";
import type { ConsumerInputs } from "../arguments/rotationInputs";
import { writtenConsumerOf } from "../consumers/consumers";
import { type Declared, placeOf } from "../consumers/declaredPlaces";
import type { KeyView } from "../consumers/keyContent";
import { originOf } from "../consumers/secretTags";
import { type ReferableSecret, settingReferences, settingValues } from "../consumers/settingValue";
import type { InputsOf } from "../inputsOf";
import { consumerResource } from "./consumer";

/** What all consumers of a pair are told. */
type Pair = { readonly [K in "pair" | "owner" | "azureConfig"]: InputsOf<ConsumerInputs[K]> };

/** A resource for each holder, in the order of the program. */
export function holderResources(
    name: string,
    pair: Pair,
    holders: readonly Declared[],
    key: KeyView,
    secrets: readonly ReferableSecret[],
    opts: CustomResourceOptions,
): readonly CustomResource[] {
    const described = holders.map((declared) => {
        const place = { ...declared.holder, argument: declared.argument };
        const consumer = writtenConsumerOf(place, declared.argument);
        return { declared, place, consumer };
    });
    const names = childNames(
        name,
        described.map(({ place, consumer }) => ({
            role: consumer.role,
            name: place.name,
            place: consumer.names(place),
        })),
    );
    return described.map(({ declared, place, consumer }, index) => {
        const contents = consumer.contents(place);
        const inputs = {
            pair: pair.pair,
            owner: pair.owner,
            azureConfig: pair.azureConfig,
            place: placeOf(declared),
            values: settingValues(contents, key, secrets),
            references: settingReferences(contents, secrets),
            origin: originOf(key),
        };
        return consumerResource(names[index] ?? "", place.kind, inputs, opts);
    });
}
