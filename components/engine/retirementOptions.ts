import type { CustomResourceOptions } from "@pulumi/pulumi";
import { writtenKindOf } from "../consumers/consumers";
import { type Declared, ownPlaceOf } from "../consumers/declaredConsumers";
import type { KeyView } from "../consumers/values/keyContent";
import { consumerResource } from "./consumer/resource";
import type { Retirement } from "./retirement/resource";
import { consumerNames, type PairOfConsumer } from "./writtenConsumers";

/** A resource for each service that reads the keys itself and may have read the key that Retirement has just regenerated. */
export function afterRetirement(
    name: string,
    { pair, owner, azureConfig }: PairOfConsumer,
    consumers: readonly Declared[],
    { source }: KeyView,
    { standby }: Retirement,
    opts: CustomResourceOptions,
): void {
    const names = consumerNames(name, consumers);
    const origin = {
        slot: standby.apply((retired) => retired?.slot ?? ""),
        source,
        fingerprint: standby.apply((retired) => retired?.fingerprint ?? ""),
        generation: 0,
        rotatedAt: standby.apply((retired) => retired?.regeneratedAt ?? ""),
    };
    for (const [index, declared] of consumers.entries()) {
        const { argument, consumer } = declared;
        const place = { ...consumer, argument };
        if (writtenKindOf(place, argument).followsRetirement?.(place) === true) {
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
