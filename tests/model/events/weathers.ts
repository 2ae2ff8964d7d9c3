import { QUIET } from "../world/updateOptions";
import { FINE, type Weather } from "../world/weather";
import type { Event } from "./event";
import { up } from "./updates";

const LAG_MS = 59_000;
const SHORT_LAG_MS = 8_000;
const DATA_LAG_MS = 20_000;

const late: Weather = { ...FINE, listLagMs: LAG_MS };

/** Updates in weather that the real service was recorded to have. */
export const weathers: readonly Event[] = [
    inWeather("late lists", late, 0),
    inWeather("late lists, and answers without keys", { ...late, answer: "none" }, 0),
    inWeather("late lists, and answers with old keys", { ...late, answer: "old keys" }, 1),
    inWeather(
        "lists by turns late, answers without keys",
        { ...FINE, listLagMs: SHORT_LAG_MS, isFlapping: true, answer: "none" },
        0,
    ),
    inWeather("keys of our own", { ...late, answer: "chosen" }, 0),
    inWeather("a late data plane", { ...FINE, dataLagMs: DATA_LAG_MS }, 0),
    inWeather("everything late", { ...late, dataLagMs: DATA_LAG_MS, answer: "none" }, 0),
    inWeather("another operation under way", { ...FINE, answer: "refused once" }, 0),
    inWeather("an answer lost", { ...FINE, answer: "lost" }, 0),
    inWeather("an answer lost, and late lists", { ...late, answer: "lost" }, 0),
    inWeather("a regenerate lost", { ...late, answer: "lost, without effect" }, 0),
    inWeather("an answer lost, and the regenerate under way", { ...FINE, answer: "lost, under way" }, 1),
    inWeather("a regenerate doubled on the way", { ...late, dataLagMs: SHORT_LAG_MS, answer: "doubled" }, 1),
    up("up --refresh in late lists", { ...QUIET, refresh: true, weather: late }),
    up("up --refresh in late lists and a late data plane", {
        ...QUIET,
        refresh: true,
        weather: { ...late, dataLagMs: DATA_LAG_MS },
    }),
];

function inWeather(name: string, weather: Weather, extraRegenerates: number): Event {
    return up(`up, with ${name}`, { ...QUIET, weather }, extraRegenerates);
}
