import { InputPropertyError } from "@pulumi/pulumi";

/** A problem of one argument, which the engine shows with its name before anything is done. */
export function propertyProblem(propertyPath: string, reason: string): InputPropertyError {
    return new InputPropertyError({ propertyPath, reason });
}
