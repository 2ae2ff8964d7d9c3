import { sign } from "jsonwebtoken";
import { ask } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";

/** Whether a user is connected, whom nobody is; both services know every hub. */
const USER = "api/hubs/probe/users/two-key-probe";

/** Azure SignalR Service and Azure Web PubSub: asks, with a JSON web token for that very address, whether a user is connected. */
export function webTokenProbe(apiVersion: string): KeyProbe {
    return async (key, target) => {
        const url = `${soleEndpoint(target)}${USER}?api-version=${apiVersion}`;
        const token = sign({}, key, { audience: url, expiresIn: "10m", algorithm: "HS256" });
        const { status } = await ask({ method: "HEAD", url, headers: { authorization: `Bearer ${token}` } });
        // 404 is "not connected"; without a valid token it is 401.
        return status === 200 || status === 404;
    };
}
