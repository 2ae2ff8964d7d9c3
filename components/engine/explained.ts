import { ArmError } from "../azure/armError";
import type { RotationErrorCode } from "../lifecycle/errorCodes";
import { RotationError } from "../lifecycle/rotationError";
import { errorLine } from "../oneLine";

/** The task of a handler, for the sentence that says why it stopped. */
export interface Undertaking {
    readonly pair: string;
    /** The failure, such as `the rotation stopped`. */
    readonly failed: string;
    /** The things that still work. */
    readonly safe: string;
    /** Default: the code of the cause. */
    readonly code?: RotationErrorCode;
    /** Default `pulumi up`. */
    readonly command?: string;
    /** The engine may do this without the program, and so with the credential of the last `pulumi up`. */
    readonly withoutProgram?: true;
}

/**
 * Performs the task of a handler. Every cause of a stop becomes one `RotationError`: the failure, the things that still work, and the next
 * command. An error of the lifecycle or of a consumer has all of these itself, except the name of the pair.
 */
export async function explained<Result>(about: Undertaking, action: () => Promise<Result>): Promise<Result> {
    try {
        return await action();
    } catch (cause) {
        throw isWholeSentence(cause) ? ofPair(about.pair, cause) : sentence(about, cause);
    }
}

/** Errors without a pair: failures of the way to a service, and a stop. */
const ABOUT_NO_PAIR: readonly RotationErrorCode[] = ["service", "configuration", "credential", "stopped"];

/** All others are about it. */
function isWholeSentence(error: unknown): error is RotationError {
    return error instanceof RotationError && !ABOUT_NO_PAIR.includes(error.code);
}

/** Neither the lifecycle nor a consumer knows the name of the pair. */
function ofPair(pair: string, error: RotationError): RotationError {
    const start = `${pair}: `;
    return error.message.startsWith(start)
        ? error
        : new RotationError(error.code, `${start}${error.message}`, { cause: error });
}

const OF_LAST_UPDATE =
    "`pulumi refresh` and `pulumi destroy` use the credential of the last `pulumi up`; " +
    "if it was replaced since, give them `--run-program`, or run a plain `pulumi up` first";

/** Whether nobody could be asked because of the caller: it had no token, or its token was refused. */
function isCredential(cause: unknown): boolean {
    return (
        cause instanceof RotationError &&
        (cause.code === "credential" || (cause instanceof ArmError && cause.status === 401))
    );
}

function sentence(
    { pair, failed, safe, code, command = "pulumi up", withoutProgram }: Undertaking,
    cause: unknown,
): RotationError {
    const known = cause instanceof RotationError;
    const why = known ? cause.message : errorLine(cause);
    const isStopped = known && cause.code === "stopped";
    const passes = isStopped || (cause instanceof ArmError && (cause.mayPass || cause.mayBeUnderWay));
    const first = passes ? "" : "once that is mended, ";
    const isRefused = isCredential(cause);
    const next = isRefused && withoutProgram ? OF_LAST_UPDATE : `${first}run \`${command}\` again`;
    const text = `${pair}: ${failed}: ${why}; ${safe}; ${next}`;
    const own = isStopped || !known ? undefined : isRefused ? "credential" : cause.code;
    return new RotationError(isStopped ? "stopped" : (code ?? own ?? "service"), text, { cause });
}
