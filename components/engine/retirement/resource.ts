import type { CustomResource, CustomResourceOptions, Output } from "@pulumi/pulumi";
import type { RetirementInputs } from "../../arguments/rotationInputs";
import type { InputsOf } from "../../inputsOf";
import { handledResource } from "../handledResource";
import type { RetirementOutputs } from "./handler";

/** Regenerates the slot that consumers left, once all of them are on the other one. */
export interface Retirement extends CustomResource {
    readonly state: Output<RetirementOutputs["state"]>;
    /** The last answers of the gates. */
    readonly answers: Output<RetirementOutputs["answers"]>;
    /** The key in the slot that was retired last. */
    readonly standby: Output<RetirementOutputs["standby"]>;
}

/** Registers it. */
export function retirementResource(
    name: string,
    inputs: { [K in keyof RetirementInputs]: InputsOf<RetirementInputs[K]> },
    opts: CustomResourceOptions,
): Retirement {
    const properties = { ...inputs, state: undefined, answers: undefined, standby: undefined };
    return handledResource("retirement", "Retirement", name, properties, opts) as Retirement;
}
