import { randomUUID } from "node:crypto";
import type { PairInputs } from "../../arguments/rotationInputs";
import { withoutKeys } from "../../azure/armError";
import type { StorageLogs } from "../../azure/storageLogs";
import { durationMs } from "../../duration";
import type { LoggedService, UnusedInputs } from "../../gates/gateInputs";
import { LOG_TABLES } from "../../gates/logTables";
import type { Endpoints } from "../../keySources/keyPairDescription";
import type { GateAnswer } from "../../lifecycle/gate";
import { connectionFor } from "../access";
import { report } from "../report";
import { type Clock, waitUntil, wallClock } from "../waitUntil";
import { provenBy, usedBy } from "./keyUse";

const ASK_EVERY_MS = 3_000;
const ONE_DAY = 86_400_000;

/** What is looked for, and what it takes to prove that the logs are alive. */
export interface KeyUse {
    /** Fingerprint of the key that nobody is to use. */
    readonly fingerprint: string;
    /** The key in use, with which the calls are signed that have to show up. Secret. */
    readonly activeKey: string;
    readonly activeFingerprint: string;
    /** When consumers were switched away from the key; absent where none has it by the stack's doing. */
    readonly leftAt?: Date;
}

/** The account, its logs, and the time, as the gate uses them. */
export interface LoggedAccount {
    readonly logs: StorageLogs;
    /** The services that the account has. */
    readonly services: readonly LoggedService[];
    /** Makes a call of this name, signed with the key, and returns the status of the answer, or that there was none: nothing listens there, or it is silent. */
    call(service: LoggedService, key: string, id: string): Promise<number | "absent" | "silent">;
    /** Shows a line of progress. */
    report(line: string): Promise<void>;
}

/** Asks the logs of a storage account whether a key is still used. Whatever goes wrong fails the gate. */
export async function unusedInLogs(
    gate: UnusedInputs,
    use: KeyUse,
    pair: Pick<PairInputs, "pair" | "owner" | "azureConfig" | "source">,
    endpoints: Endpoints,
): Promise<GateAnswer> {
    try {
        const answer = await askLogs(gate, use, await accountOf(gate, pair, endpoints));
        // Callers choose what they call themselves.
        return answer.status === "open" ? answer : { ...answer, reason: withoutKeys(answer.reason) };
    } catch (error) {
        const words = withoutKeys(error instanceof Error ? error.message : String(error));
        return { status: "failed", reason: `the workspace cannot be asked (${words})` };
    }
}

/** The same of an account that is at hand. */
export async function askLogs(
    gate: UnusedInputs,
    { fingerprint, activeKey, activeFingerprint, leftAt }: KeyUse,
    account: LoggedAccount,
    clock: Clock = wallClock,
): Promise<GateAnswer> {
    const quietForMs = durationMs(gate.quietFor) ?? 0;
    const chosen = account.services.filter((service) => gate.services?.includes(service) ?? true);
    const answerOfUse = async () => {
        const now = clock.now();
        const callers = await account.logs.callers(
            tablesOf(chosen),
            fingerprint,
            new Date(now - quietForMs),
            new Date(now),
        );
        return usedBy(callers, quietForMs);
    };
    const calledAt = new Date(clock.now());
    const call = { id: `two-key-${randomUUID()}`, fingerprint: activeFingerprint };
    const called = await Promise.all(
        chosen.map(async (service) => ({ service, status: await account.call(service, activeKey, call.id) })),
    );
    const used = await answerOfUse();
    if (used !== undefined) {
        return used;
    }
    const refused = called.find(({ status }) => status !== 200 && status !== "absent");
    if (refused !== undefined) {
        const { service } = refused;
        const answers = refused.status === "silent" ? "does not answer" : `answers ${refused.status}`;
        return {
            status: "failed",
            reason: `the ${service} service ${answers} from here to the key in use, so its log proves nothing; leave it out of \`services\` if nobody uses it`,
        };
    }
    const services = called.filter(({ status }) => status === 200).map(({ service }) => service);
    if (services.length === 0) {
        return { status: "failed", reason: "no service of the account answers from here" };
    }
    const reach = leftAt === undefined ? "any" : "whole";
    const from = new Date(Math.min(leftAt?.getTime() ?? Infinity, calledAt.getTime() - quietForMs) - ONE_DAY);
    const last: { answer: GateAnswer } = { answer: { status: "failed", reason: "nothing was asked" } };
    await waitUntil(
        async () => {
            const logs = await account.logs.logs(tablesOf(services), call, from, new Date(clock.now()));
            last.answer = provenBy(logs, { services, quietForMs, reach, calledAt });
            // A moment that is known is nothing to wait for here; logs that have nothing may yet get their first row.
            const { answer } = last;
            return answer.status === "open" || "until" in answer || (answer.status === "failed" && logs.length > 0);
        },
        { timeoutMs: durationMs(gate.showsUpWithin) ?? 0, intervalMs: ASK_EVERY_MS },
        (seconds) => account.report(`waiting until a call of its own shows up in the logs (${seconds} s)`),
        clock,
    );
    // What was on its way to the logs is there by now.
    return last.answer.status === "open" ? ((await answerOfUse()) ?? last.answer) : last.answer;
}

function tablesOf(services: readonly LoggedService[]): readonly string[] {
    return services.map((service) => LOG_TABLES[service]);
}

/** What asks the logs is loaded by a pair that has the gate, and by no other. */
async function accountOf(
    { workspaceId }: UnusedInputs,
    pair: Pick<PairInputs, "pair" | "owner" | "azureConfig" | "source">,
    endpoints: Endpoints,
): Promise<LoggedAccount> {
    const name = "name" in pair.source ? pair.source.name : "";
    const { storageLogsOf } = await import("../../azure/storageLogs.js");
    const { readService, STORAGE_SERVICES } = await import("../../azure/probes/storageService.js");
    return {
        logs: storageLogsOf(name, workspaceId, await connectionFor(pair.azureConfig)),
        services: STORAGE_SERVICES.filter((service) => endpoints[service] !== undefined),
        call: (service, key, id) => readService(service, key, { name, endpoints }, id).catch(withoutAnswer),
        report: (line) => report(pair, line),
    };
}

/** An account of some kinds, or of an emulator, names services that it has not. */
function withoutAnswer(error: unknown): "absent" | "silent" {
    return (error as { readonly code?: string }).code === "ECONNREFUSED" ? "absent" : "silent";
}
