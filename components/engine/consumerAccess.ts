import { setTimeout as sleep } from "node:timers/promises";
import type { PairInputs } from "../arguments/rotationInputs";
import type { ArmCall } from "../armCall";
import type { Arm } from "../azure/arm";
import { ArmError, unlessAbsent } from "../azure/armError";
import { propertiesIn } from "../azure/properties";
import { UNREGISTERED } from "../azure/repeatAfterConflict";
import type { Access, ArmAccess } from "../consumers/access";
import type { Place } from "../consumers/consumer";
import { isOutsideAzure } from "../consumers/consumers";
import { RotationError } from "../lifecycle/rotationError";
import { connectionFor } from "./azureAccess";
import { oneAtATime } from "./oneAtATime";
import { report, type Subject, warn } from "./report";
import { runProgram } from "./runProgram";
import { waited, waitUntil } from "./waitUntil";

/** The access of a pair's consumers to the world. A pair may have no Azure to connect to if none of these places is in it. */
export async function accessFor(
    pair: Subject & Pick<PairInputs, "azureConfig">,
    places?: readonly Place[],
): Promise<Access> {
    const { arm, subscriptionId } = places?.every(isOutsideAzure)
        ? { arm: nowhere, subscriptionId: "" }
        : await connectionFor(pair.azureConfig);
    const shown = (line: string) => report(pair, line);
    return {
        arm: armAccess(arm),
        subscriptionId,
        readSecret: (uri) => readSecret(uri, pair.azureConfig),
        run: (program) => runProgram({ ...program, env: { ...program.env, TWO_KEY_PAIR: pair.pair } }),
        report: shown,
        warn: (line) => warn(pair, line),
        pause: (ms) => sleep(ms),
        waitUntil: (ask, times, waiting) =>
            waitUntil(ask, times, (seconds, limit) => shown(`${waiting()} (${waited(seconds, limit)})`)),
        oneAtATime,
    };
}

/** A vault without access for us tells nothing of its secrets. */
async function readSecret(uri: string, azureConfig: string): ReturnType<Access["readSecret"]> {
    const { origin, pathname } = new URL(uri);
    const [, name = ""] = /^\/secrets\/([^/]+)/i.exec(pathname) ?? [];
    const { secretsAt } = await import("../azure/vaultSecrets.js");
    try {
        return await secretsAt(origin, await connectionFor(azureConfig)).read(name);
    } catch (error) {
        if (error instanceof ArmError && [0, 401, 403].includes(error.status)) {
            return "refused";
        }
        throw error;
    }
}

const nowhere: Pick<Arm, "send" | "sendOnce"> = { send: refuse, sendOnce: refuse };

function refuse({ method, path }: ArmCall): Promise<never> {
    const why = `${method} ${path}: a place outside Azure calls Azure Resource Manager`;
    return Promise.reject(new RotationError("configuration", why));
}

/** Azure Resource Manager as consumers call it. */
export function armAccess(arm: Pick<Arm, "send" | "sendOnce">): ArmAccess {
    const find = (call: ArmCall) => unlessAbsent(arm.send(call).then((answer) => objectIn(answer, call)));
    return {
        send: (call) => arm.send(call),
        sendOnce: (call) => arm.sendOnce(call),
        find,
        async findProperties(call) {
            const answer = await find(call);
            return answer === "absent" ? answer : propertiesIn(answer, `${call.method} ${call.path}`);
        },
        async remove(call) {
            await unlessAbsent(arm.send(call));
        },
        statusOf: (error) => (error instanceof ArmError ? error.status : undefined),
        isUnregistered: (error) => error instanceof ArmError && error.armCode === UNREGISTERED,
    };
}

/** An empty answer tells nothing of the resource, not even that it does not exist. */
function objectIn(answer: unknown, { method, path }: ArmCall): object {
    if (typeof answer !== "object" || answer === null) {
        throw new ArmError(0, `${method} ${path}: no usable answer (it is empty)`);
    }
    return answer;
}
