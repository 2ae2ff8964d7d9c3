import type { ArmCall } from "../access";

/** What makes a service take the key that is in use: a call after each switch, and how it is seen that the service has it. */
export interface ActionForm {
    /** Without the value, which is put where `contentAt` says. */
    readonly act: ArmCall;
    /** JSON Pointer to where the value stands in the body of the call; absent where the service reads the key itself. */
    readonly contentAt?: string | undefined;
    /** Whether the value is a JSON text in the call and in the answer to the check: a text with quotes. */
    readonly isJson?: true;
    /** Absent where nothing tells: then the answer to the call is all that is known. */
    readonly check?: CheckForm | undefined;
    /** How it is when the service reads the keys once more after a retirement; absent where it does not. */
    readonly follow?: FollowForm | undefined;
    /** Takes the value away if the place is removed and is to be deleted then; absent if that is impossible. */
    readonly undo?: ArmCall | undefined;
}

/** A call whose answer tells what the service has. */
export interface CheckForm {
    readonly call: ArmCall;
    /** JSON Pointer to the value itself in the answer. */
    readonly contentAt?: string | undefined;
    /** JSON Pointer to the fingerprint of the key. */
    readonly fingerprintAt?: string | undefined;
    /** JSON Pointer to what is another value once the service has done it, such as a time. */
    readonly changedAt?: string | undefined;
    /** What the answer must show, as text, by its JSON Pointer. */
    readonly expect?: Readonly<Record<string, string>> | undefined;
    /** How long the service is given until the answer is as it should be, such as `2m`. */
    readonly timeout: string;
    /** What to do about a service that does not show it in time; default: to see to it. */
    readonly advice?: string | undefined;
}

/** A call that is made once more after a retirement. */
export interface FollowForm {
    /** The only slot whose retirement it is made after; absent for either. */
    readonly slot?: string | undefined;
    readonly check?: CheckForm | undefined;
}

/** Whether the answer to the check shows which key the service has. */
export function showsKey({ check }: ActionForm): boolean {
    return check?.contentAt !== undefined || check?.fingerprintAt !== undefined;
}
