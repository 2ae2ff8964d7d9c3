import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { sign, verify } from "jsonwebtoken";
import { ArmError } from "./arm/armErrors";
import { type CallPipeline, clientOf } from "./callPipeline";
import { close, listen } from "./listener";
import { type Cloud, managementAudiences } from "./localCloud";

const LIFETIME_SECONDS = 24 * 60 * 60;

/** The caller, as a refusal names it. */
export interface Principal {
    readonly clientId: string;
    readonly objectId: string;
}

/** The managed identity that clients of the local Azure have, as an App Service offers it. */
export interface Identity {
    /** `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`. */
    readonly endpoint: string;
    readonly header: string;
    /** The caller; refuses, with 401, everything but a token of this identity for Azure Resource Manager, or for another audience that is given. */
    check(authorization: string | undefined, audience?: Audience): Principal;
    stop(): Promise<void>;
}

/** Whom a token is meant for. */
export interface Audience {
    /** The names that a token may call it by. */
    readonly names: readonly string[];
    /** The header `www-authenticate` that tells a client where to get a token. */
    readonly challenge: string;
    /** The answer to a call without a token. */
    readonly missing?: { readonly code: string; readonly message: string };
}

/** The version in which an App Service takes the header; the one before it has another. */
const API_VERSION = "2019-08-01";

const NO_TOKEN = {
    code: "AuthenticationFailed",
    message: "Authentication failed. The 'Authorization' header is missing.",
};

/** Starts the endpoint. Plain HTTP, as on an App Service, where it never leaves the machine. */
export async function startIdentity(cloud: Cloud, pipeline: CallPipeline): Promise<Identity> {
    // A key object: from bytes, each check would try first whether they are a public key.
    const secret = createSecretKey(randomBytes(32));
    const header = randomUUID();
    const principal = { tid: cloud.tenantId, oid: randomUUID(), appid: randomUUID() };
    const issuer = `https://${cloud.host}/${cloud.tenantId}/`;
    const resourceManager = {
        names: managementAudiences(cloud),
        challenge: `Bearer authorization_uri="https://${cloud.host}/${cloud.tenantId}", error="invalid_token"`,
    };

    const server = createServer((request, response) => {
        const url = new URL(`http://localhost${request.url}`);
        const resource = url.searchParams.get("resource") ?? "";
        const call = {
            method: request.method ?? "GET",
            path: url.pathname,
            operation: "identity/token",
            target: resource,
            ...clientOf(request),
        };
        void pipeline.run(call, response, async () => {
            if (request.headers["x-identity-header"] !== header) {
                return {
                    status: 401,
                    body: { statusCode: 401, message: "The X-IDENTITY-HEADER is missing or wrong." },
                };
            }
            const isVersion = url.searchParams.get("api-version") === API_VERSION;
            if (url.pathname !== "/msi/token" || resource === "" || !isVersion) {
                return { status: 400, body: { statusCode: 400, message: "Ask /msi/token?resource=…&api-version=…" } };
            }
            const token = sign(principal, secret, { audience: resource, issuer, expiresIn: LIFETIME_SECONDS });
            return {
                status: 200,
                body: {
                    access_token: token,
                    client_id: principal.appid,
                    expires_on: String(Math.floor(Date.now() / 1000) + LIFETIME_SECONDS),
                    resource,
                    token_type: "Bearer",
                },
            };
        });
    });
    const port = await listen(server);

    return {
        endpoint: `http://127.0.0.1:${port}/msi/token`,
        header,
        check(authorization, { names, challenge, missing = NO_TOKEN } = resourceManager) {
            const [scheme, token] = authorization?.split(" ") ?? [];
            if (scheme?.toLowerCase() !== "bearer" || token === undefined) {
                throw refused(challenge, missing.code, missing.message);
            }
            let audience: unknown;
            try {
                const claims = verify(token, secret, { issuer });
                audience = typeof claims === "string" ? undefined : claims.aud;
            } catch {
                throw refused(challenge, "InvalidAuthenticationToken", "The access token is invalid.");
            }
            const accepted = names.map(withoutSlash);
            if (typeof audience !== "string" || !accepted.includes(withoutSlash(audience))) {
                throw refused(
                    challenge,
                    "InvalidAuthenticationTokenAudience",
                    `The access token has been obtained for wrong audience or resource '${audience}'. It should exactly match with one of the allowed audiences '${accepted.join("','")}'.`,
                );
            }
            return { clientId: principal.appid, objectId: principal.oid };
        },
        stop: () => close(server),
    };
}

function withoutSlash(audience: string): string {
    return audience.replace(/\/+$/, "");
}

function refused(challenge: string, code: string, message: string): ArmError {
    return new ArmError(401, code, message, { headers: { "www-authenticate": challenge } });
}
