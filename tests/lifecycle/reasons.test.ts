import assert from "node:assert/strict";
import * as reasons from "../../components/lifecycle/reasons";

const holder = (consumer: string, why: "holds" | "unknown" | "missing") => ({ consumer, why });
const web = [holder("web/KEY", "holds")];

/** Every sentence that stops or holds up an update. */
const stopping = {
    changedOutside: reasons.changedOutside("key1"),
    outgoingStillValid: reasons.outgoingStillValid("key1"),
    homeNotRetired: reasons.homeNotRetired("key1", "key2"),
    stillHeld: reasons.stillHeld("key1", web),
    emergencyAfterRotation: reasons.emergencyAfterRotation("key2", "key1", web),
    listIsLate: reasons.listIsLate("key1"),
    listsDisagree: reasons.listsDisagree("key1"),
    foundIsRefused: reasons.foundIsRefused("key1"),
    regeneratedByOther: reasons.regeneratedByOther("key1"),
    notAccepted: reasons.notAccepted("key1", "10m", "key2"),
    notWritten: reasons.notWritten("key2", "key1", ["web"]),
    holdsAnother: reasons.holdsAnother("key2", "key1", ["web"]),
    standbyMayBeUsed: reasons.standbyMayBeUsed("key1", "unused(7d)", "used"),
    standbyNotAsked: reasons.standbyNotAsked("key1", "unused(7d)", "no logs"),
    standbyChanged: reasons.standbyChanged("key1"),
    blindWithoutCheckpoints: reasons.blindWithoutCheckpoints(),
    pinnedInEmergency: reasons.pinnedInEmergency("key1"),
    gateWaits: reasons.gateWaits("key1", "grace", "not yet"),
    gateFailed: reasons.gateFailed("key1", "httpHealthy", "500"),
    awaitsAcknowledgement: reasons.awaitsAcknowledgement("key1", ["media"], 3),
    retiredByHand: reasons.retiredByHand("key1"),
    inGrace: reasons.inGrace("key1", "noon"),
    readersMayLag: reasons.readersMayLag("key1", "noon"),
    heldElsewhere: reasons.heldElsewhere(["old/KEY holds key1"], "refuse"),
    notLookedAtBefore: reasons.notLookedAtBefore(["Batch (403)"], "refuse"),
};

const SAFE =
    /no key was changed|no consumer was touched|still (works|accepts)|stays valid|is left unchanged|may have key1 cached|another key than|finishes that rotation/;

describe("a sentence that holds an update up", () => {
    for (const [name, sentence] of Object.entries(stopping)) {
        it(`says what is safe, and the next command: ${name}`, () => {
            assert.match(sentence, SAFE);
            assert.match(sentence, /`pulumi (up|refresh)( --refresh)?`/);
            assert.doesNotMatch(sentence, /undefined|; ;|; *$|\s\s/);
        });
    }

    it("names each holder with why it counts as one, each kind once", () => {
        const holders = [
            holder("web/KEY", "holds"),
            holder("a", "unknown"),
            holder("b", "unknown"),
            holder("c", "missing"),
            holder("d", "missing"),
        ];
        assert.equal(
            reasons.stillHeld("key1", holders),
            "web/KEY holds key1; a, b may hold key1 (their keys cannot be told); " +
                "c, d may hold key1 (this stack wrote them, and they are not there now); " +
                "key1 is left unchanged; run `pulumi up --refresh`",
        );
    });

    it("says when to run again, or what to do before, where the next update alone does not help", () => {
        for (const late of [stopping.listIsLate, stopping.listsDisagree, stopping.foundIsRefused]) {
            assert.match(late, / again in a few minutes$/);
        }
        assert.match(stopping.regeneratedByOther, /; find out who regenerates it, then run `pulumi up` again$/);
        assert.match(stopping.standbyNotAsked, /, or give the gate `beforeRotation: false`$/);
        assert.match(stopping.pinnedInEmergency, /^the pair is pinned to key1, .*; remove `pinnedSlot` and run/);
    });
});
