import type { PlaceGroup } from "../places/placeGroup";
import type { MatrixStack } from "../support/matrixStack";
import { NewOperations } from "../support/newOperations";
import { casesOf, type FaultCase } from "./faultCase";
import { FaultedPair } from "./faultedPair";
import type { ServiceCall } from "./serviceCall";

/** The pairs of one local Azure, made when they are asked for and none is free. */
export class FaultedPairs {
    readonly #free = new Map<PlaceGroup, FaultedPair[]>();
    #made = 0;

    /** @param makeStack gets a name that no other stack here has. */
    constructor(private readonly makeStack: (name: string, group: PlaceGroup) => Promise<MatrixStack>) {}

    async take(group: PlaceGroup): Promise<FaultedPair> {
        const found = this.#free.get(group)?.pop();
        if (found !== undefined) {
            return found;
        }
        this.#made += 1;
        return FaultedPair.make(await this.makeStack(`faulted${this.#made}`, group));
    }

    giveBack(group: PlaceGroup, pair: FaultedPair): void {
        this.#free.set(group, [...(this.#free.get(group) ?? []), pair]);
    }
}

/** Every case of these groups, each of which adds the calls that none before it makes. */
export function casesOfGroups(
    recorded: readonly (readonly [PlaceGroup, readonly ServiceCall[]])[],
): readonly FaultCase[] {
    const known = new NewOperations();
    return recorded.flatMap(([group, calls]) => {
        const added = known.of(calls.map(({ operation }) => operation));
        const own = calls.filter(({ operation }) => added.has(operation));
        console.log(`${group.name}: ${own.map(({ operation, nth }) => `${operation} ${nth}`).join(", ")}`);
        return casesOf(group, own);
    });
}
