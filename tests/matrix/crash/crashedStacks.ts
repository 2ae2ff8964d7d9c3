import type { Testbed } from "../../integration/support/testbed";
import type { PlaceGroup } from "../places/placeGroup";
import type { Round } from "./crashCase";
import { CrashedStack, type RoundResult } from "./crashedStack";
import { SCENARIOS } from "./scenarios";

/** The stacks that are free to be killed, by group and size: an update of one pair is faster than one of many. */
export class CrashedStacks {
    readonly #free = new Map<string, CrashedStack[]>();
    #made = 0;

    /** @param most the most pairs of a stack. */
    constructor(
        private readonly testbed: Testbed,
        private readonly most: number,
    ) {}

    async run(round: Round): Promise<RoundResult> {
        const [{ group }] = round;
        // The pairs that have no case in a round take their time, too.
        const size = [1, SCENARIOS.length].find((few) => round.length <= few) ?? this.most;
        const stack = await this.take(group, size);
        const result = await stack.run(round);
        if (result.results.every(({ isSettled }) => isSettled)) {
            this.giveBack(group, size, stack);
        } else {
            await stack.stop();
        }
        return result;
    }

    take(group: PlaceGroup, size: number): Promise<CrashedStack> {
        const free = this.#free.get(keyOf(group, size))?.pop();
        if (free !== undefined) {
            return Promise.resolve(free);
        }
        this.#made += 1;
        return CrashedStack.make(this.testbed, `crash${this.#made}`, group, size);
    }

    giveBack(group: PlaceGroup, size: number, stack: CrashedStack): void {
        const key = keyOf(group, size);
        this.#free.set(key, [...(this.#free.get(key) ?? []), stack]);
    }
}

function keyOf({ name }: PlaceGroup, size: number): string {
    return `${name} ${size}`;
}
