import assert from "node:assert/strict";
import { type Performer, perform, preview } from "../../components/engine/perform";
import { ask, type Effect, type Sequence } from "../../components/lifecycle/effects";

const NOW = new Date("2026-11-24T10:00:00Z");

/** Performs the effects that these tests use, and notes them. */
function performerOf(changes: Partial<Performer> = {}) {
    const performed: Effect["do"][] = [];
    const noted = <Answer>(name: Effect["do"], answer: Answer) => {
        return () => {
            performed.push(name);
            return Promise.resolve(answer);
        };
    };
    const performer: Performer = {
        begin: noted("begin", undefined),
        now: noted("now", NOW),
        prepare: noted("prepare", undefined),
        list: noted("list", { key1: "a" }),
        look: noted("look", { fingerprints: {}, holdings: [] }),
        search: () => assert.fail("nothing searches here"),
        askGates: noted("askGates", []),
        canAsk: () => assert.fail("nothing asks here"),
        accepts: noted("accepts", true),
        regenerate: noted("regenerate", { kind: "done" as const }),
        pause: noted("pause", undefined),
        report: noted("report", undefined),
        warn: noted("warn", undefined),
        end: () => undefined,
        ...changes,
    };
    return { performer, performed };
}

function* regenerated(): Sequence<string> {
    const { key1 } = yield* ask({ do: "list" });
    const answer = yield* ask({ do: "regenerate", slot: "key1" });
    return `${key1} ${answer.kind}`;
}

describe("the driver of sequences", () => {
    it("answers each effect in turn and returns the end", async () => {
        const { performer, performed } = performerOf();
        assert.equal(await perform(regenerated(), performer), "a done");
        assert.deepEqual(performed, ["list", "regenerate"]);
    });

    it("hands the whole effect to whoever performs it", async () => {
        const slots: string[] = [];
        const { performer } = performerOf({
            regenerate: ({ slot }) => {
                slots.push(slot);
                return Promise.resolve({ kind: "done" });
            },
        });
        await perform(regenerated(), performer);
        assert.deepEqual(slots, ["key1"]);
    });

    describe("throws a failure into the sequence", () => {
        const failing = performerOf({ list: () => Promise.reject(new Error("403")) }).performer;

        it("which ends it with that very failure", async () => {
            await assert.rejects(perform(regenerated(), failing), /^Error: 403$/);
        });

        it("which may go on", async () => {
            function* patient(): Sequence<string> {
                try {
                    yield* ask({ do: "list" });
                } catch {
                    return (yield* ask({ do: "now" })).toISOString();
                }
                return "not reached";
            }
            assert.equal(await perform(patient(), failing), NOW.toISOString());
        });

        it("which may clean up, and still fails", async () => {
            let cleaned = false;
            function* careful(): Sequence<string> {
                try {
                    return yield* regenerated();
                } finally {
                    cleaned = true;
                }
            }
            await assert.rejects(perform(careful(), failing), /403/);
            assert.equal(cleaned, true);
        });
    });

    describe("as a preview", () => {
        function* untilUpdate(): Sequence<string> {
            yield* ask({ do: "now" });
            yield* ask({ do: "begin" });
            return yield* regenerated();
        }

        it("stops where it takes an update to go on", async () => {
            const { performer, performed } = performerOf();
            assert.equal(await preview(untilUpdate(), performer), undefined);
            assert.deepEqual(performed, ["now"]);
            assert.equal(await perform(untilUpdate(), performer), "a done");
        });

        it("returns the end where it comes to one before", async () => {
            assert.equal(await preview(regenerated(), performerOf().performer), "a done");
        });

        it("throws a failure into the sequence, too", async () => {
            const failing = performerOf({ list: () => Promise.reject(new Error("403")) }).performer;
            await assert.rejects(preview(regenerated(), failing), /^Error: 403$/);
        });
    });
});
