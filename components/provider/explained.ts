import { ArmError, withoutKeys } from "../azure/armError";
import { RotationError, type RotationErrorCode } from "../lifecycle/rotationError";

/** What a handler is about, for the sentence that says why it stopped. */
export interface Undertaking {
    readonly pair: string;
    /** What did not come about, such as `the rotation stopped`. */
    readonly failed: string;
    /** What still works all the same. */
    readonly safe: string;
    /** Default: as the cause says. */
    readonly code?: RotationErrorCode;
    /** Default `pulumi up`. */
    readonly command?: string;
}

/**
 * Carries out what a handler is about. Whatever stops it becomes one `RotationError`: what failed, what is safe, and the next
 * command. An error of the lifecycle says all of that itself.
 */
export async function explained<Result>(about: Undertaking, action: () => Promise<Result>): Promise<Result> {
    try {
        return await action();
    } catch (cause) {
        throw isWholeSentence(cause) ? cause : sentence(about, cause);
    }
}

/** Failures of the way to a service know nothing of the pair; all others are about it. */
function isWholeSentence(error: unknown): boolean {
    return error instanceof RotationError && error.code !== "service" && error.code !== "configuration";
}

function sentence({ pair, failed, safe, code, command = "pulumi up" }: Undertaking, cause: unknown): RotationError {
    const known = cause instanceof RotationError;
    const why = known ? cause.message : withoutKeys(cause instanceof Error ? cause.message : String(cause));
    const first = cause instanceof ArmError && (cause.mayPass || cause.mayBeUnderWay) ? "" : "once that is mended, ";
    const text = `${pair}: ${failed}: ${why}; ${safe}; ${first}run \`${command}\` again`;
    return new RotationError(code ?? (known ? cause.code : "service"), text, { cause });
}
