import type { Core } from "../core";
import { isAtRest } from "../settle";
import type { World } from "../world/world";
import { emergencyScenes } from "./emergencyScenes";
import { pinScenes } from "./pinScenes";
import { retirementScenes } from "./retirementScenes";
import { rotationScenes } from "./rotationScenes";
import type { Scene } from "./scene";
import { Stage } from "./stage";
import { waveScenes } from "./waveScenes";

const scenes: readonly Scene[] = [
    ...rotationScenes,
    ...emergencyScenes,
    ...pinScenes,
    ...retirementScenes,
    ...waveScenes,
];

/** Plays every scene that can be played with a pair at rest. */
export function playScenes(rest: World, core: Core): void {
    if (!isAtRest(rest, true) || rest.program.pin !== undefined) {
        return;
    }
    for (const { rule, isFor, play } of scenes) {
        if (isFor(rest)) {
            play(new Stage(rule, { ...rest, gate: "open" }, core), rest);
        }
    }
}
