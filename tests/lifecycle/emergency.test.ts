import assert from "node:assert/strict";
import { isEmergency, isUrgent, withoutPastEmergency } from "../../components/lifecycle/emergency";
import type { RotationState } from "../../components/lifecycle/state";

const calm: RotationState = {
    source: "account",
    generation: 0,
    active: { slot: "key1", fingerprint: "a" },
    home: "key1",
    trigger: "1",
    emergency: "",
    urgent: false,
    rotatedAt: "2026-01-01T00:00:00.000Z",
};
const leaked: RotationState = { ...calm, emergency: '"leaked"' };

describe("an emergency (rule 8)", () => {
    it("is a trigger that was not applied yet", () => {
        assert.equal(isEmergency('"leaked"', calm), true);
        assert.equal(isEmergency('"laptop"', leaked), true);
        assert.equal(isEmergency('"leaked"', leaked), false);
        assert.equal(isEmergency("", leaked), false);
    });

    it("makes a pair urgent from its trigger until its generation is settled", () => {
        assert.equal(isUrgent('"leaked"', calm), true);
        assert.equal(isUrgent('"leaked"', { ...leaked, urgent: true }), true);
        assert.equal(isUrgent('"leaked"', leaked), false);
        assert.equal(isUrgent("", calm), false);
    });

    it("is there again when its trigger was taken away and is given once more", () => {
        const after = withoutPastEmergency(leaked, "");
        assert.deepEqual(after, calm);
        assert.equal(isEmergency('"leaked"', after), true);
    });

    it("is remembered as long as its trigger is there", () => {
        assert.equal(withoutPastEmergency(leaked, '"leaked"'), leaked);
        assert.equal(withoutPastEmergency(leaked, '"laptop"'), leaked);
    });

    it("leaves a pair that never had one as it is", () => {
        assert.equal(withoutPastEmergency(calm, ""), calm);
    });
});
