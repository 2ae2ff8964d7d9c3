import { isSecret, Output, RunError } from "@pulumi/pulumi";

/**
 * The same inputs, but one that is secret stops the program by the name of the argument: names, triggers and times are shown in
 * messages and kept in plain state.
 */
export function refuseSecrets<Inputs>(inputs: Inputs, argument: string): Inputs {
    return refuse(inputs, argument) as Inputs;
}

function refuse(value: unknown, argument: string): unknown {
    if (Output.isInstance(value)) {
        return value.apply(async (plain: unknown) => {
            if (await isSecret(value)) {
                throw new RunError(`${argument} must not be secret: it is shown in messages and kept in plain state`);
            }
            return plain;
        });
    }
    if (Array.isArray(value)) {
        return value.map((entry, index) => refuse(entry, `${argument}[${index}]`));
    }
    if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
        const entries = Object.entries(value);
        return Object.fromEntries(entries.map(([name, inner]) => [name, refuse(inner, join(argument, name))]));
    }
    return value;
}

function join(argument: string, name: string): string {
    return argument === "" ? name : `${argument}.${name}`;
}
