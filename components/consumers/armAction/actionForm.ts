import type { ArmCall } from "../../armCall";

/** The way in which a service takes the key in use: a call after each switch, and a check that shows that the service has it. */
export interface ActionForm {
    /** Without the value, which is put at `contentAt`. */
    readonly act: ArmCall;
    /** JSON Pointer to the value in the body of the call; absent if the service reads the key itself. */
    readonly contentAt?: string | undefined;
    /** Whether the value is a JSON text in the call and in the answer to the check: a text with quotes. */
    readonly isJson?: true;
    /** Absent if nothing can tell: then only the answer to the call is known. */
    readonly check?: CheckForm | undefined;
    /** The form of the call with which the service reads the keys once more after a retirement; absent if it does not. */
    readonly follow?: FollowForm | undefined;
    /** Takes the value away if the place is removed with `onRemove: "delete"`; absent if that is impossible. */
    readonly undo?: ArmCall | undefined;
}

/** A call whose answer shows the key of the service. */
export interface CheckForm {
    readonly call: ArmCall;
    /** JSON Pointer to the value itself in the answer. */
    readonly contentAt?: string | undefined;
    /** JSON Pointer to the fingerprint of the key. */
    readonly fingerprintAt?: string | undefined;
    /** JSON Pointer to a member, such as a time, that has another value once the service has finished. */
    readonly changedAt?: string | undefined;
    /** The members that the answer must show, as text, by their JSON Pointers. */
    readonly expect?: Readonly<Record<string, string>> | undefined;
    /** The time that the service has until the answer meets the expectations, such as `2m`. */
    readonly timeout: string;
    /** The advice for a service that does not show it in time. By default it names the service. */
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
