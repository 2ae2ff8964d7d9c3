import {
    createServer,
    request as httpRequest,
    type IncomingMessage,
    type Server,
    type ServerResponse,
} from "node:http";
import { close, listen } from "../listener";
import type { Instance } from "./instance";

/** The address of a site that stays the same while instances come and go behind it. */
export class FrontDoor {
    #instance: Instance | undefined;

    private constructor(
        private readonly server: Server,
        readonly url: string,
    ) {
        server.on("request", (request, response) => this.#forward(request, response));
    }

    static async open(): Promise<FrontDoor> {
        const server = createServer();
        const port = await listen(server);
        return new FrontDoor(server, `http://127.0.0.1:${port}`);
    }

    /** The one that has the requests now. */
    get instance(): Instance | undefined {
        return this.#instance;
    }

    /** Sends new requests to this instance from now on and returns the one that had them before. */
    direct(instance: Instance): Instance | undefined {
        const former = this.#instance;
        this.#instance = instance;
        return former;
    }

    /** Cuts every connection; the instance runs on. */
    close(): Promise<void> {
        return close(this.server);
    }

    #forward(request: IncomingMessage, response: ServerResponse): void {
        const instance = this.#instance;
        if (instance === undefined) {
            response.writeHead(503).end("The application is not started.\n");
            return;
        }
        response.once("close", instance.enter());
        const { method, headers, url: path } = request;
        const upstream = httpRequest(
            { host: "127.0.0.1", port: instance.port, agent: instance.agent, method, headers, path },
            (answer) => {
                response.writeHead(answer.statusCode ?? 502, answer.headers);
                answer.pipe(response);
            },
        );
        upstream.once("error", () => {
            if (response.headersSent) {
                response.destroy();
            } else {
                response.writeHead(502).end("The application did not answer.\n");
            }
        });
        request.pipe(upstream);
    }
}
