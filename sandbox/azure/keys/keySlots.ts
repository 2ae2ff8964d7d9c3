/** When the data plane follows a regenerate. */
export interface Propagation {
    /** How long until the slot's new key is accepted. */
    acceptedAfterMs: number;
    /** How long the slot's former key is accepted still, at most until the new one is. */
    refusedAfterMs: number;
}

interface SlotState {
    key: string;
    createdAt: Date;
    /** The key that the data plane takes for this slot; nothing while it takes none. */
    accepted: string | undefined;
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
                return [slot, { key, createdAt: new Date(), accepted: key }];
            }),
        );
    }

    /** The keys as a list of them answers. */
    get keys(): Readonly<Record<Slot, string>> {
        return this.#each(({ key }) => key);
    }

    get createdAt(): Readonly<Record<Slot, Date>> {
        return this.#each(({ createdAt }) => createdAt);
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
        Object.assign(state, { key, createdAt: new Date() });
        if (former !== undefined) {
            this.#later(Math.min(refusedAfterMs, acceptedAfterMs), () => {
                if (state.accepted === former) {
                    state.accepted = undefined;
                    this.happened("refused", slot, former);
                }
            });
        }
        this.#later(acceptedAfterMs, () => {
            // A later regenerate of the slot overtakes this one.
            if (state.key === key) {
                state.accepted = key;
                this.happened("accepted", slot, key);
            }
        });
    }

    /** Ends what is still to happen. */
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

    #later(ms: number, happen: () => void): void {
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
}
