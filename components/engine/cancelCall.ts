import { Server } from "node:net";

/** How the engine tells a provider that its update is being stopped. */
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

/**
 * Calls the listener when the engine cancels. The SDK's dynamic provider answers that call without a word to the resources that it hosts, and
 * it keeps its server to itself. So the server is found among the open handles of this process, and listened to along with the SDK: each call
 * is an event of the HTTP/2 server. Without such a server the listener is never called.
 */
export function onCancelCall(listener: () => void): void {
    for (const server of openServers()) {
        if (server.listenerCount("stream") > 0) {
            server.on("stream", (_stream: unknown, headers: Readonly<Record<string, unknown>>) => {
                if (headers[":path"] === CANCEL) {
                    listener();
                }
            });
        }
    }
}

/** Node has no documented way; tools that show open handles use this one. */
function openServers(): readonly Server[] {
    const getHandles: unknown = Reflect.get(process, "_getActiveHandles");
    const handles: unknown = typeof getHandles === "function" ? getHandles.call(process) : [];
    return Array.isArray(handles) ? handles.filter((handle) => handle instanceof Server) : [];
}
