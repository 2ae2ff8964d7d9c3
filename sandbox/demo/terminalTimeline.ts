import type { Colors, Formatter } from "picocolors/types";
import { type Moment, seconds } from "./moments";
import type { Span } from "./spans";
import { type KeyLane, type LabelledSpan, perSecond, type Timeline } from "./timeline";

/** The widest line. */
export const MAX_COLUMNS = 100;

const NAME_COLUMNS = 12;
const BARS = "▁▂▃▄▅▆▇█";

/** The lengths of a column to choose from, in milliseconds. */
const COLUMN_MS = [250, 500, 1_000, 2_000, 5_000, 10_000] as const;
const COLUMNS_PER_TICK = 10;

/** How long a column, and with it a bucket of requests, is in a timeline of that length. */
export function columnMs(durationMs: number): number {
    const fits = COLUMN_MS.find((ms) => durationMs / ms <= MAX_COLUMNS - NAME_COLUMNS);
    return fits ?? COLUMN_MS[COLUMN_MS.length - 1] ?? durationMs;
}

/** Draws the timeline, a lane for each thing to look at, time from left to right; a column is a bucket of requests. */
export function lanes(timeline: Timeline, colors: Colors): readonly string[] {
    const paint = slotPaint(timeline, colors);
    const named = (name: string, text: string) => `${name.padEnd(NAME_COLUMNS)}${text}`;
    const width = timeline.buckets.length;
    const at = (ms: number) => Math.min(width - 1, Math.floor(ms / timeline.bucketMs));
    return [
        named("seconds", scale(timeline, at)),
        named("", colors.dim(brackets(timeline.updates, at, width))),
        ...timeline.keys.flatMap((lane) => [
            named(
                lane.slot,
                timeline.buckets.map((column) => keyCell(lane, column, paint(lane.slot), colors)).join(""),
            ),
            ...notes(keyNotes(lane, at)).map((row) => named("", colors.dim(row))),
        ]),
        named("secret", filled(timeline.secret, at, width, paint)),
        named("web app", filled(timeline.app, at, width, paint)),
        named("answered", colors.green(bars(timeline.buckets.map((bucket) => perSecond(bucket.ok, bucket))))),
        named(
            "refused",
            bars(timeline.buckets.map((bucket) => perSecond(bucket.refused, bucket))).replaceAll(/[^·]+/g, colors.red),
        ),
        "",
        `${" ".repeat(NAME_COLUMNS)}█ the app's key   ▒ valid, not in use   · no valid key   ${colors.red("✗")} in use and refused`,
    ];
}

/** Lists the events, one moment a line. */
export function momentLines(timeline: Timeline, colors: Colors): readonly string[] {
    const row = (time: string, active: string, ok: string, refused: string, text: string) =>
        `${time.padStart(7)}   ${active.padEnd(11)} ${ok.padStart(5)} ${refused.padStart(7)}   ${text}`;
    return [
        colors.dim(row("seconds", "in use", "ok", "refused", "(requests since the line above)")),
        ...timeline.moments.map((moment) => {
            const { at, active, ok, refused, text } = moment;
            const line = row(seconds(at), active, String(ok), refused === 0 ? "·" : String(refused), text);
            return refused > 0 ? colors.red(line) : emphasis(moment, colors)(line);
        }),
    ];
}

function emphasis({ kind }: Moment, colors: Colors): Formatter {
    switch (kind) {
        case "secretSwitched":
        case "appSwitched":
            return colors.bold;
        case "refused":
        case "regenerated":
            return colors.yellow;
        case "begun":
        case "ended":
        case "settingsWritten":
        case "accepted":
        case "updateStarted":
        case "updateEnded":
            return String;
    }
}

function slotPaint({ keys }: Timeline, colors: Colors): (slot: string) => Formatter {
    return (slot) => (slot === keys[0]?.slot ? colors.cyan : colors.magenta);
}

function scale({ durationMs, bucketMs }: Timeline, at: (ms: number) => number): string {
    const stepMs = bucketMs * COLUMNS_PER_TICK;
    let text = "";
    for (let ms = 0; ms < durationMs; ms += stepMs) {
        text = `${text.padEnd(at(ms))}${ms / 1000}`;
    }
    return text;
}

/** `├─ label ──┤` from the beginning to the end of each span. */
function brackets(spans: readonly LabelledSpan[], at: (ms: number) => number, width: number): string {
    let text = "";
    for (const { from, to, label } of spans) {
        const inner = Math.max(0, Math.min(at(to), width) - at(from) - 1);
        const title =
            [label, label.split(", ").at(-1) ?? ""]
                .map((words) => `─ ${words} `)
                .find(({ length }) => length <= inner) ?? "";
        text = `${text.padEnd(at(from))}├${title.slice(0, inner).padEnd(inner, "─")}┤`;
    }
    return text.slice(0, width);
}

function keyCell(lane: KeyLane, column: Span, paint: Formatter, colors: Colors): string {
    const middle = (column.from + column.to) / 2;
    const isIn = ({ from, to }: Span) => from <= middle && middle < to;
    if (lane.lost.some(isIn)) {
        return colors.red("✗");
    }
    if (lane.inUse.some(isIn)) {
        return paint("█");
    }
    return lane.valid.some(isIn) ? paint("▒") : "·";
}

interface Note {
    readonly column: number;
    readonly text: string;
}

function keyNotes({ regenerated, refused }: KeyLane, at: (ms: number) => number): readonly Note[] {
    return regenerated.map((moment) => {
        const refusal = refused.find((later) => later >= moment);
        const after = refusal === undefined ? "" : ", old key 403";
        return { column: at(moment), text: `└ regenerated ${seconds(moment)}${after}` };
    });
}

/** Writes each note under its column, in the first row with room; to its left if the right edge is near. */
function notes(all: readonly Note[]): readonly string[] {
    const rows: string[] = [];
    for (const { column, text } of all) {
        const fits = column + text.length <= MAX_COLUMNS - NAME_COLUMNS;
        const words = fits ? text : `${text.slice(2)} ┘`;
        const start = fits ? column : Math.max(0, column - words.length + 1);
        const index = rows.findIndex((row) => row.length < start);
        const row = index === -1 ? rows.push("") - 1 : index;
        rows[row] = `${(rows[row] ?? "").padEnd(start)}${words}`;
    }
    return rows;
}

/** `key1━━━━key2━━━` */
function filled(
    spans: readonly LabelledSpan[],
    at: (ms: number) => number,
    width: number,
    paint: (slot: string) => Formatter,
): string {
    return spans
        .map(({ from, to, label }, index) => {
            const end = index === spans.length - 1 ? width : at(to);
            const length = Math.max(0, end - at(from));
            return paint(label)(label.slice(0, length).padEnd(length, "━"));
        })
        .join("");
}

function bars(counts: readonly number[]): string {
    const most = Math.max(1, ...counts);
    const bar = (count: number) => BARS[Math.ceil((count / most) * BARS.length) - 1] ?? "·";
    return counts.map(bar).join("");
}
