import { type Input, output, type Resource, type ResourceOptions } from "@pulumi/pulumi";
import { getAllResources } from "@pulumi/pulumi/output";

/**
 * Rule 25: a source that is replaced under its own name is another one, with other keys. A resource with this option is replaced in the very
 * update that replaces one of the resources whose outputs lead to the source, and not when they are merely updated.
 *
 * A name that is plain text leads to no resource. Outputs of a component in another language, or of another stack, lead to that and not to its
 * resources. There the keys show that a source was replaced under its own name: they count as regenerated outside.
 */
export function replacedWith(source: Input<unknown>): Pick<ResourceOptions, "replaceWith"> {
    const behind = getAllResources(output(source)).then((resources) => [...resources]);
    // Pulumi waits for promises in this list, as in `dependsOn`, though its type does not say so.
    return { replaceWith: [behind as unknown as Resource] };
}
