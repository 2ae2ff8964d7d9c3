import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:https";
import { text } from "node:stream/consumers";
import type { Answer } from "../answer";
import { type CallPipeline, clientOf } from "../callPipeline";
import type { Certificates } from "../certificates";
import { close, listen } from "../listener";
import { type Protocol, protocols } from "./protocols";
import type { KeyedResource, SignedRequest, Verdict } from "./verifier";

/** A resource and how its service authenticates requests. */
export interface DataPlaneResource extends KeyedResource {
    readonly protocol: Protocol;
}

/** The data planes of every service that has no server of its own, on one HTTPS address. */
export interface DataPlane {
    /** Address of a resource: `https://127.0.0.1:PORT/<prefix>/`. */
    endpoint(prefix: string): string;
    stop(): Promise<void>;
}

/** Serves each resource that `lookUp` finds below a path of its own. Requests are verified with the keys as they are at that moment. */
export async function startDataPlane(
    certificates: Pick<Certificates, "certificate" | "privateKey">,
    lookUp: (prefix: string) => DataPlaneResource | undefined,
    pipeline: CallPipeline,
): Promise<DataPlane> {
    const server = createServer({ cert: certificates.certificate, key: certificates.privateKey });
    server.on("request", (request, response) => {
        answer(request, response).catch(() => response.destroy());
    });
    const origin = `https://127.0.0.1:${await listen(server)}`;

    async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const url = new URL(`${origin}${request.url}`);
        const [prefix = "", ...rest] = url.pathname.slice(1).replace(/\/$/, "").split("/");
        const method = request.method ?? "GET";
        const body = await text(request);
        const resource = lookUp(prefix);
        const call = { method, path: url.pathname, ...clientOf(request) };
        if (resource === undefined) {
            await pipeline.run({ ...call, operation: "unknown", target: prefix }, response, async () => ({
                status: 404,
            }));
            return;
        }
        const signed: SignedRequest = { method, url, path: rest.join("/"), headers: request.headers, body };
        const operation = `${resource.protocol}/${method.toLowerCase()}`;
        await pipeline.run({ ...call, operation, target: resource.name }, response, async () =>
            sent(protocols[resource.protocol](signed, resource), response),
        );
    }

    return { endpoint: (prefix) => `${origin}/${prefix}/`, stop: () => close(server) };
}

/** The pipeline sends what has no reason of its own. */
function sent({ reason, ...answer }: Verdict, response: ServerResponse): Answer | "sent" {
    if (reason === undefined) {
        return answer;
    }
    response.writeHead(answer.status, reason, { "content-length": 0 }).end();
    return "sent";
}
