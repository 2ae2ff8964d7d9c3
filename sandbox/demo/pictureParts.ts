import { seconds } from "./moments";
import { type Span, without } from "./spans";
import { type Attributes, element, text } from "./svg";
import { type LabelledSpan, perSecond, type Timeline } from "./timeline";

/** The timeline with its scale: the position of a moment, and the two ends. */
export interface Frame {
    readonly timeline: Timeline;
    readonly x: (ms: number) => number;
    readonly left: number;
    readonly right: number;
}

const KEY_HEIGHT = 30;
const CONSUMER_HEIGHT = 24;

const INK = "#1f2933";
const QUIET = "#52606d";
const REFUSED = "#c81e1e";
const ANSWERED = "#7b8794";
/** Each slot has a dark and a light tone; without colours, the lanes tell the slots apart. */
const SLOT_COLORS = [
    { inUse: "#1664a5", valid: "#bcd9f2" },
    { inUse: "#a8500a", valid: "#f9d5b0" },
] as const;

const small: Attributes = { "font-size": 11, fill: QUIET };

/** A shaded stretch behind all lanes for each update. */
export function updateBands(frame: Frame, top: number, bottom: number): readonly string[] {
    return frame.timeline.updates.flatMap((span) => [
        box(frame, span, top, bottom - top, { fill: "#f0f3f6" }),
        text(frame.x(span.from) + 6, top + 18, span.label, { fill: QUIET, "font-weight": 600 }),
    ]);
}

/** When a key was valid, when the app used it, when it was regenerated and its former value refused. */
export function keyLane(frame: Frame, index: 0 | 1, top: number): readonly string[] {
    const lane = frame.timeline.keys[index];
    if (lane === undefined) {
        return [];
    }
    const { inUse, valid } = SLOT_COLORS[index];
    const whole = [{ from: 0, to: frame.timeline.durationMs }];
    const outline = { fill: "#ffffff", stroke: "#9aa5b1", "stroke-dasharray": "3 3" };
    return [
        laneName(frame, lane.slot, top + KEY_HEIGHT / 2),
        ...without(whole, lane.valid).map((span) => box(frame, span, top, KEY_HEIGHT, outline)),
        ...lane.valid.map((span) => box(frame, span, top, KEY_HEIGHT, { fill: valid })),
        ...lane.inUse.flatMap((span) => block(frame, span, top, KEY_HEIGHT, inUse, "in use")),
        ...lane.lost.flatMap((span) => block(frame, span, top, KEY_HEIGHT, REFUSED, "in use, refused")),
        ...lane.regenerated.flatMap((at) => [
            element("path", { d: triangle(frame.x(at), top), fill: INK }),
            beside(frame, at, top - 5, `regenerated ${seconds(at)} s`, INK),
        ]),
        ...lane.refused.flatMap((at) => [
            element("path", { d: cross(frame.x(at), top + KEY_HEIGHT + 9), stroke: REFUSED, "stroke-width": 2.5 }),
            beside(frame, at, top + KEY_HEIGHT + 13, `old ${lane.slot}: 403`, REFUSED),
        ]),
    ];
}

/** Whose key the Key Vault secret held. */
export function secretLane(frame: Frame, top: number): readonly string[] {
    return consumerLane(frame, "Key Vault secret", frame.timeline.secret, top);
}

/** With whose key the app ran, and when its settings were written, which is earlier. */
export function appLane(frame: Frame, top: number): readonly string[] {
    const bottom = top + CONSUMER_HEIGHT;
    return [
        ...consumerLane(frame, "web app", frame.timeline.app, top),
        ...frame.timeline.settingsWritten.flatMap((at) => {
            const x = frame.x(at);
            return [
                element("line", { x1: x, x2: x, y1: top - 4, y2: bottom + 6, stroke: INK, "stroke-width": 1.5 }),
                text(x, bottom + 19, "setting written", { ...small, "text-anchor": "middle" }),
            ];
        }),
    ];
}

/** The requests of each second, answered and refused, one on top of the other. */
export function chart(frame: Frame, top: number, height: number): readonly string[] {
    const { buckets } = frame.timeline;
    const base = top + height;
    const rates = buckets.map((bucket) => perSecond(bucket.ok + bucket.refused, bucket));
    const most = Math.max(10, ...rates.map((rate) => Math.ceil(rate / 10) * 10));
    const y = (rate: number) => base - (rate / most) * height;
    return [
        laneName(frame, "requests / s", top - 12),
        ...[0, most / 2, most].flatMap((rate) => [
            element("line", { x1: frame.left, x2: frame.right, y1: y(rate), y2: y(rate), stroke: "#d9dfe5" }),
            text(frame.left - 8, y(rate) + 4, String(rate), { ...small, "text-anchor": "end" }),
        ]),
        ...buckets.flatMap((bucket) => {
            const { ok, refused, from, to } = bucket;
            const span = { from: from + (to - from) / 16, to };
            const [answered, all] = [y(perSecond(ok, bucket)), y(perSecond(ok + refused, bucket))];
            return [
                ...(ok > 0 ? [box(frame, span, answered, base - answered, { fill: ANSWERED })] : []),
                ...(refused > 0 ? [box(frame, span, all, answered - all, { fill: REFUSED })] : []),
            ];
        }),
    ];
}

