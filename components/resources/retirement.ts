import { type CustomResourceOptions, dynamic, type Output } from "@pulumi/pulumi";
import type { RetirementInputs } from "../arguments/rotationInputs";
import type { InputsOf } from "../inputsOf";
import type { RetirementOutputs } from "../provider/retirement";
import { retirementStub } from "./stubs";

/** Regenerates the slot that consumers left, once all of them are on the other one. */
export class Retirement extends dynamic.Resource {
    declare readonly state: Output<RetirementOutputs["state"]>;
    /** What the gates said when they were asked last. */
    declare readonly answers: Output<RetirementOutputs["answers"]>;

    constructor(
        name: string,
        inputs: { [K in keyof RetirementInputs]: InputsOf<RetirementInputs[K]> },
        opts: CustomResourceOptions,
    ) {
        super(retirementStub, name, { ...inputs, state: undefined, answers: undefined }, opts, "two-key", "Retirement");
    }
}
