import assert from "node:assert/strict";
import type { ConsumerInputs } from "../../../components/arguments/rotationInputs";
import type { Place } from "../../../components/consumers/consumer";
import {
    type ConsumerOutputs,
    outputsAfter,
    outputsSeen,
    removableFrom,
} from "../../../components/engine/consumer/consumerOutputs";
import { declare } from "../../../components/engine/declaredPlaces";
import { writtenValues } from "../../../components/engine/writtenValues";
import { origin } from "../../consumers/support/changes";

const place: Place = { kind: "appSettings", argument: "consumers[1]" };
const deleted: Place = { ...place, onRemove: "delete" };

function inputs(values: ConsumerInputs["values"], at: Place = place): ConsumerInputs {
    return { pair: "uploads", owner: "urn", azureConfig: "azure-native", place: at, origin, values, references: {} };
}

const first = outputsAfter(inputs({ UPLOADS: "cs", KEY: "k" }), undefined, { found: ["Uploads"] });

describe("what is remembered of a place", () => {
    it("is the switch that was written, and no value (rule 23)", () => {
        assert.deepEqual(first.origin, origin);
        assert.deepEqual(first.written, writtenValues({ UPLOADS: "cs", KEY: "k" }));
        assert.ok(!JSON.stringify(first).includes('"cs"'));
    });

    it("is how a value stands there, which a look is compared with, besides how the program gives it (rule 30)", () => {
        const held = { UPLOADS: "cs with an endpoint of its own", KEY: "k" };
        const kept = outputsAfter(inputs({ UPLOADS: "cs", KEY: "k" }), undefined, { held });
        assert.deepEqual(kept.written, first.written);
        const seen = { UPLOADS: { value: held.UPLOADS }, KEY: { value: "k" } };
        assert.deepEqual(outputsSeen(kept, seen), kept);
        const edited = outputsSeen(kept, { ...seen, UPLOADS: { value: "cs" } });
        assert.deepEqual(edited.written, writtenValues({ KEY: "k" }));
    });

    it("is what was there before the pair, by whatever spelling, from switch to switch (rule 27)", () => {
        assert.deepEqual(first.adopted, ["UPLOADS"]);
        const next = outputsAfter(inputs({ UPLOADS: "cs2", KEY: "k2", MORE: "k2" }), first, { found: ["MORE"] });
        assert.deepEqual(next.adopted, ["UPLOADS", "MORE"]);
        assert.deepEqual(next.known, ["UPLOADS", "KEY", "MORE"]);
    });

    it("is nothing of a name that the program no longer has: it is nobody's to delete then", () => {
        const next = outputsAfter(inputs({ KEY: "k2" }), first, {});
        assert.deepEqual([next.known, next.adopted], [["KEY"], []]);
    });

    it("is known still if somebody has changed it, and forgotten if somebody has taken it away", () => {
        const seen = outputsSeen(first, { UPLOADS: { value: "edited" } });
        assert.deepEqual([seen.written, seen.known, seen.adopted], [{}, ["UPLOADS"], ["UPLOADS"]]);
        const gone = outputsSeen(first, { KEY: { value: "k" } });
        assert.deepEqual([gone.written, gone.known, gone.adopted], [writtenValues({ KEY: "k" }), ["KEY"], []]);
    });
});

describe("rule 27: leaving takes nothing away", () => {
    const id = "/sites/leaving/config/appsettings";
    const outputs = (at: Place, adopted: readonly string[]): ConsumerOutputs => ({
        ...outputsAfter(inputs({ OURS: "k", THEIRS: "k", MOVED: "k" }, at), undefined, {}),
        adopted,
    });

    it("unless the place says so", () => {
        assert.deepEqual(removableFrom(id, outputs(place, [])), []);
        assert.deepEqual(removableFrom(id, outputs({ ...place, onRemove: "keep" }, [])), []);
        assert.deepEqual(removableFrom(id, outputs(deleted, [])), ["OURS", "THEIRS", "MOVED"]);
    });

    it("and then neither what was there before, nor what another entry or pair declares, in any spelling", () => {
        declare("/Sites/leaving/config/AppSettings", ["moved"]);
        assert.deepEqual(removableFrom(id, outputs(deleted, ["Theirs"])), ["OURS"]);
    });
});
