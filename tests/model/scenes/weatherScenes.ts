import { QUIET } from "../world/updateOptions";
import { FINE, type Weather } from "../world/weather";
import type { World } from "../world/world";
import { isAlternate, isImmediate, type Scene } from "./scene";

const late: Weather = { ...FINE, listLagMs: 59_000 };
const byTurnsLate: Weather = { ...FINE, listLagMs: 8_000, isFlapping: true };

/** The promises if lists are late, answers are lost, and the data plane learns of a key only later. */
export const weatherScenes: readonly Scene[] = [
    {
        rule: "21",
        isFor: (rest) => hasWeather(rest) && isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            const begin = stage.world;
            const answers = [
                "keys",
                "none",
                "old keys",
                "chosen",
                "lost",
                "refused once",
                "lost, without effect",
            ] as const;
            for (const answer of answers) {
                stage.reset(begin);
                stage.bump();
                stage.goodUp(2, { ...QUIET, weather: { ...late, answer } });
                stage.expectSettled(true);
            }
        },
    },
    {
        rule: "18",
        isFor: (rest) => hasWeather(rest) && isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            stage.bump();
            const begin = stage.world;
            for (const weather of [
                { ...FINE, dataLagMs: 20_000 },
                { ...late, dataLagMs: 20_000, answer: "none" },
            ] as const) {
                stage.reset(begin);
                stage.goodUp(2, { ...QUIET, weather });
                stage.expectSettled(true);
            }
        },
    },
    {
        rule: "19",
        isFor: (rest) => hasWeather(rest) && isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            stage.bump();
            stage.goodUp(2);
            const { rotation, world } = stage;
            stage.goodUp(0, { ...QUIET, refresh: true, weather: late });
            stage.expect(stage.rotation === rotation, "a late list is taken for a regenerate by somebody else");
            stage.reset(world);
            stage.bump();
            const { failed } = stage.up({ ...QUIET, weather: late });
            stage.expect(!failed, "an update fails because a list is late");
        },
    },
    {
        rule: "19",
        isFor: (rest) => hasWeather(rest) && isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            const { active } = stage;
            stage.bump();
            stage.up({ ...QUIET, crash: { after: "rotation", written: [], lost: "nothing" } });
            stage.edit({ pin: active });
            stage.goodUp(1, { ...QUIET, weather: byTurnsLate });
            stage.expectSettled(true);
        },
    },
    {
        rule: "21",
        isFor: (rest) => hasWeather(rest) && isAlternate(rest) && rest.shape.consumers[0] !== "custom",
        play: (stage) => {
            const written = [0];
            stage.bump();
            stage.up({ ...QUIET, isBlind: true, crash: { after: "consumers", written, lost: "everything" } });
            const late60 = { ...QUIET, weather: late };
            stage.expectMessage(stage.goodUp(0, late60), /consumer 0.* holds? key.*--refresh/);
        },
    },
    {
        rule: "26",
        isFor: (rest) => hasWeather(rest) && isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            stage.bump();
            stage.up({ ...QUIET, crash: { after: "rotation", written: [], lost: "last" } });
            const { failed, messages } = stage.up({ ...QUIET, weather: late });
            stage.expect(
                !failed,
                `the key that a killed update made is taken for somebody else's: ${messages.join("; ")}`,
            );
            stage.expectSettled(true);
        },
    },
];

/** Whether there is weather, and nothing of before that a list could still show. */
function hasWeather({ shape, past }: World): boolean {
    return shape.groups.includes("weather") && past.length === 0;
}
