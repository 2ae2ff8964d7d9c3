/** When the data plane follows a regenerate. */
export interface Propagation {
    /** How long until the slot's new key is accepted. */
    acceptedAfterMs: number;
    /** How long the slot's former key is accepted still, at most until the new one is. */
    refusedAfterMs: number;
}

/** A key and when it was made. */
export interface DatedKey {
    readonly key: string;
    readonly createdAt: Date;
}

/** The slots in an answer. */
export type ShownKeys<Slot extends string> = Readonly<Record<Slot, DatedKey>>;

interface SlotState {
    /** The current key, and those before it that a list may still show, the newest first. */
    keys: readonly [DatedKey, ...DatedKey[]];
    /** The key that the data plane takes for this slot; nothing while it takes none. */
    accepted: string | undefined;
}

/** No list lags longer. */
const LONGEST_LAG_MS = 60_000;

/** Whether a key may still be shown at that time: until its successor, if it has one, is older than any lag. */
function mayBeShown(successor: DatedKey | undefined, at: Date): boolean {
    return successor === undefined || +at - +successor.createdAt < LONGEST_LAG_MS;
}

/** The keys of one resource by slot: as its management shows them, and as its data plane knows them. */
export class KeySlots<Slot extends string> {
    readonly #slots: ReadonlyMap<Slot, SlotState>;
    readonly #timers = new Set<NodeJS.Timeout>();

    constructor(
        readonly names: readonly Slot[],
        private readonly newKey: (slot: Slot) => string,
        private readonly propagation: Readonly<Propagation>,
        private readonly happened: (what: "accepted" | "refused", slot: Slot, key: string) => void,
    ) {
        this.#slots = new Map(
            names.map((slot) => {
                const key = newKey(slot);
                return [slot, { keys: [{ key, createdAt: new Date() }], accepted: key }];
            }),
        );
    }

    /** The keys as they are. */
    get keys(): Readonly<Record<Slot, string>> {
        return this.#each(({ keys: [{ key }] }) => key);
    }

    get createdAt(): Readonly<Record<Slot, Date>> {
        return this.#each(({ keys: [{ createdAt }] }) => createdAt);
    }

    /** The keys as they were so many milliseconds ago, or as they were first. */
    shown(lagMs = 0): ShownKeys<Slot> {
        const until = Date.now() - lagMs;
        return this.#each(({ keys }) => keys.find(({ createdAt }) => +createdAt <= until) ?? keys.at(-1) ?? keys[0]);
    }

    /** The keys that the data plane takes now. */
    get accepted(): readonly string[] {
        return this.names.flatMap((slot) => this.acceptedKey(slot) ?? []);
    }

    /** The key that the data plane takes for the slot now, if any. */
    acceptedKey(slot: Slot): string | undefined {
        return this.#state(slot).accepted;
    }

    /** Gives the slot a new key: this one, or one as the service makes them. */
    regenerate(slot: Slot, key = this.newKey(slot)): void {
        const state = this.#state(slot);
        const { acceptedAfterMs, refusedAfterMs } = this.propagation;
        const former = state.accepted;
        const createdAt = new Date();
        const { keys } = state;
        state.keys = [{ key, createdAt }, ...keys.filter((_, index) => mayBeShown(keys[index - 1], createdAt))];
        if (former !== undefined) {
            this.later(Math.min(refusedAfterMs, acceptedAfterMs), () => {
                if (state.accepted === former) {
                    state.accepted = undefined;
                    this.happened("refused", slot, former);
                }
            });
        }
        this.later(acceptedAfterMs, () => {
            // A later regenerate of the slot overtakes this one.
            if (state.keys[0].key === key) {
                state.accepted = key;
                this.happened("accepted", slot, key);
            }
        });
    }

    /** Lets it happen in so many milliseconds, unless the resource is gone by then. */
    later(ms: number, happen: () => void): void {
        if (ms <= 0) {
            happen();
            return;
        }
        const timer = setTimeout(() => {
            this.#timers.delete(timer);
            happen();
        }, ms);
        this.#timers.add(timer);
    }

    /** Ends the work that is still to happen. */
    forget(): void {
        for (const timer of this.#timers) {
            clearTimeout(timer);
        }
    }

    #state(slot: Slot): SlotState {
        const state = this.#slots.get(slot);
        if (state === undefined) {
            throw new Error(`There is no slot '${slot}': ${this.names.join(", ")}.`);
        }
        return state;
    }

    #each<Value>(read: (state: SlotState) => Value): Readonly<Record<Slot, Value>> {
        return Object.fromEntries(this.names.map((slot) => [slot, read(this.#state(slot))])) as Record<Slot, Value>;
    }
}
