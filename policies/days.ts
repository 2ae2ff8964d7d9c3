/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** Whole days, as a person says them. */
export function daysText(milliseconds: number): string {
    const days = Math.floor(milliseconds / DAY_MS);
    return days === 1 ? "1 day" : `${days} days`;
}

/** The day of a moment, in UTC. */
export function dayOf(moment: number): string {
    const date = new Date(moment);
    return Number.isNaN(date.getTime()) ? "an unknown day" : date.toISOString().slice(0, 10);
}
