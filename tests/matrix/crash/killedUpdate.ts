import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../integration/support/stack";
import type { Testbed } from "../../integration/support/testbed";
import type { Places } from "../support/places";
import { onCheckpoint, savedSince } from "./checkpoints";
import { HeldCall } from "./heldCall";
import type { Moment } from "./moment";
import { ended, kill, type Victim } from "./victim";

/** What is to be killed, and the moment of each pair at which that happens. */
export interface Kill {
    readonly victim: Victim;
    /** Several, or one that stops the whole stack. */
    readonly moments: readonly { readonly places: Places; readonly moment: Moment }[];
    readonly environment?: Readonly<Record<string, string>>;
}

/** How an update ended that something was killed of. */
export interface KilledUpdate {
    readonly output: string;
    /** What became of the kill, for each moment. */
    readonly ends: readonly KillEnd[];
}

/** `missed`: the moment did not come. `gone`: when it came, the process had already ended by itself. */
export type KillEnd = "killed" | "gone" | "missed";

/** With so many at once, no pair waits for another one's held call. */
const PARALLEL = ["--parallel", "64"];

/** A moment that has not come so long after the one before it does not come; others are held meanwhile. */
const PATIENCE_MS = 180_000;

/** Runs `up` as it is configured and kills the victim once every pair is at its moment; nothing of it runs after that. */
export async function runUp(testbed: Testbed, stack: Stack, plan?: Kill): Promise<KilledUpdate> {
    const { sandbox, env, trail } = testbed;
    const { execa } = await import("execa");
    const { victim = "engine", moments = [], environment = {} } = plan ?? {};
    const calls = moments.flatMap(({ places, moment }) =>
        moment.kind === "call" ? [new HeldCall(places, victim, moment)] : [],
    );
    let engine = 0;
    let dying: readonly number[] | undefined;
    const endWatching = await whenSaved(stack, moments, () => {
        dying = kill(victim, engine);
    });
    const child = execa(join(sandbox.engine.directory, "pulumi"), upCommand(stack), {
        cwd: stack.project.folder,
        env: { ...sandbox.env, ...env, ...environment },
        extendEnv: false,
        stdin: "ignore",
        all: true,
        reject: false,
    });
    engine = child.pid ?? 0;
    if (calls.length > 0) {
        await Promise.race([allReached(calls), child]);
        dying = kill(victim, engine);
        await ended(dying);
    }
    const areReached = calls.map(({ isReached }) => isReached);
    for (const call of calls) {
        call.release();
    }
    const { all } = await child;
    endWatching();
    await ended(dying ?? []);
    trail.print(all);
    const end = dying === undefined ? "missed" : dying.length === 0 ? "gone" : "killed";
    return {
        output: all,
        ends: calls.length === 0 ? [end] : areReached.map((isReached) => (isReached ? end : "missed")),
    };
}

/** Calls back once, where the moment is that the state file has what a resource came to. */
async function whenSaved(stack: Stack, moments: Kill["moments"], strike: () => void): Promise<() => void> {
    const awaited = moments.flatMap(({ moment }) => (moment.kind === "checkpoint" ? [moment.saved] : []));
    const before = await stack.readState();
    let isOver = false;
    return onCheckpoint(stack, (state) => {
        if (!isOver && savedSince(before, state).some((resource) => awaited.includes(resource))) {
            isOver = true;
            strike();
        }
    });
}

function upCommand(stack: Stack): readonly string[] {
    return [...stack.upCommand(PARALLEL), "--non-interactive"];
}

/** Done when every moment has come, or when one has not for too long. */
async function allReached(calls: readonly HeldCall[]): Promise<void> {
    for (let missing = calls; missing.length > 0; ) {
        const next = Promise.race(missing.map(({ reached }) => reached.then(() => true)));
        if (!(await Promise.race([next, sleep(PATIENCE_MS, false, { ref: false })]))) {
            return;
        }
        missing = missing.filter(({ isReached }) => !isReached);
    }
}
