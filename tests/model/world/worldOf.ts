import { LONGEST_LAG_MS } from "../../../components/lifecycle/patience";
import type { Run } from "./run";
import type { Checkpoint, Id, Past, World } from "./world";

/** The world as an update has made it, with this checkpoint. */
export function worldOf(run: Run, checkpoint: Checkpoint): World {
    const { services, consumers, leftAt, fresh, now, isStale, isMending, world } = run;
    const { shape, program, backup, stranger, gate, use, setBack } = world;
    return {
        shape,
        program,
        backup,
        stranger,
        gate,
        use,
        setBack,
        now,
        services: [services[0], services[1]],
        consumers,
        leftAt: [leftAt[0], leftAt[1]],
        killed: run.killed.filter((key) => isGiven(key, checkpoint) || isGiven(key, backup)),
        past: run.past.length === 0 ? run.past : stillPast(run),
        fresh,
        isStale,
        isMending,
        checkpoint,
    };
}

/** The past that somebody may still not know. */
function stillPast({ past, now, options }: Run): readonly Past[] {
    const { dataLagMs } = options.weather;
    return past
        .filter(({ at }) => now - at < LONGEST_LAG_MS)
        .map((one) => (one.isKnown || now - one.at < dataLagMs ? one : { ...one, isKnown: true }));
}

/** Whether a checkpoint may still give a key to somebody. */
function isGiven(key: Id, checkpoint: Checkpoint | undefined): boolean {
    return (
        checkpoint !== undefined &&
        (Number(checkpoint.rotation?.active.fingerprint ?? 0) === key ||
            checkpoint.consumers.some((saved) => saved?.held === key) ||
            checkpoint.waves.some((saved) => saved?.key === key))
    );
}
