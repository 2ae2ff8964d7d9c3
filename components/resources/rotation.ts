import { type CustomResourceOptions, dynamic, mergeOptions, type Output, secret } from "@pulumi/pulumi";
import type { RotationInputs } from "../arguments/rotationInputs";
import type { KeyView } from "../consumers/keyContent";
import type { InputsOf } from "../inputsOf";
import type { RotationOutputs } from "../provider/rotation";
import { rotationStub } from "./stubs";

/** Regenerates the standby key and makes it the active one, once the service accepts it. */
export class Rotation extends dynamic.Resource {
    declare readonly state: Output<RotationOutputs["state"]>;
    declare readonly sourceId: Output<string>;
    declare readonly endpoints: Output<RotationOutputs["endpoints"]>;
    declare readonly key: Output<string>;
    declare readonly connectionString: Output<string>;

    constructor(
        name: string,
        inputs: { [K in keyof RotationInputs]: InputsOf<RotationInputs[K]> },
        opts: CustomResourceOptions,
    ) {
        const outputs = {
            state: undefined,
            sourceId: undefined,
            endpoints: undefined,
            key: undefined,
            connectionString: undefined,
        };
        const additionalSecretOutputs = ["endpoints", "key", "connectionString"];
        super(
            rotationStub,
            name,
            { ...inputs, ...outputs },
            mergeOptions(opts, { additionalSecretOutputs }),
            "two-key",
            "Rotation",
        );
    }

    /** The active key as consumers see it. */
    get view(): KeyView {
        const { key, connectionString, endpoints, state, sourceId } = this;
        return {
            value: secret(key),
            connectionString: secret(connectionString),
            endpoints: secret(endpoints),
            slot: state.apply(({ active }) => active.slot),
            generation: state.apply((current) => current.generation),
            fingerprint: state.apply(({ active }) => active.fingerprint),
            rotatedAt: state.apply((current) => current.rotatedAt),
            source: sourceId,
        };
    }
}
