import type { Testbed } from "../../integration/support/testbed";
import type { PlaceGroup } from "../places/placeGroup";
import { NewOperations } from "../support/newOperations";
import { casesOf, type FaultCase } from "./faultCase";
import { FaultedPair } from "./faultedPair";

/** The pairs of one local Azure, one of each group of places, made when they are asked for. */
export class FaultedPairs {
    readonly #pairs = new Map<PlaceGroup, FaultedPair>();
    #made = 0;

    constructor(readonly testbed: Testbed) {}

    async of(group: PlaceGroup): Promise<FaultedPair> {
        const found = this.#pairs.get(group);
        if (found !== undefined) {
            return found;
        }
        this.#made += 1;
        const made = await FaultedPair.make(this.testbed, `faulted${this.#made}`, group);
        this.#pairs.set(group, made);
        return made;
    }

    /** Every case of these groups, each of which adds the calls that none before it makes. */
    async cases(groups: readonly PlaceGroup[]): Promise<readonly FaultCase[]> {
        const known = new NewOperations();
        const cases: FaultCase[] = [];
        for (const group of groups) {
            const calls = await (await this.of(group)).record();
            const added = known.of(calls.map(({ operation }) => operation));
            const own = calls.filter(({ operation }) => added.has(operation));
            console.log(`${group.name}: ${own.map(({ operation, nth }) => `${operation} ${nth}`).join(", ")}`);
            cases.push(...casesOf(group, own));
        }
        return cases;
    }

    /** Leaves a pair behind that could not be repaired. */
    async leave(group: PlaceGroup): Promise<void> {
        await this.#pairs.get(group)?.stop();
        this.#pairs.delete(group);
    }

    /** Leaves all of them, and ends the local Azure. */
    async stop(): Promise<void> {
        await Promise.all([...this.#pairs.keys()].map((group) => this.leave(group)));
        await this.testbed.sandbox.stop();
    }
}
