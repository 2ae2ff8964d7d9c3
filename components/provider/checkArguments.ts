import { argumentProblems } from "../arguments/argumentProblems";
import type { ArgumentProblem } from "../arguments/problem";
import type { RotationInputs } from "../arguments/rotationInputs";
import { isKeySource, unknownSource } from "../arguments/sourceProblems";
import { containsUnknown } from "../arguments/unknown";
import { keyPairModuleProblems } from "./keyPairs/keyPairModule";
import { descriptionOf } from "./keyPairs/keyPairs";

/** Everything that is wrong with the arguments of a pair; where nobody knows what its slots are, that alone. */
export function checkArguments(inputs: RotationInputs): readonly ArgumentProblem[] {
    const { source } = inputs;
    if (!isKeySource(source)) {
        return unknownSource(source);
    }
    if (source.service === "custom") {
        const problems = keyPairModuleProblems(source);
        if (problems.length > 0 || containsUnknown(source.module)) {
            return problems;
        }
    }
    return argumentProblems(inputs, descriptionOf(source));
}
