import type { Core } from "../core";
import { isAtRest } from "../settle";
import type { World } from "../world/world";
import { emergencyScenes } from "./emergencyScenes";
import { engineScenes } from "./engineScenes";
import { pinScenes } from "./pinScenes";
import { retirementScenes } from "./retirementScenes";
import { rotationScenes } from "./rotationScenes";
import type { Scene } from "./scene";
import { Stage } from "./stage";
import { waveScenes } from "./waveScenes";
import { weatherScenes } from "./weatherScenes";
import { workScenes } from "./workScenes";

const scenes: readonly Scene[] = [
    ...rotationScenes,
    ...emergencyScenes,
    ...pinScenes,
    ...retirementScenes,
    ...waveScenes,
    ...engineScenes,
    ...weatherScenes,
    ...workScenes,
];

/** If both slots have one key, nobody can be moved by hand, and a wave whose key is regenerated in one slot goes on with the other. */
const NOT_FOR_TWINS: readonly string[] = ["7", "11", "14", "20"];

/** Plays every scene that can be played with a pair at rest. */
export function playScenes(rest: World, core: Core): void {
    if (!isAtRest(rest, true) || rest.program.pin !== undefined) {
        return;
    }
    const [key1, key2] = rest.services[rest.program.source];
    for (const { rule, isFor, play } of scenes) {
        if (isFor(rest) && (key1 !== key2 || !NOT_FOR_TWINS.includes(rule))) {
            play(new Stage(rule, { ...rest, gate: "open", use: "open", stranger: 0 }, core), rest);
        }
    }
}
