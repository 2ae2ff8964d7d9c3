import type { Effect } from "../../../components/lifecycle/effects";
import type { Part } from "../core";
import { FINE, type Weather } from "./weather";
import type { World } from "./world";

/** How an update is run, where it is cut off, and what comes between. */
export interface UpdateOptions {
    readonly refresh: boolean;
    /** PULUMI_SKIP_CHECKPOINTS is set. */
    readonly isBlind: boolean;
    readonly crash?: Crash;
    readonly meanwhile?: Meanwhile;
    readonly weather: Weather;
    /** The effect before which the update is cut off, counted from one. */
    readonly stopBefore?: number;
    readonly hand?: Hand;
    /** Consumers that the engine skips, by `--target` or `--exclude`. */
    readonly skipped?: readonly number[];
    /** The part that is created anew in this update: its state was lost, or somebody asked for it; `source`: it is replaced under its own name. */
    readonly anew?: "rotation" | "waves" | "source";
}

/** A person who changes something while an update is busy with an effect of this kind, for the first time. */
export interface Hand {
    readonly part: Part;
    readonly during: Effect["do"];
    /** Returns the world after it; undefined if it cannot be done. */
    readonly act: (world: World) => World | undefined;
}

/** A second operator, who cancelled an update that only hung and runs another one from the checkpoint. */
export interface Meanwhile {
    /** How far the first update is: it has read the state, or done a step. */
    readonly after: "start" | "rotation" | "wave" | "consumers";
    /** Whose checkpoint is written last. */
    readonly remains: "first" | "second";
}

/** A crash after a step, or a consumer that could not be written. */
export interface Crash {
    readonly after: "refresh" | "rotation" | "wave" | "consumers" | "retirement";
    /** The consumers that were written by then; those of one wave are written in parallel, after all of the waves before. */
    readonly written: readonly number[];
    /** The part that was done but is not in the checkpoint: the last step, all consumers of the last wave, or all of the update. */
    readonly lost: "nothing" | "last" | "inFlight" | "everything";
}

/** A plain `pulumi up`. */
export const QUIET: UpdateOptions = { refresh: false, isBlind: false, weather: FINE };
