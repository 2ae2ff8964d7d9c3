import { CustomResource, type CustomResourceOptions, dynamic, type Inputs } from "@pulumi/pulumi";

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
    return isInPlugin
        ? new Custom(`two-key:index:${type}`, name, properties, opts)
        : new Dynamic(stub, name, properties, opts, "two-key", type);
}

/** The base classes are abstract. */
class Custom extends CustomResource {}

class Dynamic extends dynamic.Resource {}
