import type { Fault } from "local-azure";
import type { CallMoment } from "../crash/moment";
import type { Victim } from "../crash/victim";
import { callsOf } from "./entriesOf";
import type { MatrixPair } from "./matrixPair";

/** A call that is held at its moment, so that the moment lasts until the process is killed. */
export class HeldCall {
    #isReached = false;
    readonly #reached = new Signal();
    readonly #released = new Signal();
    readonly #remove: () => void;

    constructor(pair: MatrixPair, victim: Victim, { effect, operation, nth }: CallMoment) {
        const fault = pair.azure.faults.add({
            operation,
            nth,
            match: callsOf(pair),
            hold: () => {
                this.#isReached = true;
                this.#reached.give();
                return this.#released.given;
            },
            ...outcome(victim, effect, operation),
        });
        this.#remove = () => fault.remove();
    }

    get isReached(): boolean {
        return this.#isReached;
    }

    get reached(): Promise<void> {
        return this.#reached.given;
    }

    /** Lets the call go its way, once who was to be killed is dead. */
    release(): void {
        this.#remove();
        this.#released.give();
    }
}

/** A dead caller gets no answer, and a call that had not taken effect never does; if it lives on, the call works. */
function outcome(victim: Victim, effect: CallMoment["effect"], operation: string): Fault {
    const isByOtherProvider = operation === "vaults/secrets/put";
    const livesOn = victim === "program" || (victim === "provider" && isByOtherProvider);
    return { ...(livesOn ? {} : { reset: true }), ...(effect === "after" ? { afterEffect: true } : {}) };
}

class Signal {
    give: () => void = () => {};
    readonly given = new Promise<void>((resolve) => {
        this.give = resolve;
    });
}
