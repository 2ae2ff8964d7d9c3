import assert from "node:assert/strict";
import type { DesiredRotation } from "../../components/lifecycle/decideRotation";
import { type PlanContext, planOf, switchOfWave, type TouchedPlace } from "../../components/lifecycle/plan";
import type { RotationState } from "../../components/lifecycle/state";

const NOW = new Date("2026-11-24T10:00:00Z");

const state: RotationState = {
    source: "account",
    generation: 0,
    active: { slot: "key1", fingerprint: "a" },
    home: "key1",
    trigger: "1",
    emergency: "",
    urgent: false,
    rotatedAt: "2026-11-01T00:00:00Z",
};

const desired: DesiredRotation = {
    source: "account",
    slots: ["key1", "key2"],
    initialSlot: "key1",
    trigger: "2",
    emergency: "",
    strategy: "alternate",
    blind: false,
};

const web: TouchedPlace = { values: ["web/UPLOADS", "web/KEY"], restarts: "web" };
const vault: TouchedPlace = { values: ["vault/uploads"] };
const WHO = "web/UPLOADS, web/KEY (restarts), vault/uploads";

const context: PlanContext = {
    consumers: [web, vault],
    customConsumers: false,
    waves: { count: 1, soakMs: 0, soak: "0ms" },
    outgoingFor: { ms: 0, text: "0ms" },
    retire: "automatic",
};

function plan(changes: Partial<DesiredRotation> = {}, about: Partial<PlanContext> = {}): string {
    return planOf(state, { ...desired, ...changes }, { ...context, ...about }, NOW);
}

describe("a preview says in words", () => {
    it("what a rotation does", () => {
        assert.equal(plan(), `generation 1: regenerate key2; switch ${WHO} from key1 to key2; retire key1`);
    });

    it("in how many waves consumers switch, and how far apart", () => {
        const waves = { count: 3, soakMs: 24 * 3_600_000, soak: "1d" };
        assert.match(plan({}, { waves }), /vault\/uploads from key1 to key2 in 3 waves, 1d apart; retire key1$/);
        assert.match(plan({}, { waves: { ...waves, soakMs: 0 } }), /to key2 in 3 waves; retire key1$/);
        assert.match(plan({ emergency: "leak" }, { waves }), /to key2 in 3 waves; retire key1 at once$/);
        assert.equal(switchOfWave(2, [vault], "key1", "key2"), "wave 2: switch vault/uploads from key1 to key2");
        assert.equal(switchOfWave(2, [web, vault], "key1", "key1"), `wave 2: write key1 to ${WHO} again`);
    });

    it("until when the old key stays valid", () => {
        assert.equal(
            plan({}, { outgoingFor: { ms: 48 * 3_600_000, text: "2d" }, consumers: [vault], customConsumers: true }),
            "generation 1: regenerate key2; switch vault/uploads and your own resources from key1 to key2; " +
                "retire key1 after 2d (2026-11-26T10:00:00.000Z)",
        );
    });

    it("who has to acknowledge before the old key is retired", () => {
        const acknowledgers = ["media-team", "billing"];
        assert.match(plan({}, { acknowledgers }), /retire key1 when acknowledged by media-team, billing$/);
        const outgoingFor = { ms: 3_600_000, text: "1h" };
        assert.match(plan({}, { acknowledgers, outgoingFor }), /after 1h \(.*\) and when acknowledged by media-team/);
    });

    it("for how long nobody may have used the old key before it is retired", () => {
        assert.match(plan({}, { quietFor: "7d" }), /retire key1 when nobody has used it for 7d$/);
        assert.match(plan({}, { quietFor: "7d", acknowledgers: ["media"] }), /by media and when nobody has used it/);
    });

    it("that a person retires the old key", () => {
        assert.match(plan({}, { retire: "manual" }), /retire key1 when `retireTrigger` changes$/);
    });

    it("that an emergency does not wait", () => {
        assert.match(
            plan({ emergency: "1" }, { retire: "manual", outgoingFor: { ms: 1, text: "1ms" } }),
            /^generation 1: regenerate key2; .*retire key1 at once$/,
        );
    });

    it("whom it touches, by name, and counts those after the tenth", () => {
        const many = Array.from({ length: 12 }, (_, index) => ({ values: [`vault/s${index}`] }));
        assert.match(plan({}, { consumers: many }), /switch vault\/s0, .*vault\/s9 and 2 more from key1/);
        assert.match(plan({}, { consumers: [], customConsumers: true }), /switch your own resources from key1/);
        assert.match(plan({}, { consumers: [] }), /switch no consumer from key1/);
    });

    it("that a pin and the way there regenerate nothing", () => {
        const asItIs = `generation 1: switch ${WHO} from key1 to key2 as it is; retire key1`;
        assert.equal(plan({ pinnedSlot: "key2" }), asItIs);
        assert.equal(plan({ strategy: "there-and-back" }), asItIs);
    });
});
