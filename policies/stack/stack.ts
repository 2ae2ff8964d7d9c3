import { type KnownKeys, keysKnownOf } from "./knownKeys";
import { type Pair, pairsIn } from "./pair";

/** A resource as policies see it. */
export interface StackResource {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    /** What the program asks for; undefined where it was not seen in this run (`--target`). */
    readonly inputs: unknown;
    /** What the provider answered; in a preview, what it can tell already. */
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

/** All resources of a stack, with the key pairs among them. */
export class Stack {
    readonly resources: readonly StackResource[];
    readonly #byUrn: ReadonlyMap<string, StackResource>;
    #pairs: readonly Pair[] | undefined;
    #knownKeys: KnownKeys | undefined;

    constructor(resources: readonly StackResource[]) {
        // The engine lists resources in no order, but findings should come in one.
        this.resources = [...resources].sort((one, other) => (one.urn < other.urn ? -1 : one.urn > other.urn ? 1 : 0));
        this.#byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
    }

    find(urn: string): StackResource | undefined {
        return this.#byUrn.get(urn);
    }

    /** Every `RotatingKeyPair` of the stack. */
    get pairs(): readonly Pair[] {
        this.#pairs ??= pairsIn(this);
        return this.#pairs;
    }

    /** The fingerprints of all keys that the pairs know. */
    get knownKeys(): KnownKeys {
        this.#knownKeys ??= keysKnownOf(this.pairs);
        return this.#knownKeys;
    }
}

/** What a program asks for, or where that was not seen, what is there. */
export function wanted({ inputs, outputs }: StackResource): unknown {
    return inputs ?? outputs;
}
