import type { GateAccess } from "../../../components/gates/gateAccess";

const unasked = () => Promise.reject(new Error("the gate asks for what the test does not give"));

/** A switch from key1 to key2. */
export const SWITCHED: GateAccess["switched"] = {
    pair: "uploads",
    generation: 4,
    activeSlot: "key2",
    outgoingSlot: "key1",
    rotatedAt: "2026-11-24T10:00:00.000Z",
    keyFingerprint: "a".repeat(64),
    switchedAt: "2026-11-24T10:01:00.000Z",
};

/** A world in which a gate gets the answers of the test, and an error for the rest. Waits take no time. */
export function fakeGateAccess(given: Partial<GateAccess>): GateAccess {
    return {
        switched: SWITCHED,
        outgoingFingerprint: "b".repeat(64),
        now: () => Date.parse("2026-11-24T10:02:00.000Z"),
        pause: () => Promise.resolve(),
        isKeyAccepted: unasked,
        get: unasked,
        run: unasked,
        waitUntil: unasked,
        load: (module) => {
            throw new Error(`the test gives no ${module}`);
        },
        keyUse: unasked,
        loggedAccount: unasked,
        ...given,
    };
}
