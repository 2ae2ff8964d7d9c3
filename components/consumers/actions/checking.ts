import { get } from "jsonpointer";
import { durationMs } from "../../duration";
import { RotationError } from "../../lifecycle/rotationError";
import type { Access } from "../access";
import type { Change, Place, Seen } from "../consumer";
import type { CheckForm } from "./actionForm";
import { callName } from "./armPath";

const INTERVAL_MS = 2_000;

/** What the answer shows of the key; undefined where there is no such thing to ask. An answer without it may hide any key. */
export async function seenBy(check: CheckForm, { arm }: Access): Promise<Seen | undefined> {
    const answer = await arm.find(check.call);
    if (answer === undefined) {
        return undefined;
    }
    const content = textAt(answer, check.contentAt);
    return {
        "": content === undefined ? { fingerprint: textAt(answer, check.fingerprintAt) } : { value: content },
    };
}

/** What stands now where `changedAt` says. */
export async function beforeIt({ call, changedAt }: CheckForm, { arm }: Access): Promise<string | undefined> {
    return changedAt === undefined ? undefined : textAt(await arm.find(call), changedAt);
}

/**
 * Returns when the answer is as it should be.
 *
 * @param before what `beforeIt` returned
 * @throws a `not-switched` error where it is not in time
 */
export async function untilConfirmed(
    check: CheckForm,
    change: Change<Place>,
    before: string | undefined,
    access: Access,
): Promise<void> {
    const times = { timeoutMs: durationMs(check.timeout) ?? 0, intervalMs: INTERVAL_MS };
    let problem: string | undefined;
    const isConfirmed = await access.waitUntil(
        async () => {
            problem = problemIn(await access.arm.find(check.call), check, change, before);
            return problem === undefined;
        },
        times,
        () => `waiting until ${callName(check.call)} shows that it has the key (${problem})`,
    );
    if (!isConfirmed) {
        throw new RotationError(
            "not-switched",
            `${callName(check.call)} does not show the key of ${change.origin.slot} within ${check.timeout}: ${problem}; ` +
                `the old key still works; ${check.advice ?? "see to that service"}, then run \`pulumi up\` again`,
        );
    }
}

function problemIn(
    answer: unknown,
    { contentAt, fingerprintAt, changedAt, expect = {} }: CheckForm,
    { values, origin }: Change<Place>,
    before: string | undefined,
): string | undefined {
    if (answer === undefined) {
        return "there is no such resource";
    }
    if (contentAt !== undefined && textAt(answer, contentAt) !== values[""]) {
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

/** What stands there in an answer, as text; undefined where nothing does. */
function textAt(answer: unknown, pointer: string | undefined): string | undefined {
    if (pointer === undefined || typeof answer !== "object" || answer === null) {
        return undefined;
    }
    const found: unknown = get(answer, pointer);
    return found === undefined || found === null ? undefined : String(found);
}
