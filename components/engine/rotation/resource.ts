import {
    type CustomResource,
    type CustomResourceOptions,
    mergeOptions,
    type Output,
    output,
    runtime,
    secret,
} from "@pulumi/pulumi";
import { getAllResources } from "@pulumi/pulumi/output";
import type { Ahead, RotationInputs } from "../../arguments/rotationInputs";
import type { KeyView } from "../../consumers/values/keyContent";
import { sasOf } from "../../consumers/values/settingValue";
import type { InputsOf } from "../../inputsOf";
import { handledResource } from "../handledResource";
import { replacedWith } from "./replacedWith";
import { type RotationOutputs, rotationSecrets } from "./rotationOutputs";

/** Regenerates the standby key and makes it the active one, once the service accepts it. */
export interface Rotation extends CustomResource {
    readonly state: Output<RotationOutputs["state"]>;
    readonly sourceId: Output<string>;
    readonly found: Output<RotationOutputs["found"]>;
    readonly endpoints: Output<RotationOutputs["endpoints"]>;
    readonly key: Output<string>;
    readonly connectionString: Output<string>;
}

/** Registers it. */
export function rotationResource(
    name: string,
    inputs: { [K in keyof RotationInputs]: InputsOf<RotationInputs[K]> },
    opts: CustomResourceOptions,
): Rotation {
    const outputs = {
        state: undefined,
        sourceId: undefined,
        found: undefined,
        endpoints: undefined,
        key: undefined,
        connectionString: undefined,
    };
    const options = mergeOptions(opts, {
        additionalSecretOutputs: [...rotationSecrets],
        ...replacedWith(inputs.source),
    });
    return handledResource("rotation", "Rotation", name, { ...inputs, ...outputs }, options) as Rotation;
}

/**
 * Inputs that only a preview receives: the values that come from resources. A name that does is correct, even if it does not exist yet.
 * `waits`: the pair itself declares that it comes after others, which may make the resources that plain text names.
 */
export function aheadOf(values: Readonly<Record<string, unknown>>, waits: boolean): Output<Ahead> | undefined {
    if (!runtime.isDryRun()) {
        return undefined;
    }
    const behind = Object.entries(values).map(async ([argument, value]) => {
        const resources = await getAllResources(output(value));
        return waits || resources.size > 0 ? [argument] : [];
    });
    return output(Promise.all(behind).then((found) => ({ fromResources: found.flat() })));
}

/** The active key as consumers see it. */
export function keyViewOf({ key, connectionString, endpoints, state, sourceId }: Rotation): KeyView {
    const view = {
        value: secret(key),
        connectionString: secret(connectionString),
        endpoints: secret(endpoints),
        slot: state.apply(({ active }) => active.slot),
        generation: state.apply((current) => current.generation),
        fingerprint: state.apply(({ active }) => active.fingerprint),
        rotatedAt: state.apply((current) => current.rotatedAt),
        source: sourceId,
    };
    return { ...view, sas: (args) => sasOf(args, view) };
}
