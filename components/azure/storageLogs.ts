import { ArmError } from "./armError";
import type { AzureConnection } from "./connection";
import { type LogRow, queryWorkspace } from "./logAnalytics";
import { USER_AGENT } from "./probes/storageService";

/** A user of a key, with the time of the last use. */
export interface KeyCaller {
    /** IP address, with the port where the log has it. */
    readonly address: string;
    readonly userAgent: string;
    readonly operation: string;
    readonly last: Date;
}

/** The log of one service of an account. */
export interface ServiceLog {
    /** The table of the service. */
    readonly table: string;
    /** The first row of those asked for, of any caller. */
    readonly oldest: Date;
    /** The call by that name; absent if it is not there yet. */
    readonly shown?: Date;
    /** Our own last call that the log says was signed with that key. */
    readonly proven?: Date;
}

/** A call of ours. */
export interface OwnCall {
    /** Its id in the logs. */
    readonly id: string;
    /** Fingerprint of the key that it was signed with. */
    readonly fingerprint: string;
}

/** The resource logs of one storage account in a Log Analytics workspace. Every failure is an `ArmError`. */
export interface StorageLogs {
    /** The users of the key with this fingerprint, by requests or by SAS tokens, without our own calls. */
    callers(tables: readonly string[], fingerprint: string, since: Date, now: Date): Promise<readonly KeyCaller[]>;
    /** The logs of the tables. Empty tables are left out. */
    logs(tables: readonly string[], call: OwnCall, since: Date, now: Date): Promise<readonly ServiceLog[]>;
}

/** More callers than anybody reads. */
const MOST_CALLERS = 1_000;
const TEN_MINUTES = 600_000;

/** The logs of the account in the workspace of this GUID. */
export function storageLogsOf(account: string, workspaceId: string, connection: AzureConnection): StorageLogs {
    const ask = (query: string, since: Date, now: Date) =>
        // The clocks of the services may run ahead of this one.
        queryWorkspace(workspaceId, query, [since, new Date(now.getTime() + TEN_MINUTES)], connection).catch(
            noneWithoutTables,
        );
    return {
        async callers(tables, fingerprint, since, now) {
            return (await ask(callersQuery(tables, account, fingerprint, since), since, now)).map(callerIn);
        },
        async logs(tables, call, since, now) {
            const rows = await ask(logsQuery(tables, account, call, since), since, now);
            return rows.flatMap(serviceLogIn);
        },
    };
}

/**
 * `AuthenticationHash` is `key1(<SHA-256 of the key>)`, for a SAS token `key1(…),SasSignature(…)`: `has` finds the hash in both, in upper and
 * in lower case, whatever the authentication type is called.
 */
export function callersQuery(tables: readonly string[], account: string, hash: string, since: Date): string {
    return [
        rowsOf(tables, account, since),
        `where AuthenticationHash has "${hash}" and UserAgentHeader !startswith "${USER_AGENT}"`,
        "summarize Last = max(TimeGenerated) by CallerIpAddress, UserAgentHeader, OperationName",
        `top ${MOST_CALLERS} by Last desc`,
    ].join("\n| ");
}

/** The rows of each log, and those of our own calls. */
export function logsQuery(
    tables: readonly string[],
    account: string,
    { id, fingerprint }: OwnCall,
    since: Date,
): string {
    const own = `UserAgentHeader startswith "${USER_AGENT}" and AuthenticationHash has "${fingerprint}"`;
    return [
        rowsOf(tables, account, since),
        [
            "summarize Oldest = min(TimeGenerated)",
            `Shown = maxif(TimeGenerated, ClientRequestId =~ "${id}")`,
            `Proven = maxif(TimeGenerated, ${own}) by LogTable`,
        ].join(", "),
    ].join("\n| ");
}

/** A workspace that never got a row has none of the tables. */
function noneWithoutTables(error: unknown): readonly LogRow[] {
    if (
        error instanceof ArmError &&
        error.status === 400 &&
        /failed to resolve|could not be resolved/i.test(error.message)
    ) {
        return [];
    }
    throw error;
}

/** A table that never got a row may not be there: `isfuzzy` leaves it out, unless all of them are missing. */
function rowsOf(tables: readonly string[], account: string, since: Date): string {
    return [
        `union withsource=LogTable isfuzzy=true ${tables.join(", ")}`,
        `where TimeGenerated >= datetime(${since.toISOString()}) and AccountName =~ "${account}"`,
    ].join("\n| ");
}

function callerIn(row: LogRow): KeyCaller {
    return {
        address: text(row.CallerIpAddress),
        userAgent: text(row.UserAgentHeader),
        operation: text(row.OperationName),
        last: moment(row.Last) ?? new Date(Number.NaN),
    };
}

function serviceLogIn(row: LogRow): readonly ServiceLog[] {
    const table = text(row.LogTable);
    const oldest = moment(row.Oldest);
    const [shown, proven] = [moment(row.Shown), moment(row.Proven)];
    return oldest === undefined ? [] : [{ table, oldest, ...(shown && { shown }), ...(proven && { proven }) }];
}

function text(value: unknown): string {
    return typeof value === "string" ? value : "";
}

function moment(value: unknown): Date | undefined {
    const date = new Date(value instanceof Date || typeof value === "string" ? value : Number.NaN);
    return Number.isNaN(date.getTime()) ? undefined : date;
}
