import { type CustomResourceOptions, dynamic } from "@pulumi/pulumi";
import type { ConsumerInputs } from "../arguments/rotationInputs";
import type { InputsOf } from "../inputsOf";
import { consumerStub } from "./stubs";

/** A place that a pair writes, of any kind: a type of its own for each. Updated when the application uses the key. */
export class Consumer extends dynamic.Resource {
    constructor(
        name: string,
        kind: string,
        inputs: { [K in keyof ConsumerInputs]: InputsOf<ConsumerInputs[K]> },
        opts: CustomResourceOptions,
    ) {
        const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
        super(consumerStub, name, { ...inputs, written: undefined }, opts, "two-key", type);
    }
}
