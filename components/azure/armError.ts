import type { Absent } from "../absent";
import { RotationError } from "../lifecycle/rotationError";

/** Further facts about a call that failed. */
export interface ArmFailure extends ErrorOptions {
    /** The service's own word for it, such as `ResourceNotFound`; absent if something in between answered. */
    readonly armCode?: string | undefined;
    /** How long to wait before another try, where the service says so. */
    readonly retryAfterMs?: number | undefined;
    /** The call may take effect later: its end is not known. */
    readonly mayBeUnderWay?: boolean;
}

/** Azure refused or failed a call: Resource Manager, or the data plane of a vault. */
export class ArmError extends RotationError {
    readonly armCode: string | undefined;
    readonly retryAfterMs: number | undefined;
    /** Whether the call may still take effect: it was not answered in time, or its operation has no known end. */
    readonly mayBeUnderWay: boolean;

    constructor(
        /** HTTP status; 0 where there was no answer, or none that can be read; 202 where what was accepted then failed, or has no known end. */
        readonly status: number,
        message: string,
        { armCode, retryAfterMs, mayBeUnderWay = false, ...options }: ArmFailure = {},
    ) {
        super("service", message, options);
        this.armCode = armCode;
        this.retryAfterMs = retryAfterMs;
        this.mayBeUnderWay = mayBeUnderWay || status === 408 || status === 504;
    }

    /**
     * Whether the call was refused because another operation is under way, or because the resource has changed since it was read. It has had
     * no effect, and may be repeated later.
     */
    get isConflict(): boolean {
        return (this.status === 409 || this.status === 412) && !isLasting(this.armCode);
    }

    /** Whether the same call may succeed later: it was not refused for its content, nor for a cause that only a person can mend. */
    get mayPass(): boolean {
        return this.isConflict || [0, 408, 429].includes(this.status) || this.status >= 500;
    }

    /** Whether the call may have taken effect all the same, or may still: what was accepted can fail after its effect. */
    get mayHaveTakenEffect(): boolean {
        const isRefused = this.isConflict || this.status === 429;
        return (this.mayPass && !isRefused) || this.mayBeUnderWay || this.status === 202;
    }
}

/** ARM's word, with a 409, for a service that the subscription has never had ("Resolve errors for resource provider registration"). */
export const UNREGISTERED = "MissingSubscriptionRegistration";

/** The causes of a 409 of ARM that stays until somebody mends it. No operation that ends by itself is in the way. */
const LASTING = [UNREGISTERED, "ScopeLocked", "ReadOnlyDisabledSubscription"].map((code) => code.toLowerCase());

function isLasting(armCode: string | undefined): boolean {
    return armCode !== undefined && LASTING.includes(armCode.toLowerCase());
}

/** A call was answered with success, or with a redirect, but not with what was asked for (rule 31): not known to be done, nor to be absent. */
export class UnusableAnswer extends ArmError {
    constructor(
        call: string,
        why: string,
        /** The call would change something, and may have. */
        mayBeUnderWay: boolean,
    ) {
        super(0, `${call}: no usable answer (${why})`, { mayBeUnderWay });
    }
}

/** The codes of a 404 for which ARM has not looked for the resource: it does not know the subscription or the type. */
const NOT_LOOKED_FOR = ["SubscriptionNotFound", "InvalidResourceType", "InvalidResourceNamespace"].map((code) =>
    code.toLowerCase(),
);

/**
 * The answer, or `absent` if the resource does not exist. A 404 proves that only in ARM's own words: a proxy may
 * answer it too, and so does ARM where it has not looked for the resource.
 */
export async function unlessAbsent<Answer>(answer: Promise<Answer>): Promise<Answer | Absent> {
    try {
        return await answer;
    } catch (error) {
        const isAbsent =
            error instanceof ArmError &&
            error.status === 404 &&
            error.armCode !== undefined &&
            !NOT_LOOKED_FOR.includes(error.armCode.toLowerCase());
        if (isAbsent) {
            return "absent";
        }
        throw error;
    }
}
