import { CustomResource, type CustomResourceOptions, dynamic, type Inputs, type Output, runtime } from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { settledOutputs } from "./settledOutputs";
import { thisProgram } from "./thisProgram";

let isInPlugin = false;

/**
 * From now on the resources are those that this package's plugin serves to programs of every language: dynamic ones do not
 * load in a plugin (pulumi/pulumi#5455). Elsewhere they are dynamic, so that a Node program needs no plugin.
 */
export function registerInPlugin(): void {
    isInPlugin = true;
}

/**
 * Registers a resource that the handlers of `provider/` serve, in either host. This is the one place where the two differ.
 * A dynamic one that has its inputs checked tells its handlers who runs the program (rule 32): they take that out again.
 *
 * @param type the last part of its type, such as `Rotation`.
 */
export function handledResource(
    stub: dynamic.ResourceProvider,
    type: string,
    name: string,
    properties: Inputs,
    opts: CustomResourceOptions,
): CustomResource {
    const resource = isInPlugin
        ? new Custom(`two-key:index:${type}`, name, properties, opts)
        : new Dynamic(
              stub,
              name,
              stub.check ? { ...properties, program: thisProgram() } : properties,
              opts,
              "two-key",
              type,
          );
    return runtime.getMonitor() instanceof MockMonitor ? withMissingOutputs(resource, type) : resource;
}

/** A program's own mocks may know nothing of pairs, and answer with the inputs alone. */
function withMissingOutputs(resource: CustomResource, type: string): CustomResource {
    const outputs = resource as unknown as Readonly<Record<string, Output<unknown>>>;
    const missing = Object.entries(settledOutputs(type)).map(([name, value]) => [
        name,
        outputs[name]?.apply((found) => found ?? value),
    ]);
    return Object.assign(resource, Object.fromEntries(missing));
}

/** The base classes are abstract. */
class Custom extends CustomResource {}

class Dynamic extends dynamic.Resource {}
