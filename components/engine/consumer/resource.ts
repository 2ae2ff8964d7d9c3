import type { CustomResource, CustomResourceOptions, Output } from "@pulumi/pulumi";
import type { ConsumerInputs } from "../../arguments/rotationInputs";
import type { InputsOf } from "../../inputsOf";
import { handledResource } from "../handledResource";

/** A place that a pair writes, as a resource. */
export interface ConsumerResource extends CustomResource {
    /** The switch of its last write. */
    readonly origin: Output<ConsumerInputs["origin"]>;
}

/** A place that a pair writes, of any kind: a type of its own for each. Updated when the application uses the key. */
export function consumerResource(
    name: string,
    kind: string,
    inputs: { [K in keyof ConsumerInputs]: InputsOf<ConsumerInputs[K]> },
    opts: CustomResourceOptions,
): ConsumerResource {
    const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    return handledResource("consumer", type, name, { ...inputs, written: undefined }, opts) as ConsumerResource;
}
