import { waveBehind } from "../../components/lifecycle/decideWave";
import { type Lifecycle, shipped } from "../../components/lifecycle/lifecycle";
import { refresh } from "../../components/lifecycle/refresh";
import { retirement } from "../../components/lifecycle/retirement";
import { rotation } from "../../components/lifecycle/rotation";
import { wave } from "../../components/lifecycle/wave";

/** What the simulated world is run with: the lifecycle as it is shipped, or a mutant of it. */
export interface Core extends Lifecycle {
    readonly refresh: typeof refresh;
    readonly rotation: typeof rotation;
    readonly wave: typeof wave;
    readonly retirement: typeof retirement;
    /** Which wave the handlers of Retirement wait for. */
    readonly waveBehind: typeof waveBehind;
    /** Whether a consumer is written. Not of the lifecycle: the consumers' inputs decide it (rule 15). */
    readonly isDue: (checkpoint: Given, given: Given) => boolean;
}

/** The parts of an update that are sequences. */
export type Part = "refresh" | "rotation" | "wave" | "retirement";

/** What a consumer is given, as far as its resource can tell one giving from another. */
export interface Given {
    readonly generation: number;
    /** Names the switch; 0 for a resource of the user's own, which is told of the generation alone. */
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
