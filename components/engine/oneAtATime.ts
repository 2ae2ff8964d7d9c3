import { Mutex } from "async-mutex";
import { canonicalId } from "../consumers/naming";

const mutexes = new Map<string, Mutex>();

/**
 * Runs one action at a time for a resource that can only be replaced as a whole: all resources of an update share this
 * process, so two of them on one web app do not lose each other's settings.
 */
export function oneAtATime<Result>(resourceId: string, action: () => Promise<Result>): Promise<Result> {
    return mutexFor(canonicalId(resourceId)).runExclusive(action);
}

/**
 * Waits for the turn on a resource before its keys are regenerated: services perform one write at a time, and refuse the others. Returns a
 * function that ends the turn.
 */
export function takeTurn(resourceId: string): Promise<() => void> {
    return mutexFor(`keys of ${canonicalId(resourceId)}`).acquire();
}

function mutexFor(id: string): Mutex {
    const mutex = mutexes.get(id) ?? new Mutex();
    mutexes.set(id, mutex);
    return mutex;
}
