import type { WeatherMark } from "./weather";

/** The answer. A body that is not a string goes out as JSON. */
export interface Answer {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    /** The effect of the weather on the call, for the journal. */
    readonly weather?: WeatherMark;
}
