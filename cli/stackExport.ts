import type { SearchedPair } from "./dependents";
import type { DeployedPair } from "./role";

/** The output of `pulumi stack export`, with the members that are read here. */
export interface StackExport {
    readonly deployment?: {
        readonly resources?: readonly StackResource[] | null;
        /** The operations that were running when an update was interrupted. */
        readonly pending_operations?: readonly PendingOperation[] | null;
    } | null;
}

/** A resource in a stack's state. */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly parent?: string;
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

interface PendingOperation {
    readonly resource: Pick<StackResource, "urn" | "parent">;
    /** Such as `updating`. */
    readonly type: string;
}

/** The text is not from `pulumi stack export`, or the stack has no pair. */
export class StackProblem extends Error {
    override readonly name = "StackProblem";
}

/** Reads the output of `pulumi stack export`. */
export function readStackExport(text: string): StackExport {
    let read: unknown;
    try {
        read = JSON.parse(text);
    } catch {
        read = undefined;
    }
    if (typeof read !== "object" || read === null || !("deployment" in read)) {
        throw new StackProblem("This is not what `pulumi stack export` prints.");
    }
    return read as StackExport;
}

/** The resources of that kind, such as `Rotation`: as a Node program has them, and as the plugin gives them to programs in other languages. */
export function resourcesOf({ deployment }: StackExport, kind: string): readonly StackResource[] {
    const types = [`pulumi-nodejs:dynamic/two-key:${kind}`, `two-key:index:${kind}`];
    return (deployment?.resources ?? []).filter(({ type }) => types.includes(type));
}

/**
 * The pairs of a stack: at least one.
 *
 * @param advice the next step if there is no pair
 */
export function pairsIn(stack: StackExport, advice?: string): readonly (DeployedPair & SearchedPair)[] {
    const pairs = resourcesOf(stack, "Rotation").map(({ inputs, outputs }) => {
        const pair = { ...inputs, sourceId: outputs?.sourceId, state: outputs?.state };
        return pair as unknown as DeployedPair & SearchedPair;
    });
    if (pairs.length === 0) {
        throw noPair(advice);
    }
    return pairs;
}

/** For a stack without pairs. */
export function noPair(advice = "Run `pulumi up` first."): StackProblem {
    return new StackProblem(`There is no pair in this stack. ${advice}`);
}
