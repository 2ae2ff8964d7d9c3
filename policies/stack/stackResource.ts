/** A resource as policies see it. */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** The inputs of the program; undefined if they were not seen in this run (`--target`). */
    readonly inputs: unknown;
    /** The outputs of the provider; in a preview, those that are known already. */
    readonly outputs: unknown;
    /** Components, providers and the stack hold nothing of their own. */
    readonly kind: "resource" | "component" | "provider" | "stack";
    /** URN of the resource that it belongs to. */
    readonly parent?: string;
    /** URNs of everything that it waits for. */
    readonly dependencies: readonly string[];
    /** URNs by the property that depends on them. */
    readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** The resources of a stack. */
export interface StackResources {
    readonly resources: readonly StackResource[];
    find(urn: string): StackResource | undefined;
}
