import { realCore } from "./core";
import { Explorer, type Found } from "./explore";
import { findIn, tellingFirst } from "./findIn";
import { tellHistories } from "./histories";
import { leftOut } from "./mutants/leftOut";
import { mutants } from "./mutants/mutants";
import { bigShapes, shapes } from "./shapes";

const DEPTH_FOR_MUTANTS = 3;

/** Something to be shown, by its place in its list. */
export interface Task {
    readonly kind: "explore" | "tell" | "mutant" | "leave out";
    readonly at: number;
}

export interface TaskOptions {
    /** How many events deep; absent for what each shape says. */
    readonly depth?: number;
    readonly histories: number;
    readonly seed: number;
}

/** The result of a task. */
export interface Shown {
    readonly kind: Task["kind"];
    readonly name: string;
    /** In words. */
    readonly line: string;
    /** How many states or histories were looked at, and how many events deep. */
    readonly count: number;
    readonly depth: number;
    /** Whether a rule was found broken. */
    readonly isFound: boolean;
}

/** All tasks: those that take longest come first. */
export const tasks: readonly Task[] = [
    ...tasksOf("explore", shapes),
    ...tasksOf("tell", bigShapes),
    ...tasksOf("mutant", mutants),
    ...tasksOf("leave out", leftOut),
];

function tasksOf(kind: Task["kind"], list: readonly unknown[]): readonly Task[] {
    return list.map((_, at) => ({ kind, at }));
}

/** Carries out a task. */
export function carryOut({ kind, at }: Task, { depth, histories, seed }: TaskOptions): Shown {
    switch (kind) {
        case "explore": {
            const shape = itemOf(shapes, at);
            const explored = new Explorer(shape, realCore).explore(depth ?? shape.depth);
            const { states, mostUpdates, found } = explored;
            const good = `no rule broken within ${explored.depth} events, settled within ${mostUpdates} updates`;
            return shown(
                kind,
                shape.name,
                `${states} states, ${found ? describe(found) : good}`,
                states,
                explored.depth,
                found,
            );
        }
        case "tell": {
            const shape = itemOf(bigShapes, at);
            const told = tellHistories(shape, realCore, histories, seed);
            const line = `${told.histories} histories of seed ${seed}, ${told.found ? describe(told.found) : "no rule broken"}`;
            return shown(kind, shape.name, line, told.histories, 0, told.found);
        }
        case "mutant": {
            const { name, shape, core } = itemOf(mutants, at);
            const { found } = new Explorer(shape, core).explore(DEPTH_FOR_MUTANTS);
            return shown(kind, name, found ? describe(found) : "not found", 0, 0, found);
        }
        case "leave out": {
            const { name, core } = itemOf(leftOut, at);
            const found = findIn(tellingFirst(shapes), core, DEPTH_FOR_MUTANTS);
            return shown(kind, name, found ? describe(found) : "not found", 0, 0, found);
        }
    }
}

function shown(
    kind: Task["kind"],
    name: string,
    line: string,
    count: number,
    depth: number,
    found: Found | undefined,
): Shown {
    return { kind, name, line, count, depth, isFound: found !== undefined };
}

function itemOf<Item>(list: readonly Item[], at: number): Item {
    const item = list[at];
    if (item === undefined) {
        throw new Error(`there is no task ${at}`);
    }
    return item;
}

function describe({ rule, history, detail }: Found): string {
    return `rule ${rule} broken by ${history.join(" → ")}: ${detail}`;
}
