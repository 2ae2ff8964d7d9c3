import { type FSWatcher, watch } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Fault } from "../../../sandbox/azure/faults";
import type { Photos } from "../../integration/support/photos";
import type { Testbed } from "../../integration/support/testbed";
import { isOfPair, type Moment } from "./moment";
import { descendants, isRunning, kill, type Victim } from "./victim";

/** How an update ended that something was killed of. */
export interface KilledUpdate {
    readonly output: string;
    /** Whether the moment came and the process was killed. */
    readonly killed: boolean;
    /** How often the state file was written. */
    readonly checkpoints: number;
}

/** What the caller wants of the update; without a victim it runs undisturbed. */
export interface Kill {
    readonly victim: Victim;
    readonly moment: Moment;
}

const HELD_BACK_MS = 150;

/** Runs `up` as it is configured, and kills the victim at the moment; returns when nothing of the update runs any more. */
export async function runUp(
    testbed: Testbed,
    photos: Photos,
    environment: Readonly<Record<string, string>> = {},
    plan?: Kill,
): Promise<KilledUpdate> {
    const { sandbox, env, trail } = testbed;
    const { execa } = await import("execa");
    let engine = 0;
    let killed = false;
    let family: readonly { readonly pid: number }[] = [];
    const strike = () => {
        if (plan !== undefined && !killed) {
            family = plan.victim === "engine" ? descendants(engine) : [];
            killed = kill(plan.victim, engine);
        }
    };

    const checkpoints = watchCheckpoints(testbed, photos, (nth) => {
        if (plan?.moment.kind === "checkpoint" && plan.moment.nth === nth) {
            strike();
        }
    });
    const endFault = plan?.moment.kind === "call" ? strikeAtCall(photos, plan.victim, plan.moment, strike) : () => {};
    const child = execa(join(sandbox.engine.directory, "pulumi"), [...photos.stack.upCommand(), "--non-interactive"], {
        cwd: photos.stack.project.folder,
        env: { ...sandbox.env, ...env, ...environment },
        extendEnv: false,
        stdin: "ignore",
        all: true,
        reject: false,
    });
    engine = child.pid ?? 0;
    const { all } = await child;
    endFault();
    checkpoints.stop();
    trail.print(all);
    await ended(family);
    return { output: all, killed, checkpoints: checkpoints.count() };
}

/** Has the call meet a fault that gives the moment its time: the same in each run. */
function strikeAtCall(
    photos: Photos,
    victim: Victim,
    { effect, operation, nth }: Extract<Moment, { kind: "call" }>,
    strike: () => void,
): () => void {
    const { faults, journal } = photos.azure;
    const isOurs = isOfPair(photos);
    let seen = 0;
    const fault = faults.add({
        operation,
        nth,
        match: (call) => {
            const ours = isOurs(call);
            if (ours && ++seen === nth && effect === "before") {
                strike();
            }
            return ours;
        },
        ...outcome(victim, effect, operation),
    });
    const endListening = journal.on((entry) => {
        if (effect === "after" && entry.operation === operation && fault.hits > 0) {
            strike();
        }
    });
    return () => {
        fault.remove();
        endListening();
    };
}

/** A caller that is dead gets no answer; where the caller lives on, the call goes its way. */
function outcome(victim: Victim, effect: "before" | "after", operation: string): Fault {
    const isByOtherProvider = operation === "vaults/secrets/put";
    if (victim === "program" || (victim === "provider" && isByOtherProvider)) {
        return effect === "before" ? { delayMs: HELD_BACK_MS } : {};
    }
    return effect === "before" ? { delayMs: HELD_BACK_MS, reset: true } : { afterEffect: true, hang: true };
}

/** Counts the writes of the state file; the engine writes another file and renames it. */
function watchCheckpoints({ sandbox }: Testbed, { stack }: Photos, onWrite: (nth: number) => void) {
    let writes = 0;
    const file = `${stack.name}.json`;
    const watcher: FSWatcher = watch(
        join(sandbox.directory, "state/.pulumi/stacks", stack.project.name),
        (event, name) => {
            if (event === "rename" && name === file) {
                writes += 1;
                onWrite(writes);
            }
        },
    );
    return { count: () => writes, stop: () => watcher.close() };
}

/** What the engine leaves ends by itself. */
async function ended(family: readonly { readonly pid: number }[]): Promise<void> {
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(50)) {
        if (!family.some(({ pid }) => isRunning(pid))) {
            return;
        }
    }
    throw new Error("A process of a killed engine did not end within 10 seconds.");
}
