import { type Findings, isLater, memberAt, type Shape } from "./shape";
import { shown, shownText } from "./shown";

const DEEPEST = 50;

/** Data of the user's own, as JSON has it: it is sent, kept and shown so. */
export const data: Shape = (value, at, findings) => {
    const problem = problemIn(value, at, []);
    return problem === undefined ? value : refused(problem, findings);
};

interface DataProblem {
    readonly at: string;
    readonly reason: string;
}

function refused({ at, reason }: DataProblem, findings: Findings): undefined {
    return findings.addShapeless(at, reason);
}

function problemIn(value: unknown, at: string, within: readonly unknown[]): DataProblem | undefined {
    if (isLater(value) || value === null || ["string", "boolean", "undefined"].includes(typeof value)) {
        return undefined;
    }
    if (typeof value === "number") {
        return Number.isFinite(value) ? undefined : { at, reason: `must be a number that JSON has, and is ${value}` };
    }
    if (typeof value !== "object") {
        return { at, reason: `must be data as JSON has it, and is ${shown(value)}` };
    }
    if (within.includes(value) || within.length >= DEEPEST) {
        return { at, reason: "contains itself, or is too deep: must be data as JSON has it" };
    }
    return problemInParts(value, at, [...within, value]);
}

function problemInParts(value: object, at: string, within: readonly unknown[]): DataProblem | undefined {
    try {
        for (const [name, inner] of Object.entries(value)) {
            const innerAt = Array.isArray(value) ? `${at}[${name}]` : memberAt(at, shownText(name));
            const problem =
                name === "__proto__"
                    ? { at: innerAt, reason: "has a name that every object of JavaScript has; use another" }
                    : problemIn(inner, innerAt, within);
            if (problem !== undefined) {
                return problem;
            }
        }
        return undefined;
    } catch {
        return { at, reason: "cannot be read: a getter in it throws" };
    }
}
