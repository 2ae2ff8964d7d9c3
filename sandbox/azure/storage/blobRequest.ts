import type { IncomingMessage } from "node:http";
import type { LoggedRequest } from "../logs/keptLogs";
import { authenticationOf } from "./signer";
import type { StorageAccount } from "./storageAccount";

/** A request as the account's log has it, but for its end. Read when it arrives: its key may be another one when it is answered. */
export function blobRequest(request: IncomingMessage, account: StorageAccount): Omit<LoggedRequest, "status"> {
    const { type, hash } = authenticationOf(request, account);
    const { remoteAddress, remotePort } = request.socket;
    return {
        at: new Date(),
        operation: operationOf(request),
        authenticationType: type,
        authenticationHash: hash,
        callerIpAddress: `${remoteAddress}:${remotePort}`,
        userAgent: request.headers["user-agent"] ?? "",
        clientRequestId: request.headers["x-ms-client-request-id"]?.toString(),
    };
}

const SUBJECTS = ["BlobService", "Container", "Blob"] as const;
const VERBS: Readonly<Record<string, string>> = { GET: "Get", HEAD: "Get", PUT: "Put", DELETE: "Delete", POST: "Post" };

/** Such as `GetBlob`, `PutBlock`, `ListBlobs` or `GetBlobServiceProperties`. */
function operationOf({ method = "GET", url = "" }: IncomingMessage): string {
    const { pathname, searchParams } = new URL(`https://localhost${url}`);
    const level = Math.min(pathname.split("/").filter((part) => part !== "").length - 1, 2);
    const component = searchParams.get("comp") ?? "";
    if (component === "list") {
        return level === 0 ? "ListContainers" : "ListBlobs";
    }
    const detail = component === "" ? "" : `${component[0]?.toUpperCase()}${component.slice(1)}`;
    return `${VERBS[method] ?? method}${SUBJECTS[Math.max(level, 0)]}${detail}`;
}
