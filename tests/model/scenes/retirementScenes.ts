import { isoOf } from "../world/moment";
import { QUIET } from "../world/updateOptions";
import { TICK_MS } from "../world/world";
import { isAgeless, isAlternate, isImmediate, isSoaking, type Scene, waitOf } from "./scene";
import type { Stage } from "./stage";

/** The promises for the outgoing key. */
export const retirementScenes: readonly Scene[] = [
    {
        rule: "4",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest),
        play: (stage, rest) => {
            leaveAKey(stage);
            stage.regenerateByHand(stage.standby);
            stage.timePasses(waitOf(rest));
            askAPerson(stage);
            stage.goodUp(0);
            stage.expectSettled(true);
        },
    },
    {
        rule: "6",
        isFor: isAgeless,
        play: (stage, rest) => {
            leaveAKey(stage);
            stage.regenerateByHand(stage.active);
            stage.gate("open");
            stage.timePasses(waitOf(rest));
            askAPerson(stage);
            stage.refusedUp(0, /was regenerated outside.*--refresh/);
            stage.expectSettled(false);
        },
    },
    {
        rule: "11",
        isFor: (rest) => isAgeless(rest) && isAlternate(rest) && rest.shape.consumers[0] !== "custom",
        play: (stage, rest) => {
            leaveAKey(stage);
            stage.regenerateByHand(stage.standby);
            stage.moveByHand(0);
            stage.gate("open");
            stage.timePasses(waitOf(rest));
            askAPerson(stage);
            stage.expectMessage(stage.goodUp(0), /consumer 0.* holds? key.*--refresh/);
            stage.expectSettled(false);
        },
    },
    {
        rule: "retire by hand",
        isFor: (rest) => isAgeless(rest) && rest.program.retire === "manual",
        play: (stage, rest) => {
            leaveAKey(stage);
            stage.gate("open");
            stage.timePasses(waitOf(rest));
            stage.expectMessage(stage.goodUp(0), /until `retireTrigger` changes/);
            stage.expectSettled(false);
            askAPerson(stage);
            stage.goodUp(1);
            stage.expectSettled(true);
        },
    },
    {
        rule: "retire by hand",
        isFor: (rest) => isAgeless(rest) && rest.program.retire === "automatic",
        play: (stage, rest) => {
            leaveAKey(stage);
            stage.gate("open");
            stage.timePasses(waitOf(rest));
            stage.edit({ retire: "manual", retireTrigger: stage.world.fresh });
            stage.expectMessage(stage.goodUp(0), /until `retireTrigger` changes/);
            stage.edit({ retire: "automatic" });
            stage.goodUp(1);
            stage.expectSettled(true);
        },
    },
    {
        rule: "grace",
        isFor: (rest) => isAgeless(rest) && waitOf(rest) > 0 && !isSoaking(rest) && rest.program.retire === "automatic",
        play: (stage, rest) => {
            stage.bump();
            const crash = { after: "consumers", written: [0], lost: "nothing" } as const;
            stage.up({ ...QUIET, crash });
            stage.timePasses(1);
            stage.goodUp(0);
            stage.expectSettled(false);
            const retiresAt = isoOf(stage.world.now + waitOf(rest) * TICK_MS);
            const expectRetiresAt = () => {
                const said = stage.world.checkpoint.retirement?.retiresAt;
                stage.expect(said === retiresAt, `the outgoing key retires at ${said}, not at ${retiresAt}`);
            };
            expectRetiresAt();
            stage.timePasses(waitOf(rest) - 1);
            const early = stage.goodUp(0);
            const back = stage.world.program.strategy === "there-and-back";
            stage.expect(back || early.calls === 0, "an update calls somebody during a grace");
            expectRetiresAt();
            stage.timePasses(1);
            stage.goodUp(1);
            stage.expectSettled(true);
            stage.expect(
                stage.world.checkpoint.retirement?.retiresAt === undefined,
                "a settled pair retires something",
            );
        },
    },
    {
        rule: "grace",
        isFor: (rest) => isAgeless(rest) && waitOf(rest) > 0 && rest.program.retire === "automatic",
        play: (stage, rest) => {
            leaveAKey(stage);
            stage.gate("open");
            stage.clockIsSetBack(3);
            stage.goodUp(0);
            stage.timePasses(waitOf(rest));
            stage.goodUp(1);
            stage.expectSettled(true);
        },
    },
    {
        rule: "14",
        isFor: (rest) => isAlternate(rest),
        play: (stage, rest) => {
            const begin = stage.world;
            rest.shape.consumers.forEach((kind, place) => {
                if (kind !== "custom") {
                    stage.reset(begin);
                    stage.bump();
                    stage.moveByHand(place);
                    stage.expectMessage(stage.goodUp(0), new RegExp(`consumer ${place}.* holds? key.*--refresh`));
                    stage.goodUp(0, { ...QUIET, refresh: true });
                    stage.expectAllHold(Number(stage.rotation.active.fingerprint));
                }
            });
        },
    },
    {
        rule: "16",
        isFor: () => true,
        play: (stage, rest) => {
            const { generation } = stage.rotation;
            stage.bump();
            if (rest.shape.consumers.includes("custom")) {
                stage.refusedUp(0, /PULUMI_SKIP_CHECKPOINTS/, { ...QUIET, isBlind: true });
            } else {
                stage.up({ ...QUIET, isBlind: true });
                stage.expect(
                    stage.rotation.generation === generation + 1,
                    "a pair that can be looked at does not rotate",
                );
            }
        },
    },
    {
        rule: "17",
        isFor: () => true,
        play: (stage, { program }) => {
            const { generation } = stage.rotation;
            const source = program.source === 0 ? 1 : 0;
            stage.edit({ source });
            stage.goodUp(0);
            stage.expectOn(program.initialSlot);
            stage.expectAllHold(stage.world.services[source][program.initialSlot]);
            stage.expectSettled(true);
            stage.expect(stage.rotation.generation === generation + 1, "another source does not go on counting");
            const again = stage.goodUp(0);
            stage.expect(again.calls === 0, "an unchanged update calls somebody");
        },
    },
    {
        rule: "17",
        isFor: isAlternate,
        play: (stage, rest) => {
            const { generation } = stage.rotation;
            stage.edit({ source: rest.program.source === 0 ? 1 : 0 });
            const trigger = stage.bump();
            stage.expectMessage(stage.goodUp(0), /adopts another source.*run `pulumi up` again/);
            stage.expect(stage.rotation.trigger !== String(trigger), "an adoption takes a trigger for applied");
            stage.goodUp(isImmediate(rest) ? 2 : 1);
            stage.expect(stage.rotation.generation === generation + 2, "a trigger is lost with an adoption");
        },
    },
    {
        rule: "17",
        isFor: () => true,
        play: (stage, rest) => {
            stage.edit({ source: rest.program.source === 0 ? 1 : 0, emergency: stage.world.fresh });
            stage.expectMessage(stage.goodUp(0), /adopts another source.*run `pulumi up` again/);
            stage.goodUp(2);
            stage.expectSettled(true);
        },
    },
    {
        rule: "17",
        isFor: isAgeless,
        play: (stage, { program }) => {
            stage.edit({ emergency: stage.world.fresh });
            stage.goodUp(2);
            stage.edit({ emergency: 0, source: program.source === 0 ? 1 : 0 });
            stage.goodUp(0);
            stage.expect(
                !stage.goodUp(0).isChanged,
                "an emergency that was taken away is remembered of another source",
            );
        },
    },
    {
        rule: "17",
        isFor: isAgeless,
        play: (stage, { program }) => {
            leaveAKey(stage);
            const { outgoing } = stage.rotation;
            stage.edit({ source: program.source === 0 ? 1 : 0 });
            stage.expectMessage(stage.goodUp(0), new RegExp(`${outgoing?.slot} of .*was not retired`));
        },
    },
];

/** Moves every consumer away from the key that they have, which stays valid because a gate waits. */
function leaveAKey(stage: Stage): void {
    stage.gate("waiting");
    stage.bump();
    stage.up();
    stage.wavesPass();
    stage.expectSettled(false);
}

function askAPerson(stage: Stage): void {
    if (stage.world.program.retire === "manual") {
        stage.edit({ retireTrigger: stage.world.fresh });
    }
}
