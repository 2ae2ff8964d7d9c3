import { durationMs } from "../duration";
import type { Place } from "./consumer";
import { consumerKindOf } from "./consumers";

/** How long, in milliseconds, the slowest reader may use the earlier key after every consumer has switched. */
export function longestLagMs(places: readonly Place[]): number {
    return Math.max(0, ...places.map((place) => durationMs(consumerKindOf(place).readerLag?.(place) ?? "0s") ?? 0));
}
