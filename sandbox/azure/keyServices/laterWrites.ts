import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import { armId } from "../arm/armId";
import type { Operations } from "../arm/operations";
import { nextOperationMs, type Weather } from "../weather";
import type { KeyCall } from "./keyCall";
import type { Resource } from "./keyServiceResource";
import { type RecordedWrite, recordedWrite, UNRECORDED } from "./recordedWrites";
import { resourceBody } from "./resourceBody";

type Asked = Pick<KeyCall, "operation" | "role" | "resource" | "isNew" | "request">;
type Effect = () => Answer;

/** Carries the effects of calls out: at once or, as the weather has it, after they were answered. */
export class LaterWrites {
    constructor(private readonly operations: Operations) {}

    /** The answer to a write while another one of the resource is under way; nothing if it may be carried out. */
    refusal({ resource, role, operation }: Asked): Answer | undefined {
        const isWrite = role === "regenerate" || ["PUT", "PATCH", "DELETE"].includes(operation.method);
        return isWrite ? resource.underWay?.refusal?.(resource) : undefined;
    }

    /** @param target the resource that the call writes, if it is not the one that it was found by. */
    carryOut(call: Asked, effect: Effect, target: Resource = call.resource): Answer {
        const { operation, request } = call;
        const { weather } = request;
        const recorded = writeOf(call);
        if (recorded !== undefined && weather.writes === "later") {
            return this.#begin(recorded, call, effect, target);
        }
        const isWrite = operation.method === "PUT" || operation.method === "PATCH";
        const end = () => (isWrite ? succeeded(effect, target) : effect());
        if (!operation.isLongRunning) {
            return end();
        }
        const postponed = this.operations.postpone(async () => end(), nextOperationMs(weather));
        // Clients of such a service take no 202.
        return recorded?.body === "resource"
            ? { ...postponed, status: recorded.status, body: resourceBody(target) }
            : postponed;
    }

    #begin(recorded: RecordedWrite, { operation, request, isNew }: Asked, effect: Effect, target: Resource): Answer {
        const { weather } = request;
        const [, , subscription = ""] = request.path.split("/");
        const address = {
            subscription,
            resource: target.id.id,
            call: request.path,
            apiVersion: request.query.get("api-version") ?? operation.apiVersion,
            isNew,
        };
        // A regenerate with keys in its answer is done. The operation that runs on only tells the service of the keys.
        const done = recorded.body === "keys" && weather.operationEnd !== "failed" ? effect() : undefined;
        const write: RecordedWrite =
            isNew && recorded.whenNew !== undefined ? { ...recorded, meanwhile: recorded.whenNew } : { ...recorded };
        target.underWay = write;
        const end = async () => {
            if (target.underWay === write) {
                target.underWay = undefined;
            }
            return done ?? ended(weather.operationEnd, effect, target);
        };
        const headers = this.operations.begin(end, nextOperationMs(weather), recorded.form(address));
        const answer = { status: recorded.status, headers, ...(done?.weather ? { weather: done.weather } : {}) };
        return { ...answer, body: bodyOf(recorded, done, target) };
    }
}

function bodyOf(recorded: RecordedWrite, done: Answer | undefined, target: Resource): unknown {
    switch (recorded.body) {
        case "resource":
            return resourceBody(target);
        case "keys":
            return done?.body;
        default:
            return recorded.body;
    }
}

/** How the call's write was recorded; where it was not, but its package calls it long-running, a form that others have. */
function writeOf({ operation, role, resource, request }: Asked): RecordedWrite | undefined {
    const recorded =
        role === "regenerate"
            ? recordedWrite(resource.id.type, role)
            : role === "other" && operation.method !== "POST" && operation.method !== "GET"
              ? recordedWrite(armId(request.path).type, operation.method)
              : undefined;
    return recorded ?? (operation.isLongRunning ? UNRECORDED : undefined);
}

function ended(end: Weather["operationEnd"], effect: Effect, target: Resource): Answer {
    if (end !== "succeeded") {
        if (end === "failedAfterEffect") {
            effect();
        }
        target.provisioningState = "Failed";
        return new ArmError(500, "OperationFailed", `The write of '${target.name}' failed.`).toAnswer();
    }
    return succeeded(effect, target);
}

/** Carries out the write, if it was not carried out before. */
function succeeded(effect: Effect, target: Resource): Answer {
    target.provisioningState = "Succeeded";
    return effect();
}
