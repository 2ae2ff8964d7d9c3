import type { Core } from "../core";
import { type PairShape, placesOf, placesUpTo, wavesOf } from "../pairShape";
import { update } from "../world/update";
import type { Crash } from "../world/updateOptions";
import { type Meanwhile, QUIET, type UpdateOptions } from "../world/updateOptions";
import type { World } from "../world/world";
import type { Event } from "./event";

/** A plain update, one that refreshes, and both cut off wherever they may be. */
export function updates(shape: PairShape): readonly Event[] {
    const crashes = [false, true].flatMap((refresh) =>
        crashesOf(shape, refresh).map((crash) => crashed(crash, refresh)),
    );
    return [up("up", QUIET, 0), up("up --refresh", { ...QUIET, refresh: true }), ...crashes];
}

/** `PULUMI_SKIP_CHECKPOINTS=true pulumi up`. */
export const upWithoutCheckpoints: Event = up("up without checkpoints", { ...QUIET, isBlind: true });

/** A second operator cancels an update that only hangs, and runs another one while the first goes on. */
export function updatesOfTwo(shape: PairShape): readonly Event[] {
    const meanwhile = (after: Meanwhile["after"], remains: Meanwhile["remains"]): Event =>
        up(
            `up, and at its ${after} the up of a second operator; the checkpoint of the ${remains} remains`,
            { ...QUIET, meanwhile: { after, remains } },
            after === "start" ? undefined : 0,
        );
    return [
        ...(isTimed(shape) ? [] : [meanwhile("start", "first")]),
        ...steps(shape).flatMap((after) => [meanwhile(after, "first"), meanwhile(after, "second")]),
    ];
}

function steps(shape: PairShape): readonly ("rotation" | "wave" | "consumers")[] {
    return wavesOf(shape).length === 1 ? ["rotation", "consumers"] : ["rotation", "wave", "consumers"];
}

/**
 * The points at which an update may be cut off, and the parts that the checkpoint then lacks. A refreshing one is cut off at fewer places. That an
 * update leaves no checkpoint is promised to be safe for consumers (rule 16), but not for readers that lag behind them.
 */
function crashesOf(shape: PairShape, refresh: boolean): readonly Crash[] {
    return allCrashes(shape, refresh).filter(({ lost }) => lost !== "everything" || !isTimed(shape));
}

function isTimed({ graceTicks, lagTicks }: PairShape): boolean {
    return graceTicks + lagTicks > 0;
}

function allCrashes(shape: PairShape, refresh: boolean): readonly Crash[] {
    const after = (step: Crash["after"], written: readonly number[] = []) =>
        LOSSES.map((lost) => ({ after: step, written, lost }));
    const waves = wavesOf(shape);
    return [
        ...(refresh ? after("refresh").slice(0, 1) : []),
        ...after("rotation"),
        ...waves.flatMap((wave) => [
            ...(wave === 1 ? [] : after("wave", placesUpTo(shape, wave - 1))),
            ...crashesWithin(shape, wave, refresh),
        ]),
        ...after("retirement").slice(1),
    ];
}

const LOSSES = ["nothing", "last", "everything"] as const;

/** One consumer of a wave was written, or all. */
function crashesWithin(shape: PairShape, wave: number, refresh: boolean): readonly Crash[] {
    const before = placesUpTo(shape, wave - 1);
    const places = placesOf(shape, wave);
    const some = shape.consumers.includes("reference") ? places.slice(0, 1) : places;
    return [
        ...some.flatMap((place) =>
            LOSSES.map((lost): Crash => ({ after: "consumers", written: [...before, place], lost })).slice(
                0,
                refresh ? 2 : 3,
            ),
        ),
        ...(["last", "inFlight", "everything"] as const).map(
            (lost): Crash => ({ after: "consumers", written: [...before, ...places], lost }),
        ),
    ];
}

function crashed(crash: Crash, refresh: boolean): Event {
    const { after, written, lost } = crash;
    const step = nameOf(after, written);
    const kept = { nothing: "", last: ", which is lost", inFlight: ", which are lost", everything: ", all is lost" };
    const name = `up${refresh ? " --refresh" : ""} crashes after ${step}${kept[lost]}`;
    const isWholeLost = lost === "everything";
    return up(name, { ...QUIET, refresh, isBlind: isWholeLost, crash }, refresh || isWholeLost ? undefined : 1);
}

function nameOf(after: Crash["after"], written: readonly number[]): string {
    const places = written.length === 0 ? "" : `consumer ${written.join(", ")}`;
    return after === "consumers" ? places : after === "wave" ? `${places} and the next wave` : after;
}

export function up(name: string, options: UpdateOptions, extraRegenerates?: number): Event {
    const happen = (world: World, core: Core) => update(world, core, options);
    return extraRegenerates === undefined ? { name, happen } : { name, happen, extraRegenerates };
}
