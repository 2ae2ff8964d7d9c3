import { randomUUID } from "node:crypto";
import type { Input } from "@pulumi/pulumi";
import { durationMs } from "../duration";
import type { GateAnswer } from "../lifecycle/gateAnswer";
import { errorLine } from "../oneLine";
import { list } from "../shape/containers";
import { type ArgumentProblem, durationProblems, isGuid, unless } from "../shape/problem";
import { optional } from "../shape/shape";
import { flag, text } from "../shape/values";
import { type Gate, type GatedService, type GateKind, gateOf } from "./gate";
import type { GateAccess, LoggedService } from "./gateAccess";
import { provenBy, usedBy } from "./keyUse";
import { LOG_TABLES, logActions } from "./logTables";

export interface UnusedInputs {
    readonly kind: "unused";
    /** The GUID of the Log Analytics workspace that the account's logs are sent to. */
    readonly workspaceId: string;
    readonly quietFor: string;
    readonly showsUpWithin: string;
    readonly beforeRotation: boolean;
    /** Absent for all that the account has. */
    readonly services?: readonly LoggedService[];
}

/** The use that `unused` looks for, and its logs. Durations are text such as `10m` or `7d`. */
export interface UnusedArgs {
    /** The Log Analytics workspace that the account's logs are sent to: its GUID, which azure-native calls `customerId`. */
    readonly workspaceId: Input<string>;
    /** For so long nobody has used the key, such as `7d`; at least `1m`. Longer than the longest pause of any application. */
    readonly quietFor: Input<string>;
    /** How long one update waits until a call of its own shows up in the logs; default `5m`. A later update looks again. */
    readonly showsUpWithin?: Input<string>;
    /** Whether a rotation looks for the standby key as well, before it regenerates that; default true. */
    readonly beforeRotation?: Input<boolean>;
    /** The services whose logs count; default: all that the account has. */
    readonly services?: readonly Input<LoggedService>[];
}

/**
 * Waits until the logs of a storage account show that nobody has used the key for a while, be it by requests signed with it or by SAS
 * tokens. Needs diagnostic settings that send `StorageRead`, `StorageWrite` and `StorageDelete` of each service of the account to the
 * workspace, and the right to query it. That the logs are alive is proven first: a call of this gate's own, signed with the key in use, has to
 * show up in the log of each service. Remaining users of the key are named by address, user agent and operation. An emergency does not ask.
 *
 * The same is asked before a rotation: a standby key that somebody uses is not regenerated, and the trigger waits.
 *
 * Not every use is in the logs: a mounted SMB share that is idle writes nothing until it connects again, and a job that runs once a month
 * is not seen in a week. Make `quietFor` longer than the longest pause, or let such users acknowledge (`acknowledged`).
 *
 * @example
 * ```ts
 * unused({ workspaceId: "00000000-0000-0000-0000-000000000000", quietFor: "7d" })
 * ```
 */
export function unused({ services, ...args }: UnusedArgs): Gate {
    const chosen = services === undefined ? {} : { services };
    return gateOf<UnusedInputs>({ kind: "unused", showsUpWithin: "5m", beforeRotation: true, ...args, ...chosen });
}

export const unusedGate: GateKind<UnusedInputs> = {
    madeBy: "unused",
    members: {
        workspaceId: text(),
        quietFor: text(100),
        showsUpWithin: text(100),
        beforeRotation: flag,
        services: optional(list(text())),
    },
    problems,
    label: ({ quietFor }) => quietFor,
    /** An emergency does not wait, and logs take their time. */
    isSlow: true,
    quietFor: ({ quietFor }) => quietFor,
    asksBeforeRotation: ({ beforeRotation }) => beforeRotation,
    actions: ({ services }) => logActions(services),
    async ask(gate, access) {
        try {
            return await askLogs(gate, access);
        } catch (error) {
            return { status: "failed", reason: `the workspace cannot be asked (${errorLine(error)})` };
        }
    },
};

const LOGGED_SERVICES: readonly string[] = ["blob", "file", "queue", "table"];
/** Less than this is less than it takes until a request is in the logs. */
const SHORTEST_QUIET_MS = 60_000;

function problems(gate: UnusedInputs, argument: string, { service }: GatedService): readonly ArgumentProblem[] {
    const { workspaceId, quietFor, showsUpWithin, beforeRotation, services } = gate;
    const quietMs = durationMs(String(quietFor));
    return [
        ...unless(
            service === "storageAccount",
            argument,
            `no log tells which key a call of ${service} was made with, but those of a storageAccount; use \`grace\`, \`acknowledged\` or \`httpHealthy\``,
        ),
        ...unless(
            isGuid(String(workspaceId)),
            `${argument}.workspaceId`,
            `"${workspaceId}" must be the GUID of a Log Analytics workspace (\`customerId\`), and not its ARM id or name`,
            workspaceId,
        ),
        ...durationProblems(`${argument}.quietFor`, quietFor, "positive"),
        ...unless(
            !(quietMs !== undefined && quietMs > 0 && quietMs < SHORTEST_QUIET_MS),
            `${argument}.quietFor`,
            `"${quietFor}" is too short to prove anything: at least 1m, and rather longer than the longest pause of any application`,
        ),
        ...durationProblems(`${argument}.showsUpWithin`, showsUpWithin),
        ...unless(
            typeof beforeRotation === "boolean",
            `${argument}.beforeRotation`,
            "must be true or false",
            beforeRotation,
        ),
        ...unless(
            services === undefined || (services.length > 0 && services.every((one) => LOGGED_SERVICES.includes(one))),
            `${argument}.services`,
            `must name some of ${LOGGED_SERVICES.join(", ")}`,
            services,
        ),
    ];
}

const ASK_EVERY_MS = 3_000;
const ONE_DAY = 86_400_000;

/** The verdict of the logs of the account. */
async function askLogs(gate: UnusedInputs, access: GateAccess): Promise<GateAnswer> {
    const account = await access.loggedAccount(gate.workspaceId);
    const { fingerprint, activeKey, activeFingerprint, leftAt } = await access.keyUse();
    const quietForMs = durationMs(gate.quietFor) ?? 0;
    const chosen = account.services.filter((service) => gate.services?.includes(service) ?? true);
    const answerOfUse = async () => {
        const now = access.now();
        const callers = await account.logs.callers(
            tablesOf(chosen),
            fingerprint,
            new Date(now - quietForMs),
            new Date(now),
        );
        return usedBy(callers, quietForMs);
    };
    const calledAt = new Date(access.now());
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
    await access.waitUntil(
        async () => {
            const logs = await account.logs.logs(tablesOf(services), call, from, new Date(access.now()));
            last.answer = provenBy(logs, { services, quietForMs, reach, calledAt });
            // A moment that is known is nothing to wait for here; logs that have nothing may yet get their first row.
            const { answer } = last;
            return answer.status === "open" || "until" in answer || (answer.status === "failed" && logs.length > 0);
        },
        { timeoutMs: durationMs(gate.showsUpWithin) ?? 0, intervalMs: ASK_EVERY_MS },
        () => "waiting until a call of its own shows up in the logs",
    );
    // Rows that were on their way to the logs are there by now.
    return last.answer.status === "open" ? ((await answerOfUse()) ?? last.answer) : last.answer;
}

function tablesOf(services: readonly LoggedService[]): readonly string[] {
    return services.map((service) => LOG_TABLES[service]);
}
