import type { PairInputs } from "../arguments/rotationInputs";
import type { Arm } from "../azure/arm";
import { ArmError, unlessAbsent, withoutKeys } from "../azure/armError";
import { propertiesIn } from "../azure/properties";
import { UNREGISTERED } from "../azure/repeatAfterConflict";
import type { Access, ArmAccess, ArmCall } from "../consumers/access";
import type { Place } from "../consumers/consumer";
import { isOutsideAzure } from "../consumers/consumers";
import { RotationError } from "../lifecycle/rotationError";
import { connectionFor } from "./access";
import { oneAtATime } from "./oneAtATime";
import { report, type Subject, warn } from "./report";
import { runProgram } from "./runProgram";
import { waitUntil } from "./waitUntil";

/**
 * What consumers of a pair use of the world. Whatever they say of it is shown without key material. A pair may have no Azure to connect to
 * where none of these places is in it.
 */
export async function accessFor(
    pair: Subject & Pick<PairInputs, "azureConfig">,
    places?: readonly Place[],
): Promise<Access> {
    const { arm, subscriptionId } = places?.every(isOutsideAzure)
        ? { arm: nowhere, subscriptionId: "" }
        : await connectionFor(pair.azureConfig);
    const shown = (line: string) => report(pair, withoutKeys(line));
    return {
        arm: armAccess(arm),
        subscriptionId,
        run: (program) => runProgram({ ...program, env: { ...program.env, TWO_KEY_PAIR: pair.pair } }),
        report: shown,
        warn: (line) => warn(pair, withoutKeys(line)),
        waitUntil: (ask, times, waiting) => waitUntil(ask, times, (seconds) => shown(`${waiting()} (${seconds} s)`)),
        oneAtATime,
    };
}

const nowhere: Pick<Arm, "send" | "sendOnce"> = { send: refuse, sendOnce: refuse };

function refuse({ method, path }: ArmCall): Promise<never> {
    const why = `${method} ${path}: a place outside Azure calls Azure Resource Manager`;
    return Promise.reject(new RotationError("configuration", why));
}

/** Azure Resource Manager as consumers call it. */
export function armAccess(arm: Pick<Arm, "send" | "sendOnce">): ArmAccess {
    const find = (call: ArmCall) => unlessAbsent(arm.send(call));
    return {
        send: (call) => arm.send(call),
        sendOnce: (call) => arm.sendOnce(call),
        find,
        async findProperties(call) {
            const answer = await find(call);
            return answer === undefined ? undefined : propertiesIn(answer, `${call.method} ${call.path}`);
        },
        statusOf: (error) => (error instanceof ArmError ? error.status : undefined),
        isUnregistered: (error) => error instanceof ArmError && error.armCode === UNREGISTERED,
    };
}
