import { get } from "jsonpointer";
import type { Absent } from "../../absent";
import { durationMs } from "../../duration";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import type { Change } from "../consumer";
import type { Seen } from "../values/seenValue";
import type { CheckForm } from "./actionForm";
import { callName } from "./armPath";

const INTERVAL_MS = 2_000;

/** The key as the answer shows it; `absent` if the resource does not exist. An answer without it may hide any key. */
export async function seenBy(check: CheckForm, isJson: boolean, { arm }: Access): Promise<Seen | Absent> {
    const answer = await arm.find(check.call);
    if (answer === "absent") {
        return answer;
    }
    const shown = textAt(answer, check.contentAt);
    const content = isJson && shown !== undefined ? textIn(shown) : shown;
    return {
        "": content === undefined ? { fingerprint: textAt(answer, check.fingerprintAt) } : { value: content },
    };
}

/** The present value at `changedAt`. */
export async function beforeIt({ call, changedAt }: CheckForm, { arm }: Access): Promise<string | undefined> {
    return changedAt === undefined ? undefined : textAt(await arm.find(call), changedAt);
}

/** The expectations of the answer. */
export interface Wanted extends Pick<Change, "origin"> {
    /** The value of the call. Secret. */
    readonly value: string | undefined;
    /** The key that still works. */
    readonly safe: string;
    /** The result of `beforeIt`. */
    readonly before: string | undefined;
}

/**
 * Returns when the answer meets the expectations.
 *
 * @throws a `not-switched` error if it does not in time
 */
export async function untilConfirmed(check: CheckForm, wanted: Wanted, access: Access): Promise<void> {
    const times = { timeoutMs: durationMs(check.timeout) ?? 0, intervalMs: INTERVAL_MS };
    let problem: string | undefined;
    const isConfirmed = await access.waitUntil(
        async () => {
            problem = problemIn(await access.arm.find(check.call), check, wanted);
            return problem === undefined;
        },
        times,
        () => `waiting until ${callName(check.call)} shows that it has the key (${problem})`,
    );
    if (!isConfirmed) {
        throw new RotationError(
            "not-switched",
            `${callName(check.call)} does not show the key of ${wanted.origin.slot} within ${check.timeout}: ${problem}; ` +
                `${wanted.safe}; ${check.advice ?? "see to that service"}, then run \`pulumi up\` again`,
        );
    }
}

function problemIn(
    answer: unknown,
    { contentAt, fingerprintAt, changedAt, expect = {} }: CheckForm,
    { value, before, origin }: Wanted,
): string | undefined {
    if (answer === "absent") {
        return "there is no such resource";
    }
    if (contentAt !== undefined && textAt(answer, contentAt) !== value) {
        return `${contentAt} is another value`;
    }
    if (fingerprintAt !== undefined && textAt(answer, fingerprintAt) !== origin.fingerprint) {
        return `${fingerprintAt} is another fingerprint`;
    }
    if (changedAt !== undefined && textAt(answer, changedAt) === before) {
        return `${changedAt} is as it was before`;
    }
    const unlike = Object.entries(expect).find(([pointer, wanted]) => textAt(answer, pointer) !== wanted);
    return unlike === undefined ? undefined : `${unlike[0]} is not ${unlike[1]}`;
}

/** The value there in an answer, as text; undefined if there is no value. */
function textAt(answer: unknown, pointer: string | undefined): string | undefined {
    if (pointer === undefined || typeof answer !== "object" || answer === null) {
        return undefined;
    }
    const found: unknown = get(answer, pointer);
    return found === undefined || found === null ? undefined : String(found);
}

/** Decodes a JSON string; returns the input unchanged if it is not JSON, and so differs. */
function textIn(json: string): string {
    try {
        return String(JSON.parse(json));
    } catch {
        return json;
    }
}
