// How the dependents of a pair are looked for, as args.ts has it.
import type { Input } from "@pulumi/pulumi";

/** How every place that holds a key of a pair is looked for, registered or not. */
export interface DependentsSearch {
    /** A place was found that nobody moves to the next key: `refuse` (default) to rotate, or `warn` and go on. */
    readonly unregistered?: Input<string>;
    /** Places could not be looked at, because that is not allowed or nobody can: `warn` (default) or `refuse` to rotate. */
    readonly notLookedAt?: Input<string>;
    /** What no call can see, and what something else moves. */
    readonly alsoHeldBy?: AlsoHeld[];
    /** Subscriptions to look in; default: that of the service that has the keys. */
    readonly subscriptionIds?: Input<string>[];
    /** One search makes no more calls than this; default 1000. What is left then is named as not looked at. */
    readonly maxCalls?: Input<number>;
    /** The tag of a resource that says who answers for it; default `owner`. */
    readonly ownerTag?: Input<string>;
}

/** A place that no call can see, or that something else moves to the next key, as a person writes it down. */
export interface AlsoHeld {
    /** What it is; or, for one that is found, its place as the list names it, its ARM id, or that of the resource it is in. */
    readonly name: Input<string>;
    /** Who answers for it. */
    readonly owner: Input<string>;
    /** `byHand` (a person gives it the new key), `elsewhere` (something else moves it) or `unaffected` (no key that it uses changes). */
    readonly kind: Input<string>;
}
