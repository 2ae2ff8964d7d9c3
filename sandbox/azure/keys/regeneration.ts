import type { Weather, WeatherMark } from "../weather";
import type { KeySlots, ShownKeys } from "./keySlots";

/** The result of a regenerate: the keys of its answer, and the effect of the weather. */
export interface Regeneration<Slot extends string> {
    /** Nothing if the answer has no keys. */
    readonly keys: ShownKeys<Slot> | undefined;
    readonly mark?: WeatherMark;
}

/** Makes the keys of these slots anew as the weather has it; `key` where the caller chose the new one. */
export function regenerate<Slot extends string>(
    slots: KeySlots<Slot>,
    which: readonly Slot[],
    { regenerateEffect, regenerateAnswer, lateMs }: Readonly<Weather>,
    key?: string,
): Regeneration<Slot> {
    const before = slots.shown();
    const takeEffect = () => {
        for (const slot of which) {
            slots.regenerate(slot, key);
        }
    };
    if (regenerateEffect === "once" || regenerateEffect === "doubled") {
        takeEffect();
    }
    const after = slots.shown();
    if (regenerateEffect === "late" || regenerateEffect === "doubled") {
        slots.later(lateMs, takeEffect);
    }
    const keys = { new: after, old: before, none: undefined }[regenerateAnswer];
    if (regenerateEffect !== "once") {
        return { keys, mark: regenerateEffect };
    }
    return regenerateAnswer === "old" ? { keys, mark: "stale" } : { keys };
}

/** Whether these keys are not the ones that the slots have. */
export function isStale<Slot extends string>(slots: KeySlots<Slot>, shown: ShownKeys<Slot>): boolean {
    return slots.names.some((slot) => shown[slot].key !== slots.keys[slot]);
}
