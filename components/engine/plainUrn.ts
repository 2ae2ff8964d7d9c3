import type { ComponentResource } from "@pulumi/pulumi";

/** The component's URN, free of the dependency that would make each child wait for its parent, and so for itself. */
export function plainUrn({ urn }: ComponentResource): Promise<string> {
    return new Promise((resolve) => {
        urn.apply(resolve);
    });
}
