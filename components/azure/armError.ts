import { RotationError } from "../lifecycle/rotationError";

/** What else is known of a call that failed. */
export interface ArmFailure extends ErrorOptions {
    /** ARM's own word for it, such as `ResourceNotFound`; absent where something in between answered. */
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
    /** Whether the call may still take effect: it was not answered in time, or what it began has no known end. */
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

    /** Whether the same call may succeed later: it was not refused for what it is. */
    get mayPass(): boolean {
        return [0, 408, 409, 429].includes(this.status) || this.status >= 500;
    }

    /** Whether the call may have taken effect all the same, or may still: what was accepted can fail after its effect. */
    get mayHaveTakenEffect(): boolean {
        return this.mayPass || this.mayBeUnderWay || this.status === 202;
    }
}

/** Padded base64, and long words of letters and digits alone: ids and names have hyphens, dots or slashes in between. */
const KEY_MATERIAL = /[A-Za-z0-9+/]{40,}={1,2}|[A-Za-z0-9_]{32,}/g;

/** Text that came from a service, fit to be shown: one line without key material. */
export function withoutKeys(text: string): string {
    return text.replace(KEY_MATERIAL, "[redacted]").replace(/\s+/g, " ").trim();
}

/**
 * The answer, or undefined where the resource does not exist. A 404 proves that only in ARM's own words: a proxy may
 * answer it too, and so does ARM where it knows nothing of the subscription.
 */
export async function unlessAbsent<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
    try {
        return await answer;
    } catch (error) {
        const isAbsent =
            error instanceof ArmError &&
            error.status === 404 &&
            error.armCode !== undefined &&
            error.armCode !== "SubscriptionNotFound";
        if (isAbsent) {
            return undefined;
        }
        throw error;
    }
}
