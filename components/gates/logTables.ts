import type { LoggedService } from "./gateAccess";

/** The table of a Log Analytics workspace in which the requests to a service are. */
export const LOG_TABLES: Readonly<Record<LoggedService, string>> = {
    blob: "StorageBlobLogs",
    queue: "StorageQueueLogs",
    file: "StorageFileLogs",
    table: "StorageTableLogs",
};

const WORKSPACES = "Microsoft.OperationalInsights/workspaces";

/** The actions that it takes to ask a workspace for these logs, and for no others (Azure Monitor, "Set table-level read access"). */
export function logActions(services: readonly LoggedService[] | undefined): readonly string[] {
    const tables = services === undefined ? Object.values(LOG_TABLES) : services.map((service) => LOG_TABLES[service]);
    return [
        `${WORKSPACES}/read`,
        `${WORKSPACES}/query/read`,
        ...tables.map((table) => `${WORKSPACES}/query/${table}/read`),
    ];
}
