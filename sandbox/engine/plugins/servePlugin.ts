// How the engine talks to a plugin: it starts an executable, reads one line with a port, and calls it by gRPC.
import {
    type handleUnaryCall,
    Server,
    ServerCredentials,
    type ServerUnaryCall,
    type ServiceDefinition,
    status,
    type UntypedServiceImplementation,
} from "@grpc/grpc-js";

/** As large as the engine's own limit: a stack's whole state may pass in one message. */
const maxMessageBytes = 400 * 1024 * 1024;

/** Serves on a free local port and prints that port, the only thing a plugin may write to stdout by itself. */
export async function servePlugin(service: ServiceDefinition, methods: UntypedServiceImplementation): Promise<void> {
    const server = new Server({ "grpc.max_receive_message_length": maxMessageBytes });
    server.addService(service, methods);
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    process.stdout.write(`${port}\n`);
}

/** A gRPC method from an async function: its error becomes the one that the engine shows. */
export function unary<Request, Response>(
    answer: (request: Request, call: ServerUnaryCall<Request, Response>) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
    return async (call, callback) => {
        try {
            callback(null, await answer(call.request, call));
        } catch (error) {
            callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
        }
    };
}
