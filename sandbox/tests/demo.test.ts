import assert from "node:assert/strict";
import { XMLValidator } from "fast-xml-parser";
import { createColors } from "picocolors";
import type { DemoEvent, KeyValue, Recording } from "../demo/events";
import { picture } from "../demo/picture";
import { overlap, without } from "../demo/spans";
import { columnMs, lanes, MAX_COLUMNS, momentLines } from "../demo/terminalTimeline";
import { type Timeline, timelineOf } from "../demo/timeline";
import { verdictOn } from "../demo/verdict";

const START = 1_000_000;
const plain = createColors(false);

const key1: KeyValue = { slot: "key1", value: 0 };
const newKey1: KeyValue = { slot: "key1", value: 1 };
const key2: KeyValue = { slot: "key2", value: 0 };
const newKey2: KeyValue = { slot: "key2", value: 1 };

/** An event so many milliseconds after the start. */
type Timed = DemoEvent extends infer Event ? (Event extends unknown ? Omit<Event, "at"> : never) : never;

function recorded(events: readonly (Timed & { readonly at: number })[], refusedFrom = 20_000, to = 20_000): Recording {
    return {
        startedAt: START,
        endedAt: START + 20_000,
        events: events.map((event) => ({ ...event, at: START + event.at })),
        // One each 100 ms.
        requests: Array.from({ length: 200 }, (_, index) => {
            const at = index * 100;
            return { at: START + at, latencyMs: 7, outcome: at >= refusedFrom && at < to ? 403 : 200 };
        }),
    };
}

const before: readonly (Timed & { readonly at: number })[] = [
    { at: 0, kind: "appSwitched", key: key1 },
    { at: 0, kind: "secretSwitched", key: key1 },
    { at: 80, kind: "accepted", key: key1 },
    { at: 90, kind: "accepted", key: key2 },
];

const rotation = recorded([
    ...before,
    { at: 2_000, kind: "updateStarted", command: "pulumi up, rotation 2" },
    { at: 5_000, kind: "regenerated", key: newKey2 },
    { at: 5_050, kind: "refused", key: key2 },
    { at: 7_000, kind: "accepted", key: newKey2 },
    { at: 8_000, kind: "secretSwitched", key: newKey2 },
    { at: 8_100, kind: "settingsWritten" },
    { at: 10_000, kind: "appSwitched", key: newKey2 },
    { at: 10_500, kind: "regenerated", key: newKey1 },
    { at: 10_550, kind: "refused", key: key1 },
    { at: 11_000, kind: "updateEnded" },
    { at: 12_500, kind: "accepted", key: newKey1 },
]);

const outage = recorded(
    [
        ...before,
        { at: 5_000, kind: "regenerated", key: newKey1 },
        { at: 5_050, kind: "refused", key: key1 },
        { at: 7_000, kind: "accepted", key: newKey1 },
        { at: 7_100, kind: "secretSwitched", key: newKey1 },
        { at: 9_000, kind: "appSwitched", key: newKey1 },
    ],
    5_000,
    9_000,
);

function drawn(recording: Recording): Timeline {
    return timelineOf(recording, ["key1", "key2"], columnMs(recording.endedAt - recording.startedAt));
}

describe("the demo's timeline", () => {
    it("shows each key as valid from its acceptance until its refusal, the first one from the beginning", () => {
        const [first, second] = drawn(rotation).keys;
        const times = (lane: typeof first) => lane?.valid.map(({ from, to }) => [from, to]);
        assert.deepEqual(times(first), [
            [0, 10_550],
            [12_500, 20_000],
        ]);
        assert.deepEqual(times(second), [
            [0, 5_050],
            [7_000, 20_000],
        ]);
    });

    it("says which slot was in use at each moment, and which two while a switch was under way", () => {
        const active = drawn(rotation).moments.map(({ at, active }) => `${at} ${active}`);
        assert.deepEqual(active, [
            "0 key1",
            "2000 key1",
            "5000 key1",
            "5050 key1",
            "7000 key1",
            "8000 key1 → key2",
            "8100 key1 → key2",
            "10000 key2",
            "10500 key2",
            "10550 key2",
            "11000 key2",
            "12500 key2",
            "20000 key2",
        ]);
    });

    it("tells a regenerate of the standby key, of the outgoing key and of the key in use apart", () => {
        const told = [rotation, outage].flatMap((recording) =>
            drawn(recording)
                .moments.filter(({ kind }) => kind === "regenerated")
                .map(({ text }) => text),
        );
        assert.deepEqual(told, [
            "key2 regenerated: nobody is on it yet",
            "key1 regenerated: nobody is on it any more",
            "key1 REGENERATED WHILE IN USE",
        ]);
    });

    it("shows the app as cut off from the refusal of its key until it has the new one, although that is valid earlier", () => {
        const [lane] = drawn(outage).keys;
        assert.deepEqual(lane?.lost, [{ from: 5_050, to: 9_000 }]);
        assert.deepEqual(
            drawn(rotation).keys.map(({ lost }) => lost),
            [[], []],
        );
    });

    it("counts every request once, in the buckets and in the moments", () => {
        for (const { buckets, moments, ok, refused } of [rotation, outage].map(drawn)) {
            for (const counts of [buckets, moments]) {
                assert.equal(
                    counts.reduce((sum, count) => sum + count.ok, 0),
                    ok,
                );
                assert.equal(
                    counts.reduce((sum, count) => sum + count.refused, 0),
                    refused,
                );
            }
            assert.equal(ok + refused, 200);
        }
    });

    it("fits into the terminal, however long it took", () => {
        for (const durationMs of [8_000, 30_000, 44_000, 90_000, 600_000]) {
            assert.ok(durationMs / columnMs(durationMs) <= MAX_COLUMNS);
        }
        for (const timeline of [rotation, outage].map(drawn)) {
            const lines = [...lanes(timeline, plain), ...momentLines(timeline, plain)];
            assert.deepEqual(
                lines.filter((line) => [...line].length > MAX_COLUMNS),
                [],
            );
        }
    });

    it("draws the lanes that a person reads", () => {
        const [, , key1Lane, , key2Lane] = lanes(drawn(rotation), plain);
        assert.match(key1Lane ?? "", /^key1 +█{40}▒▒·{8}▒{30}$/);
        assert.match(key2Lane ?? "", /^key2 +▒{20}·{8}▒{12}█{40}$/);
        assert.match(lanes(drawn(outage), plain).join("\n"), /^key1 +█{20}✗{16}█{44}$/m);
    });
});

