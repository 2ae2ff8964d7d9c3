import {
    LogsQueryClient,
    type LogsQueryResult,
    LogsQueryResultStatus,
    type LogsTable,
} from "@azure/monitor-query-logs";
import { RotationError } from "../lifecycle/rotationError";
import { oneLine } from "../oneLine";
import { ArmError } from "./armError";
import type { AzureConnection } from "./connection";
import { repeatUntilUsable } from "./repeatUntilUsable";

/** One row of an answer, by column. */
export type LogRow = Readonly<Record<string, unknown>>;

/**
 * Asks a Log Analytics workspace, by its GUID, for its rows of the time between two moments. Every failure is an `ArmError`, and so is an
 * incomplete answer: the missing row could be the one that matters.
 */
export async function queryWorkspace(
    workspaceId: string,
    query: string,
    [startTime, endTime]: readonly [Date, Date],
    connection: AzureConnection,
): Promise<readonly LogRow[]> {
    const what = `POST workspaces/${workspaceId}/query`;
    const { logAnalytics } = connection.cloud;
    if (logAnalytics === undefined) {
        throw new ArmError(0, `${what}: the cloud in use does not say where its Log Analytics is`);
    }
    const workspaces = client(logAnalytics, connection);
    return repeatUntilUsable(async () => {
        const answer = await workspaces
            .queryWorkspace(workspaceId, query, { startTime, endTime })
            .catch((error: unknown) => {
                throw error instanceof RotationError ? error : refused(what, error);
            });
        return rowsIn(answer, what);
    });
}

/** The package knows the public cloud alone. */
function client(logAnalytics: string, { credential, http }: AzureConnection): LogsQueryClient {
    return new LogsQueryClient(credential, {
        endpoint: `${logAnalytics}/v1`,
        credentials: { scopes: [`${logAnalytics}/.default`] },
        httpClient: http,
        userAgentOptions: { userAgentPrefix: "pulumi-two-key" },
    });
}

function rowsIn(answer: LogsQueryResult, what: string): readonly LogRow[] {
    switch (answer.status) {
        case LogsQueryResultStatus.Success:
            return answer.tables.slice(0, 1).flatMap(rowsOf);
        case LogsQueryResultStatus.PartialFailure: {
            const { code, message } = answer.partialError;
            throw new ArmError(0, `${what}: a part of the answer alone (${oneLine(`${code}: ${message}`)})`);
        }
    }
}

function rowsOf({ columnDescriptors, rows }: LogsTable): readonly LogRow[] {
    return rows.map((row) => Object.fromEntries(columnDescriptors.map(({ name }, index) => [name ?? "", row[index]])));
}

/** The deepest of the errors that enclose each other names the problem. */
function refused(what: string, error: unknown): ArmError {
    const { statusCode: status = 0, message, details } = error as RefusedQuery;
    const inner = innermost(details?.error);
    const words = inner === undefined ? message : `${inner.code}: ${inner.message}`;
    const answer = status === 0 ? "no usable answer" : `${status}`;
    return new ArmError(status, `${what}: ${answer} (${oneLine(words)})`, { armCode: details?.error?.code });
}

interface RefusedQuery {
    readonly statusCode?: number;
    readonly message: string;
    readonly details?: { readonly error?: QueryError };
}

interface QueryError {
    readonly code: string;
    readonly message: string;
    readonly innererror?: QueryError;
}

function innermost(error: QueryError | undefined): QueryError | undefined {
    return error?.innererror === undefined ? error : innermost(error.innererror);
}
