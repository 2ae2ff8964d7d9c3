import { QUIET } from "../world/updateOptions";
import { isAgeless, isAlternate, isSoaking, type Scene } from "./scene";

/** The promises for an emergency (rule 8): one update, whatever waits; a gate that failed stops it. */
export const emergencyScenes: readonly Scene[] = [
    {
        rule: "8",
        isFor: () => true,
        play: (stage) => {
            stage.gate("waiting");
            stage.edit({ emergency: stage.world.fresh });
            stage.goodUp(2);
            stage.expectSettled(true);
        },
    },
    {
        rule: "8",
        isFor: () => true,
        play: (stage) => {
            const { active } = stage;
            stage.gate("failed");
            stage.edit({ emergency: stage.world.fresh });
            stage.refusedUp(1, new RegExp(`failed.*key${active + 1}, the old key, still works`));
            stage.expectSettled(false);
            stage.gate("waiting");
            stage.goodUp(1);
            stage.expectSettled(true);
        },
    },
    {
        rule: "8",
        isFor: (rest) => isAgeless(rest) || !isSoaking(rest),
        play: (stage) => {
            stage.gate("waiting");
            stage.bump();
            stage.up();
            stage.wavesPass();
            stage.expectSettled(false);
            stage.edit({ emergency: stage.world.fresh });
            stage.goodUp(2);
            stage.expectSettled(true);
            // Changes after an emergency wait again.
            if (isAlternate(stage.world)) {
                stage.bump();
                stage.goodUp(1);
                stage.expectSettled(false);
            }
        },
    },
    {
        rule: "8",
        isFor: isAlternate,
        play: (stage) => {
            const emergency = stage.world.fresh;
            stage.edit({ emergency });
            stage.goodUp(2);
            stage.edit({ emergency: 0 });
            const away = stage.goodUp(0);
            stage.expect(away.calls === 0, "to take an emergency away calls somebody");
            stage.edit({ emergency });
            stage.goodUp(2);
            stage.expectSettled(true);
        },
    },
    {
        rule: "14",
        isFor: ({ shape }) => shape.consumers[0] !== "custom",
        play: (stage, { shape }) => {
            const written = shape.consumers.map((_, place) => place);
            stage.edit({ emergency: stage.world.fresh });
            stage.up({ ...QUIET, crash: { after: "consumers", written, lost: "nothing" } });
            stage.moveByHand(0);
            stage.expectMessage(stage.goodUp(0), /consumer 0.* holds? key.*--refresh/);
            stage.expectSettled(false);
        },
    },
];
