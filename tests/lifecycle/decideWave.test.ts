import assert from "node:assert/strict";
import {
    beginWave,
    type DesiredWave,
    decideWave,
    held,
    passed,
    type WaveState,
    waveBehind,
} from "../../components/lifecycle/decideWave";

const NOW = new Date("2026-11-24T10:00:00Z");
const HOUR = 3_600_000;
const outgoing = { slot: "key1", fingerprint: "a", generation: 0, rotatedAt: "2026-01-01T00:00:00Z" };
const before = { ...outgoing, source: "account" };
const active = { source: "account", slot: "key2", fingerprint: "b", generation: 1, rotatedAt: NOW.toISOString() };

/** A rotation from key1 to key2, in which the first wave has taken its part. */
const rotated: DesiredWave = {
    wave: 2,
    active,
    outgoing,
    written: [],
    urgent: false,
    soakMs: 24 * HOUR,
};
/** Both keys are where they were. */
const both = { fingerprints: { key1: "a", key2: "b" } };
const second: WaveState = { wave: 2, given: before };

function hoursLater(hours: number): Date {
    return new Date(NOW.getTime() + hours * HOUR);
}

/** The decisions for a wave that is asked at these moments, one after the other. */
function decided(state: WaveState, desired: DesiredWave, ...moments: readonly Date[]) {
    const last = moments.at(-1) ?? NOW;
    const begun = moments.reduce((known, moment) => beginWave(known, desired, moment), state);
    const unseen = decideWave(begun, desired, undefined, last);
    return unseen.kind === "look" ? decideWave(begun, desired, both, last) : unseen;
}

