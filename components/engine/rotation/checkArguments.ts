import { argumentProblems } from "../../arguments/argumentProblems";
import { sentenceOf } from "../../arguments/declaredArguments";
import type { RotationInputs } from "../../arguments/rotationInputs";
import { soundInputs } from "../../arguments/soundInputs";
import { isKeySource } from "../../arguments/sourceProblems";
import { errorCodes } from "../../lifecycle/errorCodes";
import type { ArgumentProblem } from "../../shape/problem";
import { containsUnknown } from "../../shape/unknown";
import { descriptionOf } from "../keyPairs/descriptionOf";
import { keyPairModuleProblems } from "../keyPairs/keyPairModule";

/** The report on the arguments of a pair, each problem in a sentence with the pair and the argument. */
export function failuresOf(inputs: RotationInputs): readonly ArgumentProblem[] {
    return checkArguments(inputs).map(({ property, reason }) => failure(sentenceOf(inputs.pair, property, reason)));
}

/** A failure without a property. The engine would add its own name of the property, and users have other names for it. */
export function failure(sentence: string, code: "arguments" | "initial-slot" = "arguments"): ArgumentProblem {
    return { property: "", reason: `${sentence} (${errorCodes[code].id})` };
}

/**
 * All problems of the arguments of a pair; if its slots are not known, only that.
 *
 * @param declared the problems that their form has shown already
 */
export function checkArguments(
    inputs: RotationInputs,
    declared: readonly ArgumentProblem[] = [],
): readonly ArgumentProblem[] {
    const { sound, findings } = soundInputs(inputs);
    const first = [...declared, ...findings.problems].filter(isFirstOfItsKind);
    const others = sound !== undefined && isKeySource(sound.source) ? problemsOfValues(sound) : [];
    return [...first, ...others.filter(({ property }) => !first.some((other) => isAbout(other.property, property)))];
}

/** Both looks are at the same values. */
function isFirstOfItsKind({ property }: ArgumentProblem, index: number, all: readonly ArgumentProblem[]): boolean {
    return all.findIndex((other) => other.property === property) === index;
}

/** Whether a statement about one argument concerns another: the same, or something in it. */
function isAbout(property: string, other: string): boolean {
    return other === property || other.startsWith(`${property}.`) || other.startsWith(`${property}[`);
}

/** Problems of values that are each of their type. */
function problemsOfValues(inputs: RotationInputs): readonly ArgumentProblem[] {
    const { source } = inputs;
    if (source.service === "custom") {
        const problems = keyPairModuleProblems(source);
        if (problems.length > 0 || containsUnknown(source.module)) {
            return problems;
        }
    }
    return argumentProblems(inputs, descriptionOf(source));
}
