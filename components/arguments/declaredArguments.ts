import { RunError } from "@pulumi/pulumi";
import { errorCodes } from "../lifecycle/errorCodes";
import { object } from "../shape/containers";
import type { ArgumentProblem } from "../shape/problem";
import { Findings, writtenOut } from "../shape/shape";
import { safeSentence, shown } from "../shape/shown";
import { childName } from "../shape/values";
import { pairMembers } from "./pairShape";
import type { RotatingKeyPairArgs } from "./rotatingKeyPairArgs";

/** The correct arguments of a pair, and the other problems of them. */
export interface DeclaredArguments {
    readonly args: RotatingKeyPairArgs;
    /** Shown together with the problems of its values. */
    readonly problems: readonly ArgumentProblem[];
}

const pairArgs = writtenOut(object(pairMembers));

/**
 * Checks the arguments of a pair as the program gives them.
 *
 * @throws RunError with every problem, each by its argument, if the resources of the pair could not be made of them
 */
export function declaredArguments(pair: string, declared: unknown): DeclaredArguments {
    const findings = new Findings((value) => value);
    childName(pair, "the name of the pair", findings);
    const args = pairArgs(declared, "", findings);
    const problems = findings.problems.map(({ property, reason }) => ({
        property: property || "the arguments",
        reason,
    }));
    if (findings.isShapeless) {
        throw refusalOf(pair, problems);
    }
    // The check above has found that it is of this type.
    return { args: args as RotatingKeyPairArgs, problems };
}

/** The error that stops a program. */
export function refusalOf(pair: string, problems: readonly ArgumentProblem[]): RunError {
    const { id } = errorCodes.arguments;
    const sentences = problems.map(({ property, reason }) => sentenceOf(pair, property, reason));
    return new RunError(
        [
            ...sentences,
            `Nothing was changed; mend the program, then run the command again (${id}: npx pulumi-two-key explain ${id}).`,
        ].join("\n"),
    );
}

/** A problem as the engine shows it: with the pair, and the argument as the user wrote it. */
export function sentenceOf(pair: unknown, property: string, reason: string): string {
    const name = typeof pair === "string" && pair.length <= 260 ? pair : shown(pair);
    return safeSentence(`${name}: ${property} ${reason}`);
}