/** The axis of time. */
export function timeAxis({ timeline, x, left, right }: Frame, y: number): readonly string[] {
    const stepMs = [1_000, 2_000, 5_000, 10_000].find((step) => timeline.durationMs / step <= 20) ?? 30_000;
    const ticks = Array.from({ length: Math.floor(timeline.durationMs / stepMs) + 1 }, (_, index) => index * stepMs);
    return [
        element("line", { x1: left, x2: right, y1: y, y2: y, stroke: QUIET }),
        ...ticks.flatMap((at) => [
            element("line", { x1: x(at), x2: x(at), y1: y, y2: y + 5, stroke: QUIET }),
            text(x(at), y + 19, String(at / 1_000), { ...small, "text-anchor": "middle" }),
        ]),
        text((left + right) / 2, y + 37, "seconds", { fill: QUIET, "text-anchor": "middle" }),
    ];
}

/** The meanings of the tones and signs. */
export function legend({ left }: Frame, y: number): readonly string[] {
    const swatch = (x: number, fills: readonly string[], words: string) => [
        ...fills.map((fill, index) => element("rect", { x: x + index * 16, y, width: 14, height: 14, fill })),
        text(x + fills.length * 16 + 4, y + 12, words),
    ];
    const dashes = { width: 14, height: 14, fill: "#ffffff", stroke: "#9aa5b1", "stroke-dasharray": "3 3" };
    const slots = Object.values(SLOT_COLORS);
    return [
        ...swatch(
            left,
            slots.map(({ inUse }) => inUse),
            "the app's key",
        ),
        ...swatch(
            left + 152,
            slots.map(({ valid }) => valid),
            "valid, not in use",
        ),
        element("rect", { x: left + 326, y, ...dashes }),
        text(left + 346, y + 12, "new key not accepted yet"),
        ...swatch(left + 536, [ANSWERED], "answered"),
        ...swatch(left + 636, [REFUSED], "refused"),
    ];
}

function consumerLane(frame: Frame, name: string, spans: readonly LabelledSpan[], top: number): readonly string[] {
    const color = (slot: string) => SLOT_COLORS[frame.timeline.keys.findIndex((lane) => lane.slot === slot)]?.inUse;
    return [
        laneName(frame, name, top + CONSUMER_HEIGHT / 2),
        ...spans.flatMap((span) => block(frame, span, top, CONSUMER_HEIGHT, color(span.label) ?? INK, span.label)),
    ];
}

function laneName({ left }: Frame, name: string, middle: number): string {
    return text(left - 12, middle + 5, name, { "text-anchor": "end", "font-weight": 600 });
}

function box({ x }: Frame, { from, to }: Span, y: number, height: number, attributes: Attributes): string {
    return element("rect", { x: x(from), y, width: Math.max(1, x(to) - x(from)), height, ...attributes });
}

/** A filled box with its label, if there is room for one. */
function block(frame: Frame, span: Span, y: number, height: number, fill: string, label: string): readonly string[] {
    const hasRoom = frame.x(span.to) - frame.x(span.from) > label.length * 8 + 12;
    const words = text(frame.x(span.from) + 8, y + height / 2 + 5, label, { fill: "#ffffff", "font-weight": 600 });
    return [box(frame, span, y, height, { fill }), ...(hasRoom ? [words] : [])];
}

/** Words beside the sign of a moment: to its right, or to its left if the picture ends. */
function beside({ x, right }: Frame, at: number, y: number, words: string, fill: string): string {
    const fits = x(at) + words.length * 7 < right + 20;
    return text(x(at) + (fits ? 9 : -9), y, words, { "font-size": 12, fill, "text-anchor": fits ? "start" : "end" });
}

function triangle(x: number, tip: number): string {
    return `M${x.toFixed(1)} ${tip} l-6 -12 h12 z`;
}

function cross(x: number, y: number): string {
    return `M${(x - 5).toFixed(1)} ${y - 5} l10 10 m0 -10 l-10 10`;
}
