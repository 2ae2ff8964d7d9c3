import type { KeyCaller, ServiceLog } from "../azure/storageLogs";
import { durationText } from "../duration";
import type { GateAnswer } from "../lifecycle/gateAnswer";
import type { LoggedService } from "./gateAccess";
import { LOG_TABLES } from "./logTables";

/** How many callers a sentence names. */
const NAMED_CALLERS = 5;
const LONGEST_AGENT = 60;
/** A call of our own that is in the log says that the log is alive, for so long. */
const PROOF_HOLDS_MS = 3_600_000;

/** The question to the logs. */
export interface KeyUseQuestion {
    readonly services: readonly LoggedService[];
    readonly quietForMs: number;
    /** Whether the logs have to reach back for so long, or what they have will do. */
    readonly reach: "whole" | "any";
    /** When our own calls were made. */
    readonly calledAt: Date;
}

/** Somebody used the key: who, and when it will have been quiet for long enough. */
export function usedBy(callers: readonly KeyCaller[], quietForMs: number): GateAnswer | undefined {
    const [first] = callers;
    if (first === undefined) {
        return undefined;
    }
    const names = [...new Set(callers.map(callerName))];
    const named = names.slice(0, NAMED_CALLERS).map((name) => {
        return `${name}: ${callsIn(callers.filter((caller) => callerName(caller) === name))}`;
    });
    const more = names.length > NAMED_CALLERS ? `; and ${names.length - NAMED_CALLERS} more` : "";
    const last = new Date(Math.max(...callers.map((caller) => caller.last.getTime())));
    return {
        status: "waiting",
        reason: `used in the last ${durationText(quietForMs)} by ${named.join("; ")}${more}; give them the key in use`,
        until: new Date(last.getTime() + quietForMs).toISOString(),
    };
}

/** The conclusion from logs that show no use. */
export function provenBy(logs: readonly ServiceLog[], question: KeyUseQuestion): GateAnswer {
    const { services, quietForMs, reach, calledAt } = question;
    const found = services.map((service) => ({
        service,
        log: logs.find(({ table }) => table === LOG_TABLES[service]),
    }));
    const nameless = found.find(({ log }) => log?.shown !== undefined && log.proven === undefined);
    if (nameless !== undefined) {
        const reason = `${LOG_TABLES[nameless.service]} does not name the key that a call was signed with, so nothing can be told from it`;
        return { status: "failed", reason };
    }
    const silent = found.filter(({ log }) => !isFresh(log?.proven, calledAt)).map(({ service }) => service);
    if (silent.length > 0) {
        return { status: logs.length === 0 ? "failed" : "waiting", reason: notShown(silent, calledAt) };
    }
    const [first] = logs.toSorted((one, other) => other.oldest.getTime() - one.oldest.getTime());
    const oldest = first?.oldest.getTime() ?? 0;
    const proven = Math.min(...found.map(({ log }) => log?.proven?.getTime() ?? 0));
    if (first === undefined || reach === "any" || proven - oldest >= quietForMs) {
        return { status: "open" };
    }
    const since = `since ${first.oldest.toISOString()}, the first row of ${first.table}`;
    const until = new Date(oldest + quietForMs).toISOString();
    return { status: "waiting", reason: `the logs show no use of it ${since}; enough at ${until}`, until };
}

function isFresh(moment: Date | undefined, calledAt: Date): boolean {
    return moment !== undefined && calledAt.getTime() - moment.getTime() <= PROOF_HOLDS_MS;
}

function notShown(silent: readonly LoggedService[], calledAt: Date): string {
    const tables = silent.map((service) => LOG_TABLES[service]).join(", ");
    return (
        `a call of its own at ${calledAt.toISOString()} has not shown up yet in ${tables}, so that nobody is in there proves nothing; ` +
        `logs take some minutes, and need diagnostic settings for ${silent.join(", ")} (StorageRead, StorageWrite, StorageDelete)`
    );
}

/** Connections have ports of their own, which say nothing. */
function callerName({ address, userAgent }: KeyCaller): string {
    const host = /^(\[.*\]|[^:]*):\d+$/.exec(address)?.[1] ?? address;
    const agent = userAgent.length > LONGEST_AGENT ? `${userAgent.slice(0, LONGEST_AGENT)}…` : userAgent;
    return `${host || "an unknown address"}${agent === "" ? "" : ` (${agent})`}`;
}

function callsIn(calls: readonly KeyCaller[]): string {
    const operations = [...new Set(calls.map(({ operation }) => operation))];
    const last = new Date(Math.max(...calls.map((call) => call.last.getTime())));
    return `${operations.join(", ")}, last at ${last.toISOString()}`;
}
