import type { PairInputs } from "../arguments/rotationInputs";
import type { Arm } from "../azure/arm";
import { ArmError, unlessAbsent, withoutKeys } from "../azure/armError";
import { propertiesIn } from "../azure/properties";
import type { Access, ArmAccess, ArmCall } from "../consumers/access";
import { connectionFor } from "./access";
import { oneAtATime } from "./oneAtATime";
import { report, type Subject, warn } from "./report";
import { waitUntil } from "./waitUntil";

/** What consumers of a pair use of the world. Whatever they say of it is shown without key material. */
export async function accessFor(pair: Subject & Pick<PairInputs, "azureConfig">): Promise<Access> {
    const { arm, subscriptionId } = await connectionFor(pair.azureConfig);
    const shown = (line: string) => report(pair, withoutKeys(line));
    return {
        arm: armAccess(arm),
        subscriptionId,
        report: shown,
        warn: (line) => warn(pair, withoutKeys(line)),
        waitUntil: (ask, times, waiting) => waitUntil(ask, times, (seconds) => shown(`${waiting()} (${seconds} s)`)),
        oneAtATime,
    };
}

/** Azure Resource Manager as consumers call it. */
export function armAccess(arm: Arm): ArmAccess {
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
    };
}
