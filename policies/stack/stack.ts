import { type KnownKeys, keysKnownOf } from "./knownKeys";
import { pairsIn } from "./pair";
import type { Pair } from "./pairState";
import type { StackResource, StackResources } from "./stackResource";

/** All resources of a stack, with the key pairs among them. */
export class Stack implements StackResources {
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

/** The inputs of the program, or the outputs if the inputs were not seen. */
export function wanted({ inputs, outputs }: StackResource): unknown {
    return inputs ?? outputs;
}
