import { QUIET } from "../world/updateOptions";
import { isAlternate, type Scene } from "./scene";

/** The promises for a pin (rule 9): back in one update, without a new key, and no trigger until it is gone. */
export const pinScenes: readonly Scene[] = [
    {
        rule: "9",
        isFor: isAlternate,
        play: (stage, rest) => {
            const { active } = stage;
            const key = rest.services[rest.program.source][active];
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.edit({ pin: active });
            stage.goodUp(0);
            stage.expectOn(active);
            stage.expectAllHold(key);
            stage.expectSettled(false);
            stage.bump();
            stage.expectMessage(stage.goodUp(0), /pinned to key.*remove `pinnedSlot`/);
            stage.expectOn(active);
            stage.edit({ emergency: stage.world.fresh });
            stage.refusedUp(0, /pinned to key.*remove `pinnedSlot`/);
        },
    },
    {
        rule: "9",
        isFor: isAlternate,
        play: (stage) => {
            const { trigger } = stage.rotation;
            const { active, standby } = stage;
            stage.edit({ pin: standby });
            stage.bump();
            stage.up();
            stage.expectOn(standby);
            stage.expect(stage.rotation.trigger === trigger, "a pinned pair takes a trigger");
            stage.edit({ pin: active });
            stage.gate("waiting");
            stage.up();
            stage.expectOn(active);
        },
    },
    {
        rule: "15",
        isFor: isAlternate,
        play: (stage, rest) => {
            const { active } = stage;
            const key = rest.services[rest.program.source][active];
            const begin = stage.world;
            for (const place of rest.shape.consumers.keys()) {
                stage.reset(begin);
                stage.gate("waiting");
                stage.bump();
                stage.up({ ...QUIET, crash: { after: "consumers", written: [place], lost: "last" } });
                stage.edit({ pin: active });
                stage.goodUp(0);
                stage.expectAllHold(key);
            }
        },
    },
    {
        rule: "9",
        isFor: isAlternate,
        play: (stage, { program }) => {
            const source = program.source === 0 ? 1 : 0;
            for (const pin of [0, 1] as const) {
                stage.edit({ source: pin === 0 ? source : program.source, pin });
                stage.goodUp(0);
                stage.expectOn(pin);
                stage.expectSettled(true);
            }
        },
    },
];