describe("decideWave", () => {
    it("gives a wave that is new the active key", () => {
        assert.deepEqual(decideWave(undefined, rotated, undefined, NOW), { kind: "pass" });
        assert.deepEqual(passed(undefined, rotated), { wave: 2, given: active });
    });

    it("keeps a wave that has the active key", () => {
        assert.deepEqual(decided(passed(undefined, rotated), rotated, NOW), { kind: "keep" });
    });

    it("passes the key on in the same update where there is nothing to soak for", () => {
        const desired = { ...rotated, soakMs: 0 };
        assert.deepEqual(decideWave(beginWave(second, desired, NOW), desired, undefined, NOW), { kind: "pass" });
    });

    it("asks for a look where time has passed since the wave before took the key", () => {
        for (const soakMs of [0, HOUR]) {
            const desired = { ...rotated, soakMs };
            const begun = beginWave(second, desired, NOW);
            assert.deepEqual(decideWave(begun, desired, undefined, hoursLater(2)), { kind: "look" });
            assert.deepEqual(decideWave(begun, desired, both, hoursLater(2)), { kind: "pass" });
        }
    });

    it("refuses a key that somebody has regenerated since, and says so before its turn comes (rules 3 and 6)", () => {
        const changed = { fingerprints: { key1: "a", key2: "another" } };
        const begun = beginWave(second, rotated, NOW);
        for (const moment of [NOW, hoursLater(24)]) {
            const decision = decideWave(begun, rotated, changed, moment);
            assert.equal(decision.kind, "refuse");
            assert.match(decision.reason, /^key2 was regenerated outside this stack; .*run `pulumi up --refresh`/);
        }
    });

    it("holds the wave for so long after the wave before has its key, and then passes it on", () => {
        const early = decided(second, rotated, NOW, hoursLater(23));
        assert.deepEqual(early, {
            kind: "hold",
            reason: "wave 2 takes key2 after 2026-11-25T10:00:00.000Z; run `pulumi up` after that to go on with it",
            switchesAt: "2026-11-25T10:00:00.000Z",
        });
        assert.deepEqual(decided(second, rotated, NOW, hoursLater(24)), { kind: "pass" });
    });

    it("counts a beginning that is still to come as now: its clock ran ahead", () => {
        const ahead = beginWave(second, rotated, hoursLater(48));
        assert.equal(beginWave(ahead, rotated, NOW).soaking?.since, NOW.toISOString());
        const now = beginWave(second, rotated, NOW);
        assert.equal(beginWave(now, rotated, NOW), now);
    });

    it("does not begin before the wave before has the key itself", () => {
        const third = { ...second, wave: 3 };
        const behind = { ...rotated, wave: 3, previous: second };
        assert.equal(beginWave(third, behind, NOW), third);
        assert.deepEqual(decided(third, behind, NOW, hoursLater(48)), {
            kind: "hold",
            reason: "wave 3 takes key2 when wave 2 has it",
        });
        const ready = { ...behind, previous: passed(undefined, rotated) };
        assert.equal(decided(third, ready, NOW).kind, "hold");
        assert.equal(decided(third, ready, NOW, hoursLater(24)).kind, "pass");
    });

    it("begins anew with another rotation, whatever its number", () => {
        const again = { ...rotated, active: { ...active, rotatedAt: hoursLater(30).toISOString() } };
        assert.equal(decided(beginWave(second, rotated, NOW), again, hoursLater(30)).kind, "hold");
    });

    it("waits for nothing in an emergency (rule 8)", () => {
        assert.deepEqual(decided(second, { ...rotated, urgent: true }, NOW), { kind: "pass" });
    });

    it("passes on at once where the key that it has is not kept valid for it", () => {
        for (const kept of [undefined, { ...outgoing, fingerprint: "another" }]) {
            const { outgoing: _, ...others } = rotated;
            const desired = { ...others, ...(kept && { outgoing: kept }) };
            assert.deepEqual(decided(second, desired, NOW), { kind: "pass" });
        }
    });

    it("asks for a look before it holds, and passes on at once where the key that it has is gone (rule 3)", () => {
        assert.deepEqual(decideWave(second, rotated, undefined, NOW), { kind: "look" });
        const gone = { fingerprints: { key1: "another", key2: "b" } };
        assert.deepEqual(decideWave(second, rotated, gone, NOW), { kind: "pass" });
    });

    it("goes back at once to the key that it had before, also where it has left that (rule 9)", () => {
        const there = passed(second, rotated);
        const back = { ...before, generation: 2, rotatedAt: hoursLater(1).toISOString() };
        const desired = { ...rotated, active: back, outgoing: { ...outgoing, slot: "key2", fingerprint: "b" } };
        assert.deepEqual(decided(there, desired, hoursLater(1)), { kind: "pass" });
        assert.equal(passed(passed(there, desired), { ...desired, active: { ...back, generation: 3 } }).left, "b");
    });

    it("goes along with a roll-back at once: the key is the one it has (rule 9)", () => {
        const back = { ...before, generation: 2, rotatedAt: hoursLater(1).toISOString() };
        const desired = { ...rotated, active: back, outgoing: { ...outgoing, slot: "key2", fingerprint: "b" } };
        assert.deepEqual(decided(second, desired, hoursLater(1)), { kind: "pass" });
        assert.deepEqual(passed(undefined, desired).given, back);
    });

    it("remembers why it waits, and until when as long as that is known", () => {
        const decision = decided(second, rotated, NOW);
        assert.equal(decision.kind, "hold");
        if (decision.kind === "hold") {
            const state = held(second, decision);
            assert.deepEqual([state.waitingFor, state.switchesAt], [decision.reason, decision.switchesAt]);
            assert.deepEqual(held(state, { kind: "hold", reason: "x" }), { ...second, waitingFor: "x" });
        }
    });
});

describe("waveBehind", () => {
    it("is the first that does not have the key of the switch", () => {
        const third = { ...second, wave: 3 };
        assert.equal(waveBehind([passed(undefined, rotated), third], active), third);
        assert.equal(waveBehind([passed(undefined, rotated)], active), undefined);
        assert.equal(waveBehind([], active), undefined);
    });

    it("tells apart two switches of one number, and two services", () => {
        const [one] = [passed(undefined, rotated)];
        assert.equal(waveBehind([one], { ...active, rotatedAt: "2026-11-24T11:00:00.000Z" }), one);
        assert.equal(waveBehind([one], { ...active, source: "another" }), one);
    });
});
