import { randomUUID } from "node:crypto";
import { evaluate } from "./kql";
import type { Row } from "./queryProblem";

/** A service of a storage account whose requests are logged. */
export type LoggedService = "blob" | "file" | "queue" | "table";

const TABLES: Readonly<Record<LoggedService, string>> = {
    blob: "StorageBlobLogs",
    file: "StorageFileLogs",
    queue: "StorageQueueLogs",
    table: "StorageTableLogs",
};

/** A request in a log: the columns that differ between requests. */
export interface LoggedRequest {
    /** When it was made. */
    readonly at: Date;
    readonly operation: string;
    readonly authenticationType: string;
    /** Such as `key1(<SHA-256 of the key>)`. */
    readonly authenticationHash: string;
    /** With the port. */
    readonly callerIpAddress: string;
    readonly userAgent: string;
    /** The header `x-ms-client-request-id`. */
    readonly clientRequestId?: string | undefined;
    readonly status: number;
}

interface Entry {
    readonly table: string;
    readonly row: Row;
    /** When it can be found, in milliseconds since the epoch. */
    readonly shownAt: number;
}

/** The Log Analytics workspaces of the local Azure, and the diagnostic settings that fill them: nothing is logged unless a test says so. */
export class LogWorkspaces {
    /** How long after a request its row can be found. May be changed at any time. */
    ingestionDelayMs = 0;
    readonly #workspaces = new Map<string, Entry[]>();
    readonly #settings = new Map<string, string>();

    /** Makes a workspace and returns its GUID. */
    create(): string {
        const id = randomUUID();
        this.#workspaces.set(id, []);
        return id;
    }

    /** The diagnostic setting of a service of an account: sends its logs to the workspace, or nowhere. */
    send(account: string, service: LoggedService, workspaceId: string | undefined): void {
        const key = settingKey(account, service);
        if (workspaceId === undefined) {
            this.#settings.delete(key);
        } else {
            this.#entries(workspaceId);
            this.#settings.set(key, workspaceId);
        }
    }

    /** Takes note of a request, where a diagnostic setting says so; made by a test, it may be one of long ago. */
    note(account: string, service: LoggedService, request: LoggedRequest): void {
        const workspace = this.#settings.get(settingKey(account, service));
        if (workspace === undefined) {
            return;
        }
        const shownAt = request.at.getTime() + this.ingestionDelayMs;
        this.#entries(workspace).push({ table: TABLES[service], row: rowOf(account, request), shownAt });
    }

    /** Makes all rows of a workspace older by so much: the effect of waiting, without the wait. */
    age(workspaceId: string, ms: number): void {
        const entries = this.#entries(workspaceId);
        const aged = entries.map(({ table, row, shownAt }) => {
            const at = row.TimeGenerated instanceof Date ? new Date(row.TimeGenerated.getTime() - ms) : null;
            return { table, row: { ...row, TimeGenerated: at }, shownAt: shownAt - ms };
        });
        entries.splice(0, entries.length, ...aged);
    }

    has(workspaceId: string): boolean {
        return this.#workspaces.has(workspaceId.toLowerCase());
    }

    /** The answer to a query over what was logged between two moments. A table is there once it has had a row. */
    query(workspaceId: string, query: string, [start, end]: readonly [Date, Date]): readonly Row[] {
        const now = new Date();
        const tables = new Map<string, Row[]>();
        for (const { table, row, shownAt } of this.#entries(workspaceId)) {
            if (shownAt <= now.getTime()) {
                const rows = tables.get(table) ?? [];
                tables.set(table, rows);
                const { TimeGenerated: at } = row;
                if (at instanceof Date && at >= start && at <= end) {
                    rows.push(row);
                }
            }
        }
        return evaluate(query, tables, now);
    }

    #entries(workspaceId: string): Entry[] {
        const entries = this.#workspaces.get(workspaceId.toLowerCase());
        if (entries === undefined) {
            throw new Error(`The local Azure has no workspace '${workspaceId}'.`);
        }
        return entries;
    }
}

function settingKey(account: string, service: LoggedService): string {
    return `${account.toLowerCase()}/${service}`;
}

function rowOf(account: string, request: LoggedRequest): Row {
    return {
        TimeGenerated: request.at,
        AccountName: account,
        OperationName: request.operation,
        AuthenticationType: request.authenticationType,
        AuthenticationHash: request.authenticationHash,
        CallerIpAddress: request.callerIpAddress,
        UserAgentHeader: request.userAgent,
        ClientRequestId: request.clientRequestId ?? "",
        StatusCode: request.status,
    };
}
