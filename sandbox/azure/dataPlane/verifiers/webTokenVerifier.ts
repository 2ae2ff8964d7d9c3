import { verify } from "jsonwebtoken";
import { error, type Verifier } from "../verifier";

/** Azure SignalR Service and Azure Web PubSub: a JSON web token for the address that is asked. Nobody is connected. */
export const verifyWebToken: Verifier = ({ method, url, path, headers }, { acceptedKeys }) => {
    if (method !== "HEAD" || !/^api\/hubs\/[^/]+\/users\/[^/]+$/.test(path)) {
        return error(404, "NotFound", "Not found.");
    }
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
    return acceptedKeys().some((key) => isValid(token, key, url.href)) ? { status: 404 } : { status: 401 };
};

function isValid(token: string, key: string, audience: string): boolean {
    try {
        const claims = verify(token, key, { audience, algorithms: ["HS256"] });
        return typeof claims === "object" && claims.exp !== undefined;
    } catch {
        return false;
    }
}
