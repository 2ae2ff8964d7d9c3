import type { RotationState } from "../lifecycle/state";

/** The switches that this update has made, by the pair: its preview and every update before it are other processes. */
const given = new Set<string>();

type Switch = Pick<RotationState, "source" | "rotatedAt">;

/** Takes note of a switch. @param owner URN of the pair. */
export function noteGiven(owner: string, made: Switch): void {
    given.add(keyOf(owner, made));
}

/** Whether the running update has made this switch, so that it is not an unfinished one. */
export function isGivenNow(owner: string, made: Switch): boolean {
    return given.has(keyOf(owner, made));
}

function keyOf(owner: string, { source, rotatedAt }: Switch): string {
    return JSON.stringify([owner, source, rotatedAt]);
}
