import type { Id } from "./world";

/** The time and place of the model are fixed, so that a history always gives the same states. */
const BEGIN = Date.parse("2026-06-01T00:00:00Z");
const DIGITS = 6;

const texts = new Map<number, string>();

/**
 * A moment of the model. No two switches are of one moment, although the clock of the model stands still in most updates: digits below a
 * millisecond, which `Date` reads over, tell them apart.
 */
export class Moment extends Date {
    private text: string | undefined;

    constructor(
        ms: number,
        readonly mark: Id,
    ) {
        super(BEGIN + ms);
    }

    override toISOString(): string {
        this.text ??= `${textOf(this.getTime()) + String(this.mark).padStart(DIGITS, "0")}Z`;
        return this.text;
    }
}

function textOf(time: number): string {
    let text = texts.get(time);
    if (text === undefined) {
        text = new Date(time).toISOString().slice(0, -1);
        texts.set(time, text);
    }
    return text;
}

const known = new Map<string, number>();

/** A moment by the clock of the model, in milliseconds. */
export function msOf(moment: string): number {
    const whole = moment.slice(0, -1 - DIGITS);
    let ms = known.get(whole);
    if (ms === undefined) {
        ms = Date.parse(moment) - BEGIN;
        known.set(whole, ms);
    }
    return ms;
}

/** The digits that tell apart two moments of one millisecond. */
export function markOf(moment: string): Id {
    return moment === "" ? 0 : Number(moment.slice(-1 - DIGITS, -1));
}

/** How a time is said. */
export function isoOf(ms: number): string {
    return new Date(BEGIN + ms).toISOString();
}
