import type { WeatherMark } from "./weather";

/** What to answer; a body that is not a string goes out as JSON. */
export interface Answer {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    /** What the weather did to the call, for the journal. */
    readonly weather?: WeatherMark;
}
