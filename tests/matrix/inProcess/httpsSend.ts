import http from "node:http";
import https from "node:https";
import { text } from "node:stream/consumers";
import type { Send } from "local-azure";

/** `fetch` waits for five minutes. */
const PATIENCE_MS = 10_000;

/** As `fetch` does, by the agent that knows whom to trust in this process. */
export const httpsSend: Send = async (url, { method = "GET", headers = {}, body } = {}) => {
    const address = new URL(url);
    const { request } = address.protocol === "http:" ? http : https;
    const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
        const sent = request(address, { method, headers: { "user-agent": "node", ...headers } }, resolve);
        sent.setTimeout(PATIENCE_MS, () => sent.destroy(new Error(`no answer within ${PATIENCE_MS} ms`)));
        sent.on("error", reject).end(body);
    });
    const status = response.statusCode ?? 0;
    const answer = await text(response);
    return { ok: status >= 200 && status < 300, status, text: async () => answer };
};
