import { CustomResource, type CustomResourceOptions, type Inputs, type Output, runtime } from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks";
import { providerText } from "./providerText";
import { settledOutputs } from "./settledOutputs";
import { pairsOfProgram, thisProgram } from "./thisProgram";

/** The handlers that check their inputs. */
const CHECKED: readonly string[] = ["rotation", "retirement"];

let isInPlugin = false;

/**
 * From now on the resources are those that this package's plugin serves to programs of every language: dynamic ones do not
 * load in a plugin (pulumi/pulumi#5455). Elsewhere they are dynamic, so that a Node program needs no plugin.
 */
export function registerInPlugin(): void {
    isInPlugin = true;
}

/** Whether programs in other languages are served. */
export function isPlugin(): boolean {
    return isInPlugin;
}

/** Whether a program tests itself, with mocks in the place of the engine. */
export function isMocked(): boolean {
    return runtime.getMonitor() instanceof MockMonitor;
}

/**
 * Registers a resource that the handlers of `provider/` serve, in either host. This is the one place in which the two differ. A dynamic one
 * whose inputs are checked tells its handlers the processes of the program (rule 32), and the number of its pairs: they take that out again.
 *
 * @param handler the folder of its handler in `engine`, such as `rotation`.
 * @param type the last part of its type, such as `Rotation`.
 */
export function handledResource(
    handler: string,
    type: string,
    name: string,
    properties: Inputs,
    opts: CustomResourceOptions,
): CustomResource {
    const resource = isInPlugin
        ? new Custom(`two-key:index:${type}`, name, properties, opts)
        : new Custom(`pulumi-nodejs:dynamic/two-key:${type}`, name, dynamicInputs(handler, properties), opts);
    return isMocked() ? withMissingOutputs(resource, type) : resource;
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

/** As `dynamic.Resource` of the SDK has them. */
function dynamicInputs(handler: string, properties: Inputs): Inputs {
    const ofCommand = CHECKED.includes(handler) ? { program: thisProgram(), pairs: pairsOfProgram() } : {};
    return { ...properties, ...ofCommand, __provider: providerText(handler) };
}

/** The base class is abstract. */
class Custom extends CustomResource {}
