import type { Input } from "@pulumi/pulumi";
import { durationMs } from "../duration";
import { membersOf } from "../shape/containers";
import { type ArgumentProblem, countProblems, durationProblems, unless } from "../shape/problem";
import { optional } from "../shape/shape";
import { amount, anyText, text, webAddress } from "../shape/values";
import { type Gate, type GateKind, gateOf } from "./gate";
import type { GateAccess } from "./gateAccess";
import { addressProblems, pageAnswer } from "./webPage";

export interface HttpHealthyInputs {
    readonly kind: "httpHealthy";
    readonly url: string;
    readonly attempts: number;
    readonly interval: string;
    readonly timeout: string;
    readonly expect: { readonly status?: number; readonly body?: string };
}

/** The answer of a healthy application. */
export interface ExpectedAnswer {
    /** HTTP status; default 200. */
    readonly status?: Input<number>;
    /** Text that the body contains, in its first megabyte; default: any body. */
    readonly body?: Input<string>;
}

/**
 * Asks an application whether it is well: tries until one answer is as expected, and fails after so many attempts.
 *
 * @param url - address of the page
 * @example
 * ```ts
 * httpHealthy("https://web.example.com/healthz", { attempts: 5, expect: { body: "ok" } })
 * ```
 */
export function httpHealthy(
    url: Input<string>,
    options: {
        /** After so many tries it fails; default 3. */
        readonly attempts?: Input<number>;
        /** Time between two tries; default `5s`. */
        readonly interval?: Input<string>;
        /** Time for each try; default `10s`. */
        readonly timeout?: Input<string>;
        /** The answer of a healthy application; default: status 200. */
        readonly expect?: ExpectedAnswer;
    } = {},
): Gate {
    const asked = { attempts: 3, interval: "5s", timeout: "10s", expect: {}, ...options };
    return gateOf<HttpHealthyInputs>({ kind: "httpHealthy", url, ...asked });
}

export const httpHealthyGate: GateKind<HttpHealthyInputs> = {
    madeBy: "httpHealthy",
    members: {
        url: webAddress,
        attempts: amount,
        interval: text(100),
        timeout: text(100),
        expect: membersOf<HttpHealthyInputs["expect"]>({ status: optional(amount), body: optional(anyText) }),
    },
    problems: ({ url, attempts, interval, timeout, expect }, argument) => [
        ...addressProblems(`${argument}.url`, url),
        ...countProblems(`${argument}.attempts`, attempts),
        ...durationProblems(`${argument}.interval`, interval),
        ...durationProblems(`${argument}.timeout`, timeout, "timer"),
        ...statusProblems(`${argument}.expect.status`, expect.status ?? 200),
    ],
    label: ({ url }) => url,
    async ask(gate, access) {
        for (let attempt = 1; ; attempt++) {
            const problem = await problemOf(gate, access);
            if (problem === undefined) {
                return { status: "open" };
            }
            if (attempt >= gate.attempts) {
                return { status: "failed", reason: `${problem}, in each of ${gate.attempts} attempts` };
            }
            await access.pause(durationMs(gate.interval) ?? 0);
        }
    },
};

async function problemOf(gate: HttpHealthyInputs, access: GateAccess): Promise<string | undefined> {
    const { status = 200, body = "" } = gate.expect;
    const answer = await pageAnswer(gate, status, access);
    if ("problem" in answer) {
        return answer.problem;
    }
    return answer.body.includes(body) ? undefined : "its answer does not contain the expected text";
}

function statusProblems(property: string, status: number): readonly ArgumentProblem[] {
    const right = Number.isInteger(status) && status >= 100 && status <= 599;
    return unless(right, property, "must be an HTTP status, 100 to 599", status);
}
