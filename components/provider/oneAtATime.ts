import { Mutex } from "async-mutex";

const mutexes = new Map<string, Mutex>();

/**
 * Runs one action at a time for a resource that can only be replaced as a whole: all resources of an update share this
 * process, so two of them on one web app do not lose each other's settings.
 */
export function oneAtATime<Result>(resourceId: string, action: () => Promise<Result>): Promise<Result> {
    const id = resourceId.toLowerCase();
    const mutex = mutexes.get(id) ?? new Mutex();
    mutexes.set(id, mutex);
    return mutex.runExclusive(action);
}