describe("the demo's verdict", () => {
    it("passes where no request was refused and each key that the app left was refused", () => {
        const { passed, sentences } = verdictOn(drawn(rotation), ["key1", "key2"]);
        assert.deepEqual([passed, sentences], [true, ["Refused: 0 of 200 requests. The slowest answer took 7 ms."]]);
    });

    it("does not pass where a request was refused, and says how many, in which way and for how long", () => {
        const { passed, sentences } = verdictOn(drawn(outage), ["key1"]);
        assert.equal(passed, false);
        assert.deepEqual(sentences, [
            "Refused: 40 of 200 requests (403: 40). From the first to the last of them: 3.9 s.",
        ]);
    });

    it("counts requests that nobody answered in time apart: a busy machine is no refusal", () => {
        const requests = rotation.requests.map((one, index) => (index < 3 ? { ...one, outcome: "timeout" } : one));
        const { passed, sentences } = verdictOn(drawn({ ...rotation, requests }), ["key1", "key2"]);
        assert.equal(passed, true);
        assert.deepEqual(sentences, [
            "Refused: 0 of 200 requests. The slowest answer took 7 ms.",
            "Not answered in time: 3 (the machine is busy).",
        ]);
    });

    for (const [what, recording, expected] of [
        ["no request was answered", { ...rotation, requests: [] }, /No request was answered/],
        [
            "the app never switched",
            { ...rotation, events: rotation.events.filter(({ kind }) => kind !== "appSwitched") },
            /not on key1 → key2/,
        ],
        [
            "the old key goes on working",
            { ...rotation, events: rotation.events.filter(({ kind }) => kind !== "refused") },
            /The old key1 was never refused/,
        ],
    ] as const) {
        it(`does not pass where ${what}, although no request was refused`, () => {
            const { passed, sentences } = verdictOn(drawn(recording), ["key1", "key2"]);
            assert.equal(passed, false);
            assert.match(sentences.join(" "), expected);
        });
    }
});

describe("the demo's picture", () => {
    for (const [what, recording] of [
        ["a rotation", rotation],
        ["an outage", outage],
        ["nothing at all", { ...rotation, events: [], requests: [] }],
    ] as const) {
        it(`is well-formed and stands alone for ${what}`, () => {
            const timeline = drawn(recording);
            const svg = picture(timeline, verdictOn(timeline, ["key1", "key2"]));
            assert.equal(XMLValidator.validate(svg), true);
            assert.doesNotMatch(svg, /NaN|Infinity|undefined|href|<script|<style/);
        });
    }

    it("escapes what it is told", () => {
        const command = 'a <b> & "c"';
        const events: DemoEvent[] = [{ at: START + 1_000, kind: "updateStarted", command }];
        const timeline = drawn({ ...rotation, events });
        const svg = picture(timeline, verdictOn(timeline, []));
        assert.equal(XMLValidator.validate(svg), true);
        assert.match(svg, /a &lt;b&gt; &amp; &quot;c&quot;/);
    });
});

describe("spans", () => {
    const day = [{ from: 0, to: 10 }];
    const others = [
        { from: -5, to: 2 },
        { from: 4, to: 6 },
        { from: 8, to: 20 },
    ];

    it("overlap where both are", () => {
        assert.deepEqual(overlap(day, others), [
            { from: 0, to: 2 },
            { from: 4, to: 6 },
            { from: 8, to: 10 },
        ]);
    });

    it("leave the rest without the others", () => {
        assert.deepEqual(without(day, others), [
            { from: 2, to: 4 },
            { from: 6, to: 8 },
        ]);
        assert.deepEqual(without(day, []), day);
    });
});
