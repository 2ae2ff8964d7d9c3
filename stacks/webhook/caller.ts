// The end that calls: node caller.js <address of the verifier>
// Each request to it is a call of the webhook, signed with the key in the setting WEBHOOK_KEY; it passes on the answer of the verifier.
import { createServer } from "node:http";
import { listen } from "./listen";
import { sign } from "./signature";

const [verifier = ""] = process.argv.slice(2);
const key = process.env.WEBHOOK_KEY ?? "";
let calls = 0;

listen(
    createServer(async (_request, response) => {
        const body = JSON.stringify({ event: "photo.uploaded", call: ++calls });
        const headers = { "x-signature": sign(key, body) };
        try {
            const answer = await fetch(verifier, { method: "POST", headers, body });
            response.writeHead(answer.status).end(await answer.text());
        } catch {
            response.writeHead(502).end("the verifier does not answer\n");
        }
    }),
);
