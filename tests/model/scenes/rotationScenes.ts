import { QUIET } from "../world/updateOptions";
import { TICK_MS, type World } from "../world/world";
import { isAgeless, isAlternate, isImmediate, type Scene } from "./scene";

/** The promises for a trigger, and for a refresh. */
export const rotationScenes: readonly Scene[] = [
    {
        rule: "1",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest),
        play: (stage, { program }) => {
            const { active, standby } = stage;
            stage.bump();
            stage.goodUp(2);
            stage.expectOn(standby);
            stage.edit({ trigger: program.trigger });
            stage.goodUp(2);
            stage.expectOn(active);
            stage.expectSettled(true);
        },
    },
    {
        rule: "4",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest),
        play: (stage, rest) => {
            const { generation } = stage.rotation;
            stage.bump();
            stage.goodUp(2);
            stage.expectSettled(true);
            const { services, program } = stage.world;
            const isBothNew = services[program.source].every((key) => !rest.services[program.source].includes(key));
            stage.expect(isBothNew, "a rotation leaves a key as it was");
            stage.expect(stage.rotation.generation === generation + 1, "a switch is not the next generation");
        },
    },
    {
        rule: "5",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            stage.gate("waiting");
            const first = stage.bump();
            stage.goodUp(1);
            const second = stage.bump();
            stage.expectMessage(
                stage.goodUp(0),
                /new trigger waits.*first `pulumi up` after its retirement takes the trigger/,
            );
            stage.gate("open");
            stage.expectMessage(stage.goodUp(1), /new trigger waits/);
            stage.expectSettled(true);
            stage.expect(stage.rotation.trigger === String(first), "a trigger that waits counts as applied");
            stage.goodUp(2);
            stage.expect(stage.rotation.trigger === String(second), "a trigger that waited is not taken");
        },
    },
    {
        rule: "6",
        isFor: () => true,
        play: (stage, rest) => {
            stage.regenerateByHand(stage.active);
            stage.bump();
            const message = new RegExp(`${stage.rotation.active.slot} was regenerated outside.*--refresh`);
            stage.refusedUp(0, message);
            stage.edit({ emergency: stage.world.fresh });
            stage.refusedUp(0, message);
            stage.expect(stage.rotation === rest.checkpoint.rotation, "an update that refuses changes the state");
        },
    },
    {
        rule: "7",
        isFor: isAgeless,
        play: (stage) => {
            const { active, standby } = stage;
            const { generation } = stage.rotation;
            stage.regenerateByHand(active);
            stage.gate("waiting");
            stage.goodUp(0, { ...QUIET, refresh: true });
            const keys = stage.world.services[stage.world.program.source];
            stage.expectOn(active);
            stage.expectAllHold(keys[active]);
            stage.expect(stage.rotation.generation === generation + 1, "a refresh is not the next generation");
            stage.expect(
                stage.rotation.outgoing?.fingerprint === String(keys[standby]),
                "a refresh does not protect the standby key",
            );
            stage.expectSettled(false);
            stage.bump();
            stage.expectMessage(stage.goodUp(0), /new trigger waits/);
        },
    },
    {
        rule: "10",
        isFor: (rest) => !isAlternate(rest) && isImmediate(rest),
        play: (stage, rest) => {
            const home = stage.active;
            const away = stage.standby;
            const { source } = rest.program;
            const before = rest.services[source];
            stage.expect(stage.rotation.home === stage.rotation.active.slot, "the pair rests away from home");
            stage.bump();
            stage.goodUp(1);
            stage.expectOn(away);
            const between = stage.world.services[source];
            stage.expect(between[away] === before[away], "there-and-back does not go to the standby key as it is");
            stage.expect(between[home] !== before[home], "the home slot is not retired");
            stage.goodUp(1);
            stage.expectOn(home);
            stage.expectSettled(true);
            const after = stage.world.services[source];
            stage.expect(after[home] === between[home], "there-and-back does not come home to the new key as it is");
            stage.expect(after[away] !== before[away], "there-and-back leaves a key as it was");
            stage.goodUp(0);
        },
    },
    {
        rule: "10",
        isFor: (rest) => !isAlternate(rest),
        play: (stage) => {
            const away = stage.standby;
            stage.gate("waiting");
            const first = stage.bump();
            stage.goodUp(0);
            stage.goodUp(0);
            stage.bump();
            stage.goodUp(0);
            stage.expectOn(away);
            stage.expect(stage.rotation.trigger === String(first), "another trigger is taken away from home");
        },
    },
    {
        rule: "10",
        isFor: (rest) => !isAlternate(rest) && isImmediate(rest),
        play: (stage) => {
            const home = stage.active;
            const first = stage.bump();
            stage.goodUp(1);
            const second = stage.bump();
            stage.goodUp(1);
            stage.expectOn(home);
            stage.expect(stage.rotation.trigger === String(first), "the way back counts as the way of another trigger");
            stage.goodUp(1);
            stage.expect(stage.rotation.trigger === String(second), "a trigger that waited is not taken");
            stage.goodUp(1);
            stage.expectOn(home);
            stage.goodUp(0);
        },
    },
    {
        rule: "age",
        isFor: ({ shape }) => shape.rotateEveryTicks !== undefined,
        play: (stage, { now, shape, checkpoint }) => {
            const { generation } = stage.rotation;
            const age = (now - checkpoint.truth.since) / TICK_MS;
            stage.timePasses((shape.rotateEveryTicks ?? 0) - age - 1);
            const early = stage.goodUp(0);
            stage.expect(early.calls === 0, "an update calls somebody before the key has come of age");
            stage.timePasses(1);
            stage.up();
            stage.expect(stage.rotation.generation === generation + 1, "a key that has come of age is not rotated");
        },
    },
    {
        rule: "13",
        isFor: (rest) => isAlternate(rest) && isImmediate(rest) && !isAwkward(rest),
        play: (stage, { shape }) => {
            stage.bump();
            const { calls } = stage.goodUp(2);
            const due = 2 + 2 + 3 * shape.consumers.length;
            const what = "two lists, two regenerates, and two looks at each consumer and a write of it";
            stage.expect(calls === due, `a rotation makes ${calls} calls, not ${due}: ${what}`);
        },
    },
];

/** Whether a new key may have to be asked for or listed again. */
function isAwkward({ shape: { service = "probe", groups } }: World): boolean {
    return service !== "probe" || groups.includes("weather");
}
