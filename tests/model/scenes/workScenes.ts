import { movedByHand } from "../events/hands";
import { QUIET } from "../world/updateOptions";
import { isAlternate, isImmediate, type Scene } from "./scene";

/** More effects than a rotation has that waits for nobody. */
const EFFECTS = 40;

/** The promises if a person changes something while an update is busy, or stops it. */
export const workScenes: readonly Scene[] = [
    {
        rule: "20",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest) && rest.shape.consumers[0] !== "custom",
        play: (stage, { shape }) => {
            const begin = stage.world;
            const busy = shape.asksUse === true ? (["canAsk", "askGates"] as const) : (["canAsk"] as const);
            for (const during of busy) {
                stage.reset(begin);
                stage.bump();
                const hand = { part: "rotation", during, act: moved } as const;
                stage.expectMessage(stage.goodUp(0, { ...QUIET, hand }), /consumer 0.* holds? key.*--refresh/);
            }
            stage.reset(begin);
            stage.bump();
            const hand = { part: "retirement", during: "askGates", act: moved } as const;
            stage.expectMessage(stage.goodUp(1, { ...QUIET, hand }), /consumer 0.* holds? key.*--refresh/);
            stage.expectSettled(false);
        },
    },
    {
        rule: "32",
        isFor: ({ shape }) => shape.groups.includes("stops"),
        play: (stage) => {
            stage.bump();
            const begin = stage.world;
            for (let stopBefore = 1; stopBefore <= EFFECTS; stopBefore++) {
                stage.reset(begin);
                stage.up({ ...QUIET, stopBefore });
            }
        },
    },
];

function moved(world: Parameters<typeof movedByHand>[0]) {
    return movedByHand(world, 0);
}
