import type { Input } from "@pulumi/pulumi";
import { durationMs } from "../duration";
import type { GateAnswer } from "../lifecycle/gateAnswer";
import { countProblems, durationProblems, unless } from "../shape/problem";
import { amount, text, webAddress } from "../shape/values";
import { type Gate, type GateKind, gateOf } from "./gate";
import type { GateAccess } from "./gateAccess";
import { addressProblems, pageAnswer } from "./webPage";

export interface RunsWithInputs {
    readonly kind: "runsWith";
    readonly url: string;
    readonly attempts: number;
    readonly consecutive: number;
    readonly interval: string;
    readonly timeout: string;
}

/**
 * Asks an application which key it runs with: its page has the fingerprint of that key, SHA-256 in hex, as `keyFingerprint` of the pair is.
 * The gate is open when several answers in a row have the new key's and no other, and waits while an answer has another key's. A page
 * that shows no fingerprint, or does not answer, fails it.
 *
 * The fingerprint is that of the key's bytes: if the service writes its keys in base64, of the decoded ones. It may be anywhere in the
 * page, and an application of several instances may show one of each.
 *
 * @param url - address of the page
 * @example
 * ```ts
 * runsWith("https://web.example.com/key", { consecutive: 5 })
 * ```
 */
export function runsWith(
    url: Input<string>,
    options: {
        /** It asks so many times at most; default 10. */
        readonly attempts?: Input<number>;
        /** So many answers in a row must have the new key's fingerprint; default 3. Any instance of the application may answer. */
        readonly consecutive?: Input<number>;
        /** Time between two tries; default `5s`. */
        readonly interval?: Input<string>;
        /** Time for each try; default `10s`. */
        readonly timeout?: Input<string>;
    } = {},
): Gate {
    const asked = { attempts: 10, consecutive: 3, interval: "5s", timeout: "10s", ...options };
    return gateOf<RunsWithInputs>({ kind: "runsWith", url, ...asked });
}

export const runsWithGate: GateKind<RunsWithInputs> = {
    madeBy: "runsWith",
    members: { url: webAddress, attempts: amount, consecutive: amount, interval: text(100), timeout: text(100) },
    problems: ({ url, attempts, consecutive, interval, timeout }, argument) => [
        ...addressProblems(`${argument}.url`, url),
        ...countProblems(`${argument}.consecutive`, consecutive),
        ...countProblems(`${argument}.attempts`, attempts),
        ...unless(
            !(attempts < consecutive),
            `${argument}.attempts`,
            `must be at least \`consecutive\`, ${consecutive}, and is ${attempts}`,
            [attempts, consecutive],
        ),
        ...durationProblems(`${argument}.interval`, interval),
        ...durationProblems(`${argument}.timeout`, timeout, "timer"),
    ],
    label: ({ url }) => url,
    async ask(gate, access) {
        let inARow = 0;
        for (let attempt = 1; ; attempt++) {
            const seen = await look(gate, access);
            inARow = seen === "new" ? inARow + 1 : 0;
            if (inARow >= gate.consecutive) {
                return { status: "open" };
            }
            if (attempt >= gate.attempts) {
                return notYet(seen, gate, access);
            }
            await access.pause(durationMs(gate.interval) ?? 0);
        }
    },
};

/** The meaning of one answer: the application runs with the new key, or with another one, or the reason why it says neither. */
type Seen = "new" | "outgoing" | "another" | { readonly problem: string };

const FINGERPRINT = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi;

async function look(gate: RunsWithInputs, access: GateAccess): Promise<Seen> {
    const answer = await pageAnswer(gate, 200, access);
    if ("problem" in answer) {
        return answer;
    }
    const { keyFingerprint } = access.switched;
    const fingerprints = (answer.body.match(FINGERPRINT) ?? []).map((one) => one.toLowerCase());
    if (fingerprints.length === 0) {
        return { problem: "its answer shows no fingerprint, which is SHA-256 in 64 hex digits" };
    }
    if (fingerprints.includes(access.outgoingFingerprint)) {
        return "outgoing";
    }
    return fingerprints.every((one) => one === keyFingerprint) ? "new" : "another";
}

/** The last finding. It contains no text of the page: an application that mistakes a key for its fingerprint shows the key. */
function notYet(seen: Seen, { attempts, consecutive }: RunsWithInputs, { switched }: GateAccess): GateAnswer {
    const { activeSlot, outgoingSlot } = switched;
    const last = `, in the last of ${attempts} attempts`;
    if (typeof seen === "object") {
        return { status: "failed", reason: `${seen.problem}${last}` };
    }
    const keys = {
        new: `it has not run with ${activeSlot} in ${consecutive} answers in a row`,
        outgoing: `it still runs with ${outgoingSlot}`,
        another: `it runs with a key that is neither ${activeSlot} nor ${outgoingSlot}`,
    };
    return { status: "waiting", reason: `${keys[seen]}${last}` };
}
