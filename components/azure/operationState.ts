import { member } from "./member";

/**
 * The state of an operation in the service's own word, such as `Creating` or `Failed`, whatever the case of the member's name; undefined if
 * the answer says none.
 */
export function operationState(answer: unknown): string | undefined {
    return textIn(answer, "status") ?? resourceState(answer);
}

/**
 * The state of a resource: its `provisioningState`, or the `state` of services that have it instead, such as Device Provisioning; undefined
 * if it says none. The first that is not the end counts.
 */
export function resourceState(resource: unknown): string | undefined {
    const properties = member(resource, "properties");
    const state = textIn(properties, "state");
    const states = [
        textIn(properties, "provisioningState"),
        textIn(resource, "provisioningState"),
        ...(state !== undefined && IS_BETWEEN.test(state) ? [state] : []),
    ].filter((word) => word !== undefined);
    return states.find((word) => word.toLowerCase() !== "succeeded") ?? states[0];
}

/** Other resources have a `state` that says whether they run, which is no matter of their end. */
const IS_BETWEEN =
    /^(transitioning|activating|resuming|suspending|deleting|failingover|activationfailed|failoverfailed)$/i;

/** The words for an operation that goes on, as services were recorded to say them. */
const GOES_ON =
    /^(accepted|creating|updating|running|queued|enqueued|dequeued|transitioning|in ?progress|pending|provisioning|notstarted)$/i;

/** Whether the word alone says that the operation goes on. */
export function goesOn(word: string | undefined): boolean {
    return word !== undefined && GOES_ON.test(word);
}

/** Whether the word says that the operation has ended without success. */
export function hasFailed(word: string | undefined): boolean {
    return word !== undefined && /fail|cancell?ed/i.test(word);
}

function textIn(value: unknown, name: string): string | undefined {
    const text = member(value, name);
    return typeof text === "string" && text !== "" ? text : undefined;
}
