import { durationMs } from "../duration";

/**
 * Names the stretch of time that `now` is in. Stretches are half as long as `rotateEvery`, so that a key which comes of age
 * was always drawn in an earlier one, although the program reads its clock some time before Rotation does.
 */
export function drawingPeriod(rotateEvery: string, now = Date.now()): string {
    const ms = durationMs(rotateEvery) ?? 0;
    return ms > 0 ? String(Math.floor((2 * now) / ms)) : "";
}
