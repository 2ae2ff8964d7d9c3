/**
 * How this Azure differs from one in which all is done, known and dated rightly when it is answered. Each part stands by itself and may be
 * changed at any time: `azure.weather.listLagMs = 3_000`, or `Object.assign(azure.weather, MODERATE)`.
 */
export interface Weather {
    /** For how long a list of keys still shows what was before a regenerate; 0 to 60,000. */
    listLagMs: number;
    /** The keys in the answer of a regenerate, if its service answers any: those after it, those before it, or none (an empty body). */
    regenerateAnswer: "new" | "old" | "none";
    /**
     * The effect of a regenerate that is answered as done: `late` changes the key {@link lateMs} after the answer, and `lost` never.
     * `doubled` changes it at once and once more {@link lateMs} later, like a proxy that repeats a request.
     */
    regenerateEffect: "once" | "late" | "lost" | "doubled";
    lateMs: number;
    /** `later`: writes are answered as the real services were recorded to, and carried out until their operation ends. */
    writes: "atOnce" | "later";
    /** How long operations take: something between the two. */
    operationMs: readonly [shortest: number, longest: number];
    /** How the operation of a write that is carried out later ends; `failed` has had no effect. */
    operationEnd: "succeeded" | "failed" | "failedAfterEffect";
    /** How far the `Date` of answers is ahead of the right time; behind it where negative. */
    clockMs: number;
}

/** All is done when it is answered. */
export const FINE: Readonly<Weather> = {
    listLagMs: 0,
    regenerateAnswer: "new",
    regenerateEffect: "once",
    lateMs: 2_000,
    writes: "atOnce",
    operationMs: [0, 0],
    operationEnd: "succeeded",
    clockMs: 0,
};

/** The weather that every client of the real Azure meets on any day. The demo, the matrices and the soak have it. */
export const MODERATE: Readonly<Weather> = {
    ...FINE,
    listLagMs: 2_000,
    writes: "later",
    operationMs: [300, 1_000],
    clockMs: -3_000,
};

export const WEATHERS = { fine: FINE, moderate: MODERATE } as const;

/** A name, or fine weather but for these parts. */
export type WeatherChoice = keyof typeof WEATHERS | Partial<Readonly<Weather>>;

/** Weather that can be changed. */
export function weatherOf(choice: WeatherChoice = "fine"): Weather {
    return typeof choice === "string" ? { ...WEATHERS[choice] } : { ...FINE, ...choice };
}

/** How long the next operation takes. */
export function nextOperationMs({ operationMs: [shortest, longest] }: Readonly<Weather>): number {
    return shortest + Math.random() * (longest - shortest);
}

/** The effect of the weather on a call, for the journal. */
export type WeatherMark =
    /** Somebody in between answered: the answer says nothing of the service. */
    | "foreign"
    /** The answer has keys of before a regenerate. */
    | "stale"
    /** A regenerate that takes effect after its answer, never, or once more. */
    | Exclude<Weather["regenerateEffect"], "once">;
