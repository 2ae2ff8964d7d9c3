import type { Absent } from "../absent";
import type { ArmCall } from "../armCall";

/** Azure Resource Manager as consumers call it. */
export interface ArmAccess {
    /** A call that may be repeated without harm. */
    send(call: ArmCall): Promise<unknown>;
    /** A call that must not be repeated blindly. */
    sendOnce(call: ArmCall): Promise<unknown>;
    /** The answer, which must be an object; `absent` if the service says that the resource does not exist. */
    find(call: ArmCall): Promise<object | Absent>;
    /** The `properties` of the answer, which must have them; `absent` if the service says that the resource does not exist. */
    findProperties(call: ArmCall): Promise<Readonly<Record<string, unknown>> | Absent>;
    /** A call that takes something away; nothing happens if that is absent. */
    remove(call: ArmCall): Promise<void>;
    /** The HTTP status of a refusal; undefined if it is another error. */
    statusOf(error: unknown): number | undefined;
    /** Whether a call was refused because the subscription has never had the service: nothing of it is there. */
    isUnregistered(error: unknown): boolean;
}

/** How long and how often something is asked, in milliseconds. */
export interface AskingTimes {
    readonly timeoutMs: number;
    readonly intervalMs: number;
}

/** A program of the user's own. */
export interface ProgramCall {
    /** The program and its arguments. */
    readonly command: readonly string[];
    /** Variables beside those of the update. */
    readonly env: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
    /** The input of the program. Secret: it is in nothing that is shown. */
    readonly stdin?: string;
    /** Ends it early. */
    readonly signal?: AbortSignal;
}

/** How a program ended. */
export interface ProgramEnd {
    /** Its exit code; `timeout` if it was stopped, `failure` if it could not be run. */
    readonly ending: number | "timeout" | "failure";
    /** All that it printed. May be secret. */
    readonly stdout: string;
    /** The last line that it printed. */
    readonly lastLine: string;
}

/** A secret of a vault as its readers get it. Secret. */
export interface ReadSecret {
    readonly value: string;
}

/** A consumer reaches the world around it by these alone. Tests of a consumer give it a fake. */
export interface Access {
    readonly arm: ArmAccess;
    /** The configured subscription. */
    readonly subscriptionId: string;
    /** The current version of a secret, by its URI, as the vault itself shows it; `refused` if it may not be read. */
    readSecret(uri: string): Promise<ReadSecret | Absent | "refused">;
    /** Runs a program, which finds the name of the pair in `TWO_KEY_PAIR`. */
    run(program: ProgramCall): Promise<ProgramEnd>;
    /** Shows a line of progress. */
    report(line: string): Promise<void>;
    /** Shows a warning to the user although nothing failed. */
    warn(line: string): Promise<void>;
    /** Waits, in milliseconds. */
    pause(ms: number): Promise<void>;
    /** Asks until the answer is yes, and says whether it was in time. `waiting` is shown now and then. */
    waitUntil(ask: () => Promise<boolean>, times: AskingTimes, waiting: () => string): Promise<boolean>;
    /** Runs one action at a time on a resource that can only be replaced as a whole. */
    oneAtATime<Result>(id: string, action: () => Promise<Result>): Promise<Result>;
}
