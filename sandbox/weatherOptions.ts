import ms, { type StringValue } from "ms";
import type { Fault } from "./azure/faults";
import { FOREIGN_ANSWERS } from "./azure/foreignAnswers";
import { type Weather, weatherOf } from "./azure/weather";

/** One part of the weather, as a person sets it. */
interface WeatherOption {
    readonly value: string;
    readonly help: string;
    /** @throws Error if the text is no such value */
    readonly read: (text: string) => Partial<Weather>;
}

const LONGEST_LAG_MS = 60_000;

const OPTIONS: Readonly<Record<string, WeatherOption>> = {
    "weather.listLag": {
        value: "3s",
        help: "how long lists of keys show what was before a regenerate, up to 60s",
        read: (text) => ({ listLagMs: durationIn(text, 0, LONGEST_LAG_MS) }),
    },
    "weather.regenerateAnswer": {
        value: "new|old|none",
        help: "which keys a regenerate answers",
        read: (text) => ({ regenerateAnswer: oneOf(["new", "old", "none"], text) }),
    },
    "weather.regenerateEffect": {
        value: "once|late|lost|doubled",
        help: "what becomes of a regenerate that is answered as done",
        read: (text) => ({ regenerateEffect: oneOf(["once", "late", "lost", "doubled"], text) }),
    },
    "weather.late": {
        value: "2s",
        help: "when a late regenerate takes effect, or a doubled one for the second time",
        read: (text) => ({ lateMs: durationIn(text, 0) }),
    },
    "weather.writes": {
        value: "atOnce|later",
        help: "when writes are carried out",
        read: (text) => ({ writes: oneOf(["atOnce", "later"], text) }),
    },
    "weather.operations": {
        value: "300ms..1s",
        help: "how long operations take: from..to",
        read: (text) => ({ operationMs: rangeIn(text) }),
    },
    "weather.operationEnd": {
        value: "succeeded|failed|failedAfterEffect",
        help: "how operations end",
        read: (text) => ({ operationEnd: oneOf(["succeeded", "failed", "failedAfterEffect"], text) }),
    },
    "weather.clock": {
        value: "5m",
        help: "how far the Date of answers is ahead; behind with a minus, as in --weather.clock=-5m",
        read: (text) => ({ clockMs: durationIn(text, Number.NEGATIVE_INFINITY) }),
    },
};

const FOREIGN = "weather.foreign";

/** The options for `parseArgs`. */
export const weatherOptions: Readonly<Record<string, { readonly type: "string"; readonly multiple?: true }>> = {
    ...Object.fromEntries(["weather", ...Object.keys(OPTIONS)].map((name) => [name, { type: "string" }])),
    [FOREIGN]: { type: "string", multiple: true },
};

/** The text of a usage about them. */
export const weatherUsage = [
    [
        "--weather fine|moderate",
        "how the local Azure behaves as a whole, fine unless given; these change a part of it:",
    ],
    ...Object.entries(OPTIONS).map(([name, { value, help }]) => [`--${name} ${value}`, help]),
    [
        `--${FOREIGN} KIND:OPERATION[:NTH]`,
        "who answers the NTH such call (the first) in the service's place; may be repeated.",
    ],
    ["", `OPERATION is as in sites/config/appsettings/list, KIND ${FOREIGN_ANSWERS.join(", ")}`],
]
    .map(([option = "", help]) => `  ${option.padEnd(60)}${help}`)
    .join("\n");

/**
 * The weather of the options: the named one, fine unless given, with the parts over it.
 *
 * @throws Error that names the option and its possible values.
 */
export function weatherFrom(values: Readonly<Record<string, unknown>>): Weather {
    const name = chosen("weather", values, (text) => oneOf<"fine" | "moderate">(["fine", "moderate"], text));
    const weather = weatherOf(name);
    for (const [part, { read }] of Object.entries(OPTIONS)) {
        Object.assign(weather, chosen(part, values, read));
    }
    return weather;
}

/**
 * The answers of somebody in between that the options ask for.
 *
 * @throws Error that names the option and its possible values.
 */
export function foreignFrom(values: Readonly<Record<string, unknown>>): readonly Fault[] {
    const texts = values[FOREIGN];
    return (Array.isArray(texts) ? texts : []).map((text: unknown) => {
        const [kind, operation, nth = "1"] = String(text).split(":");
        const foreign = FOREIGN_ANSWERS.find((known) => known === kind);
        if (foreign === undefined || operation === undefined || operation === "" || !/^[1-9]\d*$/.test(nth)) {
            throw new Error(`--${FOREIGN} cannot be '${text}': it is such as signIn:sites/config/appsettings/list:2.`);
        }
        return { foreign, operation, nth: Number(nth) };
    });
}

function chosen<Value>(
    name: string,
    values: Readonly<Record<string, unknown>>,
    read: (text: string) => Value,
): Value | undefined {
    const text = values[name];
    if (typeof text !== "string") {
        return undefined;
    }
    try {
        return read(text);
    } catch (error) {
        throw new Error(`--${name} cannot be '${text}': ${error instanceof Error ? error.message : error}`);
    }
}

function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
    const word = words.find((known) => known === text);
    if (word === undefined) {
        throw new Error(`it is ${words.join(" or ")}.`);
    }
    return word;
}

function durationIn(text: string, least: number, most = Number.POSITIVE_INFINITY): number {
    const read: unknown = text === "" ? undefined : ms(text as StringValue);
    if (typeof read !== "number" || Number.isNaN(read) || read < least || read > most) {
        const bounds = most === Number.POSITIVE_INFINITY ? "" : `, up to ${ms(most)}`;
        throw new Error(`it is a duration such as 3s${bounds}.`);
    }
    return read;
}

function rangeIn(text: string): readonly [number, number] {
    const [from = "", to = from] = text.split("..");
    const [shortest, longest] = [durationIn(from, 0), durationIn(to, 0)];
    if (shortest > longest) {
        throw new Error("the first duration is longer than the second.");
    }
    return [shortest, longest];
}
