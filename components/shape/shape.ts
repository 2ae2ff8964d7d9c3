import { Output, runtime } from "@pulumi/pulumi";
import type { ArgumentProblem } from "./problem";

/** The findings of a check of arguments. */
export class Findings {
    private readonly found: ArgumentProblem[] = [];
    private cannotGoOn = false;

    /** @param instead stands for a wrong plain value, so that the check of the others can go on */
    constructor(readonly instead: (value: unknown) => unknown) {}

    get problems(): readonly ArgumentProblem[] {
        return this.found;
    }

    /** Whether so much is wrong that nothing can be made of the arguments. */
    get isShapeless(): boolean {
        return this.cannotGoOn;
    }

    /** Takes note of a problem, and returns the substitute for the value. */
    add(at: string, reason: string, value: unknown): unknown {
        this.found.push({ property: at, reason });
        return this.instead(value);
    }

    /** Takes note of a problem that makes the arguments useless. */
    addShapeless(at: string, reason: string): undefined {
        this.cannotGoOn = true;
        this.found.push({ property: at, reason });
        return undefined;
    }
}

/**
 * The shape of a value. Takes note of its problems, under the user's name for it, and returns the value with its correct parts. A value that is
 * known later (an output, a promise, an unknown one at preview) is correct so far.
 */
export type Shape = (value: unknown, at: string, findings: Findings) => unknown;

/** Whether the value is only known later. */
export function isLater(value: unknown): boolean {
    try {
        return Output.isInstance(value) || value instanceof Promise || value === runtime.unknownValue;
    } catch {
        // A value that does not show its parts is refused as something else.
        return false;
    }
}

/** The complaint about an output in place of a value that decides which resources there are. */
export const NOT_WRITTEN_OUT =
    "must be written out, and not be an output as a whole: it says which resources there are";

/** The shape of an argument that decides which resources there are: it must be known when the program runs. */
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
