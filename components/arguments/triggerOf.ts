import { type Input, Output, output } from "@pulumi/pulumi";
import { canonicalTrigger, type RotationTrigger } from "../lifecycle/trigger";

/** Pulumi takes a `Date` apart as if it were an object, so a trigger is made plain before it becomes an input. */
export function triggerOf(trigger: Input<RotationTrigger> | undefined): Output<string> {
    if (Output.isInstance<RotationTrigger>(trigger)) {
        return trigger.apply(canonicalTrigger);
    }
    return output(trigger instanceof Promise ? trigger.then(canonicalTrigger) : canonicalTrigger(trigger));
}

/** The forms in which a program declares that there is no emergency. */
const NONE: readonly string[] = ["false", "0"];

/** The same of an emergency: `false` or 0 means no emergency. */
export function emergencyOf(trigger: Input<RotationTrigger> | undefined): Output<string> {
    return triggerOf(trigger).apply((text) => (NONE.includes(text) ? "" : text));
}
