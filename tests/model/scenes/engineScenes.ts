import { QUIET } from "../world/updateOptions";
import { slotIndex } from "../world/world";
import { isAgeless, isAlternate, isImmediate, type Scene } from "./scene";

/** The promises if the engine skips a resource or creates it anew, and if somebody else may use the standby key. */
export const engineScenes: readonly Scene[] = [
    {
        rule: "23",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest),
        play: (stage, { shape }) => {
            const begin = stage.world;
            for (const place of shape.consumers.keys()) {
                stage.reset(begin);
                stage.bump();
                const said = stage.goodUp(1, { ...QUIET, skipped: [place] });
                stage.expectMessage(said, new RegExp(`consumer ${place} .*not written.*--target`));
                stage.expectSettled(false);
                stage.goodUp(1);
                stage.expectSettled(true);
            }
        },
    },
    {
        rule: "25",
        isFor: isAgeless,
        play: (stage, { program }) => {
            stage.goodUp(0, { ...QUIET, anew: "source" });
            stage.expectOn(program.initialSlot);
            stage.expectAllHold(stage.world.services[program.source][program.initialSlot]);
            stage.expectSettled(true);
            stage.expect(stage.goodUp(0).calls === 0, "an unchanged update calls somebody");
        },
    },
    {
        rule: "22",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            stage.bump();
            stage.goodUp(2);
            stage.edit({ initialSlot: slotIndex(stage.rotation.active.slot) });
            stage.goodUp(0, { ...QUIET, anew: "rotation" });
            stage.expectSettled(true);
            stage.bump();
            stage.goodUp(2);
            stage.expectSettled(true);
        },
    },
    {
        rule: "8",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest) && rest.shape.asksUse === true,
        play: (stage) => {
            stage.use("waiting");
            stage.bump();
            stage.expectMessage(stage.goodUp(0), /the rotation waits.*no key was changed/);
            stage.use("failed");
            stage.refusedUp(0, /failed when it was to tell whether somebody uses/);
            stage.edit({ emergency: stage.world.fresh });
            stage.goodUp(2);
        },
    },
    {
        rule: "14",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest) && rest.shape.searches === true,
        play: (stage) => {
            const begin = stage.world;
            stage.takenBySomebody(stage.standby);
            stage.bump();
            stage.refusedUp(0, /stranger.*holds key.*make consumers of them/);
            stage.edit({ emergency: stage.world.fresh });
            stage.expectMessage(stage.goodUp(2), /stranger.*holds key/);
            stage.reset(begin);
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.takenBySomebody(stage.standby);
            stage.gate("open");
            stage.expectMessage(stage.goodUp(0), /stranger.*not in the program/);
            stage.expectSettled(false);
        },
    },
    {
        rule: "14",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest) && rest.shape.consumers[0] === "setting",
        play: (stage) => {
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.giveForeignKey(0);
            stage.gate("open");
            stage.expectMessage(stage.goodUp(0), /consumer 0 does not hold key.*--refresh/);
            stage.goodUp(1, { ...QUIET, refresh: true });
            stage.expectSettled(true);
        },
    },
];
