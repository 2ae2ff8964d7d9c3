import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";

/** How often a value is written before somebody has to find the writer that overwrites it. */
const TRIES = 3;

/** The pauses before a look that contradicts the written values is believed, in milliseconds: lists may lag. */
const LAG_MS = [1_000, 2_000];

/** A write to a place, and the check that it stays. */
export interface Staying<Found> {
    /** Writes, and returns the earlier values when the application uses the new ones. */
    write(): Promise<Found>;
    /** Those of the names just written, as a user knows them, that are gone or have another value. */
    lost(): Promise<readonly string[]>;
}

/**
 * Writes until it stays: somebody may write back an old copy of the whole just after, and then the application has the outgoing key. Lost
 * values are written again. Returns the values before the first write.
 *
 * @throws a `not-switched` error if it is lost each time
 */
export async function untilItStays<Found>(
    { write, lost }: Staying<Found>,
    access: Pick<Access, "pause" | "warn">,
): Promise<Found> {
    const found = await write();
    for (let tries = 1; ; tries += 1) {
        const names = (await lostInTheEnd(lost, access)).join(", ");
        if (names === "") {
            return found;
        }
        if (tries === TRIES) {
            throw new RotationError(
                "not-switched",
                `${names} was overwritten each of the ${TRIES} times that it was written, perhaps with an old copy; the old key still works; ` +
                    "find out who else writes there, then run `pulumi up` again",
            );
        }
        await access.warn(
            `${names} was overwritten right after it was written, perhaps with an old copy; writing it again`,
        );
        await write();
    }
}

/** The values that are still lost after the time that a list may lag. */
export async function lostInTheEnd(
    lost: Staying<unknown>["lost"],
    { pause }: Pick<Access, "pause">,
): Promise<readonly string[]> {
    let names = await lost();
    for (const ms of LAG_MS) {
        if (names.length === 0) {
            return names;
        }
        await pause(ms);
        names = await lost();
    }
    return names;
}
