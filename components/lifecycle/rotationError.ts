import { errorCodes, type RotationErrorCode } from "./errorCodes";

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
        const { id } = errorCodes[code];
        this.stack = `${id} (${code}): npx pulumi-two-key explain ${id}`;
    }
}
