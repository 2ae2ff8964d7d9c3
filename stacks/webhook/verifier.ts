// The end that is called: node verifier.js <address of the vault> <secret>,<secret> <seconds that it keeps the secrets>
// It answers 200 to a body that is signed with either of the two keys, and 401 to any other.
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { ManagedIdentityCredential } from "@azure/identity";
import { SecretClient } from "@azure/keyvault-secrets";
import { listen } from "./listen";
import { isSignedBy } from "./signature";

const [vaultUri = "", names = "", seconds = "300"] = process.argv.slice(2);

const secrets = new SecretClient(vaultUri, new ManagedIdentityCredential(), {
    // The vaults of the sandbox are ports of this machine, and have no name that could be verified.
    disableChallengeResourceVerification: new URL(vaultUri).hostname === "127.0.0.1",
});

let keys: Promise<readonly string[]> = readKeys();
let readAt = Date.now();

async function readKeys(): Promise<readonly string[]> {
    const found = await Promise.all(names.split(",").map((name) => secrets.getSecret(name)));
    return found.map(({ value = "" }) => value).filter((key) => key !== "");
}

/** The keys as they were a while ago at most. An answer that cannot be had leaves those that are known. */
async function currentKeys(): Promise<readonly string[]> {
    if (Date.now() - readAt > Number(seconds) * 1000) {
        readAt = Date.now();
        const former = keys;
        keys = readKeys().catch(() => former);
    }
    return keys;
}

listen(
    createServer(async (request, response) => {
        const body = await text(request);
        const signature = String(request.headers["x-signature"] ?? "");
        const accepted = (await currentKeys()).some((key) => isSignedBy(key, body, signature));
        response.writeHead(accepted ? 200 : 401).end(accepted ? "welcome\n" : "wrong signature\n");
    }),
);
