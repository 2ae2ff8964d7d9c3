import assert from "node:assert/strict";
import { argumentProblems } from "../../../components/arguments/argumentProblems";
import type { RotationInputs } from "../../../components/arguments/rotationInputs";
import { azureServices } from "../../../components/services/azureServices";

/** The problem, in the title of a test; the arguments; the one property that is refused; the reason. */
export type Refusal = readonly [string, RotationInputs, string, RegExp];

/** The problems of a pair of a storage account. The account can be asked whether it accepts a key. */
export function problemsOf(inputs: RotationInputs) {
    return argumentProblems(inputs, { slots: azureServices.storageAccount.slots, canBeAsked: true });
}

/** A test of each. */
export function areRefusedByName(refusals: readonly Refusal[]): void {
    for (const [title, inputs, property, reason] of refusals) {
        it(`${title}: ${property}`, () => {
            const problems = problemsOf(inputs);
            assert.deepEqual(
                problems.map((problem) => problem.property),
                [property],
            );
            assert.match(problems[0]?.reason ?? "", reason);
        });
    }
}
