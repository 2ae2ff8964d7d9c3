import assert from "node:assert/strict";
import type { ArmCall } from "../../../components/armCall";
import type { Access, ProgramCall, ProgramEnd } from "../../../components/consumers/access";

const SUBSCRIPTION = "b7a2c9d0-1111-2222-3333-123456789012";

/** The refusal of a call. */
export class Refused extends Error {
    constructor(
        readonly status: number,
        readonly isUnregistered = false,
    ) {
        super(`refused with ${status}`);
    }
}

/** A world for consumers: Azure Resource Manager as the test answers for it, and a clock that does not wait. */
export interface FakeAccess extends Access {
    /** The calls so far: the method and the end of the path, such as `PUT web/config/appsettings`. */
    readonly calls: readonly string[];
    /** The bodies of the calls that had one, in order. */
    readonly bodies: readonly unknown[];
    /** The same calls, whole. */
    readonly requests: readonly ArmCall[];
    /** Lines that were shown, warnings among them. */
    readonly said: readonly string[];
    readonly warned: readonly string[];
    /** How long was waited between two looks, in milliseconds. */
    readonly paused: readonly number[];
    /** The programs that were run. */
    readonly programs: readonly ProgramCall[];
}

/**
 * @param answer the answer of Azure Resource Manager to `METHOD end/of/path`; `Refused` is thrown, with 404 if it is absent.
 * @param tries how often a wait asks before its time is up.
 * @param readSecret the answer of a vault to a read; by default it lets nobody in.
 * @param ended how programs end, one after the other; those that are not named end well and print nothing.
 */
export function fakeAccess(
    answer: (call: string, request: ArmCall) => unknown,
    tries = 5,
    ended: readonly Partial<ProgramEnd>[] = [],
    readSecret: Access["readSecret"] = async () => "refused",
): FakeAccess {
    const ends = [...ended];
    const programs: ProgramCall[] = [];
    const calls: string[] = [];
    const bodies: unknown[] = [];
    const requests: ArmCall[] = [];
    const said: string[] = [];
    const warned: string[] = [];
    const paused: number[] = [];
    const send = async (request: ArmCall): Promise<unknown> => {
        const end = request.path.replace(/^.*?\/providers\/[^/]+\/[^/]+\//, "");
        const call = `${request.method} ${end}`;
        calls.push(call);
        requests.push(request);
        if (request.body !== undefined) {
            bodies.push(request.body);
        }
        return answer(call, request);
    };
    const find = async (request: ArmCall) => {
        const found = await unlessAbsent(send(request));
        assert.ok(found === "absent" || (typeof found === "object" && found !== null), `${request.path} is answered`);
        return found;
    };
    return {
        calls,
        bodies,
        requests,
        said,
        warned,
        paused,
        programs,
        subscriptionId: SUBSCRIPTION,
        arm: {
            send,
            sendOnce: send,
            find,
            async findProperties(request) {
                const found = await find(request);
                return found === "absent"
                    ? found
                    : (found as { readonly properties: Record<string, unknown> }).properties;
            },
            async remove(request) {
                await unlessAbsent(send(request));
            },
            statusOf: (error) => (error instanceof Refused ? error.status : undefined),
            isUnregistered: (error) => error instanceof Refused && error.isUnregistered,
        },
        readSecret,
        run: async (program) => {
            programs.push(program);
            return { ending: 0, stdout: "", lastLine: "it said nothing", ...ends.shift() };
        },
        async report(line) {
            said.push(line);
        },
        async warn(line) {
            said.push(line);
            warned.push(line);
        },
        async pause(ms) {
            paused.push(ms);
        },
        async waitUntil(ask, _times, waiting) {
            for (let tried = 0; tried < tries; tried++) {
                if (await ask()) {
                    return true;
                }
                said.push(waiting());
            }
            return false;
        },
        oneAtATime: (_id, action) => action(),
    };
}

async function unlessAbsent(answer: Promise<unknown>): Promise<unknown> {
    try {
        return await answer;
    } catch (error) {
        if (error instanceof Refused && error.status === 404) {
            return "absent";
        }
        throw error;
    }
}
