import type { SlotKey } from "../../components/lifecycle/state";
import { slotKeyAt } from "./pair";
import type { Pair } from "./pairState";

/** A key that a pair knows. */
export interface KnownKey {
    readonly pair: Pair;
    readonly slot: string;
    readonly role: "active" | "outgoing" | "standby";
}

/** Keys by their fingerprint. */
export type KnownKeys = ReadonlyMap<string, KnownKey>;

/** Every key that the pairs know: those in use, those that consumers left, and those that stand by. */
export function keysKnownOf(pairs: readonly Pair[]): KnownKeys {
    const keys = new Map<string, KnownKey>();
    for (const pair of pairs) {
        const add = (role: KnownKey["role"], key: SlotKey | undefined) => {
            if (key !== undefined) {
                keys.set(key.fingerprint, { pair, role, slot: key.slot });
            }
        };
        add("standby", pair.state?.standby);
        add("standby", slotKeyAt(pair.retirement?.outputs, "standby"));
        add("outgoing", pair.state?.outgoing);
        add("active", pair.state?.active);
    }
    return keys;
}
