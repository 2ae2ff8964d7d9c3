import { type CustomResource, type CustomResourceOptions, mergeOptions, type Output, secret } from "@pulumi/pulumi";
import type { WaveInputs } from "../../arguments/rotationInputs";
import type { KeyView } from "../../consumers/values/keyContent";
import { sasOf } from "../../consumers/values/settingValue";
import type { InputsOf } from "../../inputsOf";
import { handledResource } from "../handledResource";
import { type WaveOutputs, waveSecrets } from "./waveOutputs";

/** Hands the active key on to the consumers of one wave, once those of the wave before have had it for a while. */
export interface Wave extends CustomResource {
    readonly state: Output<WaveOutputs["state"]>;
    readonly givenAt: Output<WaveOutputs["givenAt"]>;
    readonly key: Output<string>;
    readonly connectionString: Output<string>;
}

/** Registers it. */
export function waveResource(
    name: string,
    inputs: { [K in keyof WaveInputs]: InputsOf<WaveInputs[K]> },
    opts: CustomResourceOptions,
): Wave {
    const properties = { ...inputs, state: undefined, givenAt: undefined, key: undefined, connectionString: undefined };
    const options = mergeOptions(opts, { additionalSecretOutputs: [...waveSecrets] });
    return handledResource("wave", "Wave", name, properties, options) as Wave;
}

/** The key for the consumers of the wave; the members that are the same for every key of the pair come from the active one. */
export function keyViewOfWave({ key, connectionString, state }: Wave, { endpoints, source }: KeyView): KeyView {
    const view = {
        value: secret(key),
        connectionString: secret(connectionString),
        endpoints,
        slot: state.apply(({ given }) => given.slot),
        generation: state.apply(({ given }) => given.generation),
        fingerprint: state.apply(({ given }) => given.fingerprint),
        rotatedAt: state.apply(({ given }) => given.rotatedAt),
        source,
    };
    return { ...view, sas: (args) => sasOf(args, view) };
}
