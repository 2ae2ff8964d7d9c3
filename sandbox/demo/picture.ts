import { appLane, chart, keyLane, legend, secretLane, timeAxis, updateBands } from "./pictureParts";
import { element, text } from "./svg";
import type { Timeline } from "./timeline";
import type { Verdict } from "./verdict";

const TITLE = "The two keys of a storage account, and the web app that uses them";
const WIDTH = 1120;
const HEIGHT = 622;

/** Draws the timeline as an SVG picture that needs no font, script or style from elsewhere. */
export function picture(timeline: Timeline, verdict: Verdict): string {
    const x = (ms: number) => 150 + (ms / timeline.durationMs) * (WIDTH - 180);
    const frame = { timeline, x, left: x(0), right: x(timeline.durationMs) };
    const content = [
        element("title", {}, TITLE),
        element("rect", { width: WIDTH, height: HEIGHT, fill: "#ffffff" }),
        text(24, 38, TITLE, { "font-size": 20, "font-weight": 600 }),
        text(24, 63, verdict.sentences.join(" "), { "font-size": 15, fill: verdict.passed ? "#0b6b3a" : "#c81e1e" }),
        ...updateBands(frame, 84, 412),
        ...keyLane(frame, 0, 140),
        ...keyLane(frame, 1, 224),
        ...secretLane(frame, 304),
        ...appLane(frame, 346),
        ...chart(frame, 428, 96),
        ...timeAxis(frame, 524),
        ...legend(frame, 588),
    ];
    const attributes = {
        xmlns: "http://www.w3.org/2000/svg",
        width: WIDTH,
        height: HEIGHT,
        viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        "font-family": "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif",
        "font-size": 13,
        fill: "#1f2933",
        role: "img",
    };
    return `${element("svg", attributes, content)}\n`;
}
