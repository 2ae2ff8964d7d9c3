import { placesOf, wavesOf } from "../pairShape";
import { QUIET } from "../world/updateOptions";
import { isAgeless, isAlternate, isSoaking, type Scene, waitOf } from "./scene";
import type { Stage } from "./stage";

/** The promises for consumers that take a new key in waves. */
export const waveScenes: readonly Scene[] = [
    {
        rule: "waves",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest) && rest.program.retire === "automatic",
        play: (stage, { shape, ...rest }) => {
            const { soakTicks = 0 } = shape;
            const wait = waitOf({ shape, ...rest });
            stage.bump();
            stage.goodUp(1);
            const waves = wavesOf(shape);
            for (const wave of waves.slice(1)) {
                expectBehind(stage, wave);
                stage.timePasses(soakTicks - 1);
                stage.expect(
                    stage.goodUp(0).calls < waves.length,
                    "an update does more than to list the keys while waves soak",
                );
                expectBehind(stage, wave);
                stage.timePasses(1);
                stage.goodUp(wave === waves.length && wait === 0 ? 1 : 0);
                stage.expectWave(wave, true);
            }
            stage.timePasses(Math.max(0, wait - 1));
            stage.goodUp(0);
            stage.expectSettled(wait === 0);
            stage.timePasses(Math.min(1, wait));
            stage.goodUp(wait === 0 ? 0 : 1);
            stage.expectSettled(true);
        },
    },
    {
        rule: "8",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage) => {
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.edit({ emergency: stage.world.fresh });
            stage.expectMessage(stage.goodUp(1), /cannot be replaced yet.*that rotation goes first/);
            stage.expectAllHold(Number(stage.rotation.active.fingerprint));
            stage.goodUp(2);
            stage.expectSettled(true);
        },
    },
    {
        rule: "7",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage) => {
            stage.bump();
            stage.goodUp(1);
            stage.regenerateByHand(stage.standby);
            stage.goodUp(0, { ...QUIET, refresh: true });
            stage.expectAllHold(Number(stage.rotation.active.fingerprint));
        },
    },
    {
        rule: "waves",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage, { shape }) => {
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.regenerateByHand(stage.active);
            stage.timePasses(shape.soakTicks ?? 0);
            stage.refusedUp(0, /regenerated outside this stack.*--refresh/);
            stage.goodUp(0, { ...QUIET, refresh: true });
            expectBehind(stage, 2);
        },
    },
    {
        rule: "9",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage, { shape }) => {
            const { active } = stage;
            const key = Number(stage.rotation.active.fingerprint);
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            for (const wave of wavesOf(shape).slice(1)) {
                stage.timePasses(shape.soakTicks ?? 0);
                stage.goodUp(0);
                stage.expectWave(wave, true);
            }
            stage.edit({ pin: active });
            stage.goodUp(0);
            stage.expectAllHold(key);
        },
    },
    {
        rule: "15",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage, { shape }) => {
            const { active } = stage;
            const key = Number(stage.rotation.active.fingerprint);
            const written = [...placesOf(shape, 1), ...placesOf(shape, 2)];
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.timePasses(shape.soakTicks ?? 0);
            stage.up({ ...QUIET, crash: { after: "consumers", written, lost: "everything" } });
            stage.edit({ pin: active });
            stage.goodUp(0);
            stage.expectAllHold(key);
        },
    },
    {
        rule: "waves",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage, { shape }) => {
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1);
            stage.clockIsSetBack(3);
            stage.goodUp(0);
            expectBehind(stage, 2);
            stage.timePasses(shape.soakTicks ?? 0);
            stage.goodUp(0);
            stage.expectWave(2, true);
        },
    },
    {
        rule: "33",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && isSoaking(rest),
        play: (stage) => {
            stage.gate("waiting");
            stage.bump();
            stage.goodUp(1, { ...QUIET, anew: "waves" });
            expectBehind(stage, 2);
            stage.goodUp(0, { ...QUIET, anew: "waves" });
            expectBehind(stage, 2);
        },
    },
];

/** A wave, and all after it, go on with the key that they have. */
function expectBehind(stage: Stage, wave: number): void {
    const { shape } = stage.world;
    for (const later of wavesOf(shape)) {
        if (placesOf(shape, later).length > 0) {
            stage.expectWave(later, later < wave);
        }
    }
}
