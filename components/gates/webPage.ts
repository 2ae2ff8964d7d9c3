import { durationMs } from "../duration";
import { errorLine } from "../oneLine";
import { type ArgumentProblem, unless } from "../shape/problem";
import type { GateAccess, WebAnswer } from "./gateAccess";

/** The problems of the address of a page that a gate asks. */
export function addressProblems(property: string, url: string): readonly ArgumentProblem[] {
    const right = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
    return unless(right, property, "must be an address that begins with https:// or http://", url);
}

/** The body of a page with the expected status, or the reason why the page does not answer with it. */
export async function pageAnswer(
    { url, timeout }: { readonly url: string; readonly timeout: string },
    expected: number,
    { get }: GateAccess,
): Promise<Pick<WebAnswer, "body"> | { readonly problem: string }> {
    try {
        const { status, body, redirectsTo } = await get(url, durationMs(timeout) ?? 0);
        const redirect = redirectsTo === "" ? "" : `, a redirect to ${redirectsTo},`;
        return status === expected ? { body } : { problem: `it answers ${status}${redirect} and not ${expected}` };
    } catch (error) {
        return { problem: `it does not answer (${errorLine(error)})` };
    }
}
