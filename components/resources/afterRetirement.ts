import type { CustomResourceOptions } from "@pulumi/pulumi";
import { writtenConsumerOf } from "../consumers/consumers";
import { type Declared, ownPlaceOf } from "../consumers/declaredPlaces";
import type { KeyView } from "../consumers/keyContent";
import { consumerResource } from "./consumer";
import { holderNames, type PairOfHolder } from "./holders";
import type { Retirement } from "./retirement";

/** A resource for each service that reads the keys itself and may have read the one that Retirement has just made anew. */
export function afterRetirement(
    name: string,
    { pair, owner, azureConfig }: PairOfHolder,
    holders: readonly Declared[],
    { source }: KeyView,
    { standby }: Retirement,
    opts: CustomResourceOptions,
): void {
    const names = holderNames(name, holders);
    const origin = {
        slot: standby.apply((retired) => retired?.slot ?? ""),
        source,
        fingerprint: standby.apply((retired) => retired?.fingerprint ?? ""),
        generation: 0,
        rotatedAt: standby.apply((retired) => retired?.regeneratedAt ?? ""),
    };
    for (const [index, declared] of holders.entries()) {
        const { argument, holder } = declared;
        const place = { ...holder, argument };
        if (writtenConsumerOf(place, argument).followsRetirement?.(place) === true) {
            const inputs = {
                pair,
                owner,
                azureConfig,
                place: { kind: "afterRetirement", argument, of: ownPlaceOf(declared) },
                values: {},
                references: {},
                origin,
            };
            consumerResource(`${names[index]}-retired`, "afterRetirement", inputs, opts);
        }
    }
}
