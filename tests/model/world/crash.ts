import { type PairShape, waveOf } from "../pairShape";
import type { Run } from "./run";
import type { Crash } from "./updateOptions";
import { type Checkpoint, forgotten } from "./world";

/** Whether an update is cut off at this step of a wave. */
export function isCutOff(
    crash: Crash | undefined,
    after: "wave" | "consumers",
    wave: number,
    shape: PairShape,
): crash is Crash {
    if (crash?.after !== after) {
        return false;
    }
    const written = Math.max(0, ...crash.written.map((place) => waveOf(shape, place)));
    return wave === (after === "wave" ? written + 1 : written);
}

/** The part of an update that is in the checkpoint after it was cut off. */
export function checkpointLeft(run: Run, { lost }: Crash, beforeLast: Checkpoint, start: Checkpoint): Checkpoint {
    switch (lost) {
        case "nothing":
            return run.live;
        case "last":
        case "inFlight":
            return beforeLast;
        case "everything":
            run.isStale = true;
            run.consumers = forgotten(run.consumers, start);
            return start;
    }
}
