// The engine's questions to an analyzer, as policies see them. @pulumi/policy hands over the resources one by one with the inputs of the
// program. At the end it hands over all of them with the outputs of the providers. This file brings the two together.
import type { PolicyResource, ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { Stack } from "../stack/stack";
import type { StackResource } from "../stack/stackResource";
import { sentValue } from "./sentValue";

/** A resource that a program asks for, before it is made. */
export type ResourceAsked = Pick<StackResource, "urn" | "type" | "name" | "inputs">;

/** The inputs of this run, by URN. The engine starts an analyzer anew for each run. */
const inputsByUrn = new Map<string, unknown>();

const stacks = new WeakMap<object, Stack>();

/** Remembers the inputs of a program until the stack is judged. */
export function noteInputs({ urn, props }: ResourceValidationArgs): void {
    inputsByUrn.set(urn, sentValue(props));
}

/** The resource that is about to be made. */
export function resourceOf({ urn, type, name, props }: ResourceValidationArgs): ResourceAsked {
    return { urn, type, name, inputs: sentValue(props) };
}

/** The stack that a request is about. Each policy is asked with the same resources, and gets the same stack. */
export function stackOf(resources: StackValidationArgs["resources"]): Stack {
    const [first] = resources;
    const identity = first === undefined ? undefined : sentValue(first.props);
    const seen = identity === undefined ? undefined : stacks.get(identity);
    const stack = seen ?? new Stack(resources.map(stackResource));
    if (identity !== undefined) {
        stacks.set(identity, stack);
    }
    return stack;
}

function stackResource(resource: PolicyResource): StackResource {
    const { urn, type, name, props, parent, dependencies, propertyDependencies } = resource;
    return {
        urn,
        type,
        name,
        inputs: inputsByUrn.get(urn),
        outputs: sentValue(props),
        kind: kindOf(resource),
        ...(parent === undefined ? {} : { parent: parent.urn }),
        dependencies: dependencies.map((dependency) => dependency.urn),
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([property, on]) => [property, on.map(({ urn }) => urn)]),
        ),
    };
}

function kindOf({ type, provider }: PolicyResource): StackResource["kind"] {
    if (type === "pulumi:pulumi:Stack") {
        return "stack";
    }
    if (type.startsWith("pulumi:providers:")) {
        return "provider";
    }
    // Only a resource of a provider has one; `pulumi:pulumi:StackReference` is built into the engine, and holds nothing.
    return provider === undefined ? "component" : "resource";
}
