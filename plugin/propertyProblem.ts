import { InputPropertyError } from "@pulumi/pulumi";

/** A problem of one argument, which the engine shows with its name before anything is done. */
export function propertyProblem(propertyPath: string, reason: string): InputPropertyError {
    return new InputPropertyError({ propertyPath, reason });
}

/** Gives an argument that must be there. */
export type Required = <Value>(property: string, value: Value | undefined) => Value;

/** What the `kind` at `argument` needs; refuses what is missing by its name. */
export function requiredBy(kind: string, argument: string): Required {
    return (property, value) => {
        if (value === undefined) {
            throw propertyProblem(`${argument}.${property}`, `is missing, and "${kind}" needs it`);
        }
        return value;
    };
}
