import { Output, runtime } from "@pulumi/pulumi";
import type { ArgumentProblem } from "./problem";

/** What was found while arguments were looked at. */
export class Findings {
    private readonly found: ArgumentProblem[] = [];
    private cannotGoOn = false;

    /** @param instead what stands for a plain value that is wrong, so that the others can be looked at */
    constructor(readonly instead: (value: unknown) => unknown) {}

    get problems(): readonly ArgumentProblem[] {
        return this.found;
    }

    /** Whether so much is wrong that nothing can be made of the arguments. */
    get isShapeless(): boolean {
        return this.cannotGoOn;
    }

    /** Takes note of a problem, and returns what stands for the value. */
    add(at: string, reason: string, value: unknown): unknown {
        this.found.push({ property: at, reason });
        return this.instead(value);
    }

    /** Takes note of a problem with which nothing can be made of the arguments. */
    addShapeless(at: string, reason: string): undefined {
        this.cannotGoOn = true;
        this.found.push({ property: at, reason });
        return undefined;
    }
}

/**
 * What a value must be like. Takes note of what is wrong, by the name under which the user wrote it, and returns the value with what
 * is right of it. A value that is known later (an output, a promise, an unknown one at preview) is right so far.
 */
export type Shape = (value: unknown, at: string, findings: Findings) => unknown;

/** Whether the value is only known later. */
export function isLater(value: unknown): boolean {
    try {
        return Output.isInstance(value) || value instanceof Promise || value === runtime.unknownValue;
    } catch {
        // What does not let itself be looked at is refused as something else.
        return false;
    }
}

/** What is said of an output in place of what says which resources there are. */
export const NOT_WRITTEN_OUT =
    "must be written out, and not be an output as a whole: it says which resources there are";

/** A shape of what says which resources there are: it must be known when the program runs. */
export function writtenOut(shape: Shape): Shape {
    return (value, at, findings) =>
        isLater(value) ? findings.addShapeless(at, NOT_WRITTEN_OUT) : shape(value, at, findings);
}

/** A shape that may be left out. */
export function optional(shape: Shape): Shape {
    return (value, at, findings) => (value === undefined ? undefined : shape(value, at, findings));
}

/** A name in an object, as messages show it. */
export function memberAt(at: string, name: string): string {
    return at === "" ? name : `${at}.${name}`;
}
