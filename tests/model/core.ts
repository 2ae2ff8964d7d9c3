import { waveBehind } from "../../components/lifecycle/decideWave";
import { type Lifecycle, shipped } from "../../components/lifecycle/lifecycle";
import { refresh } from "../../components/lifecycle/refresh";
import { retirement } from "../../components/lifecycle/retirement";
import { rotation } from "../../components/lifecycle/rotation";
import { wave } from "../../components/lifecycle/wave";

/** The lifecycle in the simulated world: the lifecycle as it is shipped, or a mutant of it. */
export interface Core extends Lifecycle {
    readonly refresh: typeof refresh;
    readonly rotation: typeof rotation;
    readonly wave: typeof wave;
    readonly retirement: typeof retirement;
    /** The wave that the handlers of Retirement wait for. */
    readonly waveBehind: typeof waveBehind;
    /** Whether a consumer is written. Not of the lifecycle: the consumers' inputs decide it (rule 15). */
    readonly isDue: (checkpoint: Given, given: Given) => boolean;
}

/** The parts of an update that are sequences. */
export type Part = "refresh" | "rotation" | "wave" | "retirement";

/** The input of a consumer: the parts by which its resource can tell one input from another. */
export interface Given {
    readonly generation: number;
    /** Names the switch; 0 for a resource of the user's own, which gets the generation alone. */
    readonly mark: number;
    /** The key, or the version of the secret that is referred to. */
    readonly value: number;
}

/** The lifecycle as it is shipped. */
export const realCore: Core = {
    ...shipped,
    refresh,
    rotation,
    wave,
    retirement,
    waveBehind,
    isDue: (checkpoint, given) =>
        checkpoint.generation !== given.generation ||
        checkpoint.mark !== given.mark ||
        checkpoint.value !== given.value,
};
