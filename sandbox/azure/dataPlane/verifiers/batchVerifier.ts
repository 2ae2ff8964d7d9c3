import { createHmac } from "node:crypto";
import { sharedKeyText } from "../../sharedKeyText";
import type { Verifier } from "../verifier";
import { error, isRecent } from "../verifier";

/** Azure Batch: Shared Key over verb, standard headers, `ocp-` headers, path and query. */
export const verifyBatch: Verifier = (request, { name, acceptedKeys }) => {
    const text = sharedKeyText(request, name, { ownPrefix: "ocp-" });
    const signatures = acceptedKeys().map((key) => {
        const signature = createHmac("sha256", Buffer.from(key, "base64")).update(text).digest("base64");
        return `SharedKey ${name}:${signature}`;
    });
    const { headers, path } = request;
    if (!isRecent(headers["ocp-date"]) || !signatures.includes(headers.authorization ?? "")) {
        return error(403, "AuthenticationFailed", "Server failed to authenticate the request.");
    }
    return path === "pools" ? { status: 200, body: { value: [] } } : error(404, "NotFound", "Not found.");
};
