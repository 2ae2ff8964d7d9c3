import type { PairInputs } from "../arguments/rotationInputs";
import type { Arm, ArmRequest } from "../azure/arm";
import { ArmError, unlessAbsent, withoutKeys } from "../azure/armError";
import type { Access, ArmAccess, ArmCall } from "../consumers/access";
import { connectionFor } from "./access";
import { oneAtATime } from "./oneAtATime";
import { report, type Subject, warn } from "./report";
import { waitUntil } from "./waitUntil";

const TEN_MINUTES = 600_000;

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

function armAccess(arm: Arm): ArmAccess {
    const find = (call: ArmCall) => unlessAbsent(arm.send(request(call)));
    return {
        send: (call) => arm.send(request(call)),
        sendOnce: (call) => arm.sendOnce(request(call)),
        find,
        async findProperties(call) {
            const answer = await find(call);
            return answer === undefined ? undefined : propertiesIn(answer, call);
        },
        statusOf: (error) => (error instanceof ArmError ? error.status : undefined),
    };
}

function request({ isSlow, ...call }: ArmCall): ArmRequest {
    return { ...call, ...(isSlow === true ? { timeoutMs: TEN_MINUTES } : {}) };
}

/** An answer without properties says nothing of the resource, not even that it is empty. */
function propertiesIn(answer: unknown, { method, path }: ArmCall): Readonly<Record<string, unknown>> {
    const { properties } = answer as { readonly properties?: unknown };
    if (typeof properties !== "object" || properties === null) {
        throw new ArmError(0, `${method} ${path}: no usable answer (it has no properties)`);
    }
    return { ...properties };
}
