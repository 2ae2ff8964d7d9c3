import type { Core } from "../core";
import type { Program, World } from "../world/world";

/** Something that happens, by the name under which histories tell of it. */
export interface Event {
    readonly name: string;
    /** How many regenerates it may cost in the end, beyond those that were due; undefined if nothing is promised. */
    readonly extraRegenerates?: number;
    /** Returns the world after it; undefined if it cannot happen. */
    readonly happen: (world: World, core: Core) => Happened | undefined;
}

export interface Happened {
    readonly world: World;
    readonly regenerates: number;
    /** Whether lists showed less than what had happened before. */
    readonly isMisled?: boolean;
}

/** The user changes the program. */
export function edit(name: string, changes: (world: World) => Partial<Program>): Event {
    return change(name, (world) => edited(world, changes(world)));
}

/** Something changes beside any update. */
export function change(name: string, changed: (world: World) => World | undefined): Event {
    return {
        name,
        happen: (before) => {
            const world = changed(before);
            return world === undefined ? undefined : { world, regenerates: 0 };
        },
    };
}

/** The world with another program. */
export function edited(world: World, changes: Partial<Program>): World {
    return { ...world, program: { ...world.program, ...changes }, fresh: world.fresh + 1 };
}
