import type { Input } from "@pulumi/pulumi";
import type { Consumer, ConsumerArgs, PlaceOf } from "../consumer";
import type { KeyContent } from "../values/keyContent";

/**
 * The check that a service has the key: a call that is repeated until its answer meets the expectations. At least one of its four signs is
 * necessary.
 */
export interface ArmCheck {
    /** Path of the call, as that of the action; default: the path of the action. */
    readonly path?: Input<string>;
    /** Default: that of the action. */
    readonly apiVersion?: Input<string>;
    /** `GET` (default), or `POST` for services that show keys so. */
    readonly method?: Input<"GET" | "POST">;
    /**
     * JSON Pointer to the value itself in the answer, such as `/userStorageKey`. With it the place is checked before a key is regenerated, and
     * `pulumi up --refresh` finds changes by hand.
     */
    readonly contentAt?: Input<string>;
    /** The same for an answer that shows the key's fingerprint: SHA-256 in lower-case hex. */
    readonly fingerprintAt?: Input<string>;
    /** JSON Pointer to a member that changes once the service has finished, such as the time of its last synchronisation. */
    readonly changedAt?: Input<string>;
    /** The members that the answer must show, by their JSON Pointers, such as `{ "/properties/provisioningState": "Succeeded" }`. */
    readonly expect?: Readonly<Record<string, Input<string>>>;
    /** The time that the service has; default `2m`. */
    readonly timeout?: Input<string>;
}

/** Arguments of `armAction`. */
export interface ArmActionArgs extends ConsumerArgs {
    /**
     * Path of the call: the ARM id of a resource and, for a `POST`, the name of the action. A path that begins with `/resourceGroups/` is in
     * the configured subscription.
     */
    readonly path: Input<string>;
    /** Version of the service's API, such as `2023-11-01`. */
    readonly apiVersion: Input<string>;
    /** `POST` (default), `PUT` or `PATCH`. The call may be repeated, so it must do no harm twice. */
    readonly method?: Input<"POST" | "PUT" | "PATCH">;
    /** Sent as JSON: plain data without a key, and outputs of such. */
    readonly body?: Input<Readonly<Record<string, unknown>>>;
    /** JSON Pointer to the value in the body, such as `/properties/value`. Absent for a service that reads the key itself. */
    readonly contentAt?: Input<string>;
    /** The value; default `key`. */
    readonly content?: KeyContent;
    /** How it is seen that the service has the key; default: its answer to the call is enough. */
    readonly check?: ArmCheck;
    /**
     * Whether the call is made once more after the old key was retired: for a service that reads the keys itself, and may take either of the
     * two. The check then waits until the member at `changedAt` changes.
     */
    readonly afterRetirement?: boolean;
    /** How long readers may use a copy, such as `1h`; the old key is retired after that. Default: not at all. */
    readonly cachedFor?: Input<string>;
}

/** Such a call as a consumer. */
export interface ArmActionConsumer extends ArmActionArgs, Consumer {
    /** The kind of the consumer; set by `armAction`. */
    readonly kind: "armAction";
}

/** The same as plain values. */
export type ArmActionPlace = PlaceOf<Omit<ArmActionConsumer, "body">> & {
    readonly body?: Readonly<Record<string, unknown>>;
};
