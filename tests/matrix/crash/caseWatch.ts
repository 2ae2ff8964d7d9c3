import { isOk, type Load, startLoad } from "local-azure";
import { callsOf } from "../support/entriesOf";
import { HeldKeys } from "../support/heldKeys";
import type { MatrixPair } from "../support/matrixPair";

const ONE_MINUTE = 60_000;

/** Watches one pair's keys and its application while an update is killed and repaired. */
export class CaseWatch {
    readonly #held: HeldKeys;
    /** The load of the application. */
    readonly #load: Load | undefined;
    readonly #calls: string[] = [];
    readonly #endListening: () => void;
    readonly #before: number;

    constructor(private readonly pair: MatrixPair) {
        const { azure, site, known } = pair;
        this.#held = new HeldKeys(pair);
        // A slow answer is not a refusal: a busy machine needs a while to give it. And requests that pile up would keep it busy for good.
        this.#load =
            site.url === undefined
                ? undefined
                : startLoad({ url: site.url, perSecond: 2, timeoutMs: ONE_MINUTE, clients: 4 });
        const isCall = callsOf(pair);
        this.#before = known.regenerated;
        this.#endListening = azure.journal.on((entry) => {
            if (isCall(entry)) {
                this.#calls.push([entry.operation, entry.target, entry.detail].filter(Boolean).join(" "));
            }
        });
    }

    /** Requests of the application's users, and of those who try each key that a consumer holds. */
    get requests(): number {
        return this.#samples.length + this.#held.requests;
    }

    /** The answers to the requests that failed, and the time that each took. */
    get failures(): readonly string[] {
        const ofUsers = this.#samples.filter((sample) => !isOk(sample));
        return [
            ...ofUsers.map(
                ({ outcome, latencyMs, reason = "" }) =>
                    `${outcome} ${reason} of the application after ${latencyMs} ms`,
            ),
            ...this.#held.failures,
        ];
    }

    /** Moments at which a consumer held a key that is not accepted. */
    get lost(): readonly string[] {
        return this.#held.lost;
    }

    /** How many keys were regenerated so far. */
    get regenerated(): number {
        return this.pair.known.regenerated - this.#before;
    }

    /** The calls, in order. */
    get calls(): readonly string[] {
        return this.#calls;
    }

    async stop(): Promise<void> {
        this.#endListening();
        await Promise.all([this.#held.stop(), this.#load?.stop()]);
    }

    get #samples(): Load["samples"] {
        return this.#load?.samples ?? [];
    }
}
