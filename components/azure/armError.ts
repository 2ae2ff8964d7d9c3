import { RotationError } from "../lifecycle/rotationError";

/** Azure refused or failed a call: Resource Manager, or the data plane of a vault. */
export class ArmError extends RotationError {
    constructor(
        /** HTTP status; 0 where there was no answer. */
        readonly status: number,
        message: string,
        options?: ErrorOptions,
    ) {
        super("service", message, options);
    }

    /** Whether the call may have taken effect all the same: no answer came, or one that does not tell. */
    get mayHaveTakenEffect(): boolean {
        return this.status === 0 || this.status === 408 || this.status >= 500;
    }
}

/** Padded base64, and long words of letters and digits alone: ids and names have hyphens, dots or slashes in between. */
const KEY_MATERIAL = /[A-Za-z0-9+/]{40,}={1,2}|[A-Za-z0-9_]{32,}/g;

/** Text that came from a service, fit to be shown. */
export function withoutKeys(text: string): string {
    return text.replace(KEY_MATERIAL, "[redacted]");
}

/** The answer, or undefined where the resource does not exist. */
export async function unlessAbsent(answer: Promise<unknown>): Promise<unknown> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof ArmError && error.status === 404) {
            return undefined;
        }
        throw error;
    }
}
