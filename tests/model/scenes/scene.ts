import type { World } from "../world/world";
import type { Stage } from "./stage";

/** A short history that begins with a pair at rest, and whose outcome is promised. */
export interface Scene {
    /** The rule of the design that it is about. */
    readonly rule: string;
    /** Whether it can be played with this pair. */
    readonly isFor: (rest: World) => boolean;
    /** Plays it, and throws a violation where something else comes out. */
    readonly play: (stage: Stage, rest: World) => void;
}

export function isAlternate({ program }: World): boolean {
    return program.strategy === "alternate";
}

/** Whether a rotation is over in the update that begins it, where gates are open. */
export function isImmediate(rest: World): boolean {
    return waitOf(rest) === 0 && !isSoaking(rest) && rest.program.retire === "automatic";
}

/** Whether some consumers take a new key later than others. */
export function isSoaking({ shape }: World): boolean {
    return (shape.soakTicks ?? 0) > 0;
}

/** Whether time may pass without a rotation by age. */
export function isAgeless({ shape }: World): boolean {
    return shape.rotateEveryTicks === undefined;
}

/** How long an outgoing key stays valid, in ticks. */
export function waitOf({ shape }: World): number {
    return Math.max(shape.graceTicks, shape.lagTicks);
}
