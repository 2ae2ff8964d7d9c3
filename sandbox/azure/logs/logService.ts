import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import type { Answer } from "../answer";
import { ArmError } from "../arm/armErrors";
import { parseBody } from "../arm/body";
import type { Permissions } from "../arm/permissions";
import { type CallPipeline, clientOf } from "../callPipeline";
import type { Certificates } from "../certificates";
import type { Identity } from "../identity";
import { close, listen } from "../listener";
import type { LogWorkspaces } from "./keptLogs";
import { QueryProblem, type Row, type Value } from "./queryProblem";

/** The service that answers queries to the workspaces. */
export interface LogService {
    /** `https://127.0.0.1:PORT`, which is the audience of its tokens, too. */
    readonly origin: string;
    stop(): Promise<void>;
}

const QUERY = /^\/v1\/workspaces\/([^/]+)\/query$/;
const ACTION = "Microsoft.OperationalInsights/workspaces/query";

/** Starts the query API of Log Analytics. */
export async function startLogService(
    certificates: Pick<Certificates, "certificate" | "privateKey">,
    workspaces: LogWorkspaces,
    identity: Pick<Identity, "check">,
    permissions: Permissions,
    pipeline: CallPipeline,
): Promise<LogService> {
    const server = createServer({ cert: certificates.certificate, key: certificates.privateKey });
    server.on("request", (request, response) => {
        answer(request, response).catch(() => response.destroy());
    });
    const origin = `https://127.0.0.1:${await listen(server)}`;
    const audience = { names: [origin], challenge: `Bearer resource="${origin}"` };

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const path = new URL(`${origin}${request.url}`).pathname;
        const method = request.method ?? "GET";
        const content = await text(request);
        const [, workspace] = QUERY.exec(path) ?? [];
        const call = { method, path, operation: "logs/query", target: workspace ?? "", ...clientOf(request) };
        await pipeline.run(call, response, async () => {
            try {
                const principal = identity.check(request.headers.authorization, audience);
                if (method !== "POST" || workspace === undefined || !workspaces.has(workspace)) {
                    throw new ArmError(404, "PathNotFoundError", "The requested path does not exist");
                }
                const { query, timespan } = parseBody(content);
                for (const action of ["read", ...tablesIn(String(query)).map((table) => `${table}/read`)]) {
                    permissions.check(principal, { action: `${ACTION}/${action}`, scope: workspace });
                }
                return answerOf(workspaces.query(workspace, String(query), interval(String(timespan))));
            } catch (error) {
                return refusal(error);
            }
        });
    }

    return { origin, stop: () => close(server) };
}

/** The tables that a query names, each of which may be allowed by itself. */
function tablesIn(query: string): readonly string[] {
    return [...new Set(query.match(/\bStorage\w+Logs\b/g))];
}

/** Two moments, as `START/END`. */
function interval(timespan: string): readonly [Date, Date] {
    const [start, end] = timespan.split("/").map((moment) => new Date(moment));
    if (start === undefined || end === undefined || Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) {
        throw new ArmError(400, "BadArgumentError", `The local Log Analytics takes START/END, and not '${timespan}'`);
    }
    return [start, end];
}

function answerOf(rows: readonly Row[]): Answer {
    const columns = Object.keys(rows[0] ?? {});
    return {
        status: 200,
        body: {
            tables: [
                {
                    name: "PrimaryResult",
                    columns: columns.map((name) => ({ name, type: typeOf(rows.map((row) => row[name] ?? null)) })),
                    rows: rows.map((row) => columns.map((name) => row[name] ?? null)),
                },
            ],
        },
    };
}

function typeOf(values: readonly Value[]): string {
    const value = values.find((found) => found !== null);
    return value instanceof Date ? "datetime" : typeof value === "number" ? "long" : "string";
}

function refusal(error: unknown): Answer {
    if (error instanceof QueryProblem) {
        const { code, message } = error;
        const whole = { code: "BadArgumentError", message: "The request had some invalid properties" };
        return { status: 400, body: { error: { ...whole, innererror: { code, message } } } };
    }
    const known =
        error instanceof ArmError ? error : new ArmError(500, "InternalServerError", `The local logs failed: ${error}`);
    return known.toAnswer();
}
