/**
 * An error of the lifecycle. Its message says what failed, what is still safe and the next command, and never contains
 * a key, a token or a connection string; `code` is stable and may be tested on.
 */
export class RotationError extends Error {
    override readonly name = "RotationError";

    constructor(
        readonly code: RotationErrorCode,
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
        // The engine shows the stack of a provider's error behind its message, where it would bury the sentence.
        this.stack = code;
    }
}

/** Why a rotation stopped. */
export type RotationErrorCode =
    /** The active key is not the one that consumers were given. */
    | "changed-outside"
    /** An emergency cannot replace the key of a pair that is pinned to it. */
    | "pinned"
    /** The engine writes no checkpoints, and not every consumer can be looked at. */
    | "no-checkpoints"
    /** A gate failed that was to tell whether somebody uses the standby key. */
    | "gate-failed"
    /** The service did not accept the new key in time. */
    | "not-accepted"
    /** A gate failed, or the active key is not the one that consumers were given, when the outgoing key was due. */
    | "not-retired"
    /** A consumer did not take the new key in time. */
    | "not-switched"
    /** A place that nobody moves to the next key holds a key of the pair, or may do so. */
    | "held-elsewhere"
    /** The service or the way to it failed. */
    | "service"
    /** The configuration does not say how to reach the service. */
    | "configuration";
