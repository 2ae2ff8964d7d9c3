import type { ProbeName } from "../azure/probes/probes";
import type { Endpoints, KeyPairDescription, KeysBySlot } from "./keyPairDescription";

/** An Azure service with two interchangeable keys: a row of the table in `azureServices.ts`. */
export interface AzureService extends Omit<KeyPairDescription, "canBeAsked"> {
    /** The service as its documentation calls it, such as `Storage account`. */
    readonly title: string;
    /** ARM type of what has the keys, such as `Microsoft.ServiceBus/namespaces/authorizationRules`. */
    readonly type: string;
    readonly apiVersion: string;
    /** The names in the resource's id, outermost first: one for each level of the type. */
    readonly names: readonly NameArgument[];
    /** How many of the names lead to the resource whose actions list and regenerate the keys; default: all. */
    readonly actionsLevel?: number;
    readonly list: ListOperation;
    readonly regenerate: Regenerate;
    /** The resource that names the data plane's endpoints; absent if none does. */
    readonly endpoints?: EndpointsOperation;
    /** The probe that asks whether a key is accepted; absent if no call can tell. */
    readonly probe?: ProbeName;
    /** A sentence on what else stops working with a regenerated key; absent if nothing does. */
    readonly alsoInvalidates?: string;
    /** How to do without keys, as a sentence. */
    readonly withoutKeys: string;
    readonly example: ServiceExample;
}

/** One resource of a service, for its documentation and its tests. */
export interface ServiceExample {
    /** The names of the resource, by their arguments. */
    readonly args: Readonly<Record<string, string>>;
    /** Its id below the resource group. */
    readonly id: string;
    /** The GET of the resource; absent if it does not matter. */
    readonly resource?: unknown;
    /** The connection string of applications; `{key}` is the key. */
    readonly connectionString: string;
    /** The key in the list, if it is of a form of its own; `{key}` is its secret part. */
    readonly key?: string;
}

/** A name of the resource or of one of its parents. */
export interface NameArgument {
    /** As azure-native calls it. */
    readonly argument: string;
    /** The names that the service allows, and the same in words. */
    readonly pattern: RegExp;
    readonly rule: string;
}

/** How the keys are listed. */
export interface ListOperation {
    readonly method: "GET" | "POST";
    /** Relative to the resource, such as `listKeys`. */
    readonly action: string;
    readonly body?: unknown;
    readonly keysIn: ReadKeys;
}

/** The key in each slot, from an answer. `names` are those of the source, outermost first. */
export type ReadKeys = (answer: unknown, names: readonly string[]) => KeysBySlot;

/** How one key is made anew. */
export type Regenerate = RegenerateAction | RegeneratePolicy;

/** A POST that names the slot in its path or in its body. */
export interface RegenerateAction {
    readonly kind: "action";
    /** Relative to the resource, such as `regenerateKey`. */
    readonly action: (slot: string) => string;
    /** `listed` is the answer of a list, where the body needs one. */
    readonly body?: (slot: string, listed: unknown, names: readonly string[]) => unknown;
    /** Whether the service answers before the key is regenerated; the end is waited for. */
    readonly isLongRunning?: true;
    /** Whether the body is made from a list. */
    readonly bodyNeedsList?: true;
    /** Both keys in the answer; absent if it does not have both and they are listed. */
    readonly keysIn?: ReadKeys;
}

/**
 * A PUT of the whole parent with another key in one of its access policies: the service has no regenerate. All policies are
 * sent back with their keys, and the etag keeps a change of somebody else's from being overwritten.
 */
export interface RegeneratePolicy {
    readonly kind: "policy";
    /** Lists every policy with its keys; relative to the parent. */
    readonly listPolicies: string;
    /** The field of a policy that holds the slot's key. */
    readonly field: (slot: string) => string;
    /** The parent's property that holds the policies, and the field of a policy that names it. */
    readonly policies: string;
    readonly policyName: string;
}

/** How the endpoints are found. */
export interface EndpointsOperation {
    /** How many of the names lead to the resource that knows them: 1 for the namespace of a rule; 0 where all have the same. */
    readonly level: number;
    /** Set if that resource has an api-version of its own. */
    readonly apiVersion?: string;
    /** From the resource's GET (empty if it is absent) and the storage suffix of the cloud in use. */
    readonly endpointsIn: (names: readonly string[], resource: unknown, storageSuffix: string) => Endpoints;
}
