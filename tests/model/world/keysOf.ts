import type { Run } from "./run";
import type { Id, Keys, Past } from "./world";

/** The keys that a list shows which is so old. */
export function keysListed(run: Run, agoMs: number): Keys {
    return keysOf(run, agoMs, run.past);
}

/** The keys that the data plane accepts. */
export function keysAccepted(run: Run): Keys {
    const { past, options } = run;
    return keysOf(run, options.weather.dataLagMs, past.length === 0 ? past : past.filter(({ isKnown }) => !isKnown));
}

function keysOf({ keys, now, world }: Run, agoMs: number, past: readonly Past[]): Keys {
    if (past.length === 0 || agoMs === 0) {
        return keys;
    }
    const stood = (slot: 0 | 1): Id =>
        past.find((one) => one.source === world.program.source && one.slot === slot && one.at > now - agoMs)?.key ??
        keys[slot];
    return [stood(0), stood(1)];
}
