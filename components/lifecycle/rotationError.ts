import { errorCodes, type RotationErrorCode } from "./errorCodes";

/**
 * An error of the lifecycle. Its message names the failure, the keys that still work and the next command. It never contains a key, a token or
 * a connection string. `code` is stable and may be tested.
 */
export class RotationError extends Error {
    override readonly name = "RotationError";

    constructor(
        readonly code: RotationErrorCode,
        message: string,
        options?: ErrorOptions,
    ) {
        super(message, options);
        // The engine shows the stack of a provider's error behind its message. There it would bury the sentence.
        const { id } = errorCodes[code];
        this.stack = `${id} (${code}): npx pulumi-two-key explain ${id}`;
    }
}
