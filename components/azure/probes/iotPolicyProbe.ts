import { type Answer, ask, type Question } from "./ask";
import { type KeyProbe, soleEndpoint } from "./probe";
import { sharedAccessToken } from "./signing/sharedAccessToken";

type IotRead = Pick<Question, "method" | "body"> & {
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
};

/** The reads of each service: one for each right that a policy may have alone. A policy that only lets devices connect reads nothing. */
const READS = {
    iotHub: [
        // RegistryRead
        { path: "statistics/devices?api-version=2021-04-12" },
        // ServiceConnect
        { path: "twins/two-key-probe?api-version=2021-04-12" },
    ],
    deviceProvisioning: [
        // EnrollmentRead; a POST because the query is its body
        {
            method: "POST",
            path: "enrollments/query?api-version=2021-10-01",
            body: JSON.stringify({ query: "SELECT * FROM enrollments" }),
            headers: { "content-type": "application/json", "x-ms-max-item-count": "1" },
        },
    ],
} as const satisfies Readonly<Record<string, readonly IotRead[]>>;

/** Shared access policies of IoT Hub and of the Device Provisioning Service: a read that the policy has the right to. */
export function iotPolicyProbe(service: keyof typeof READS): KeyProbe {
    const reads: readonly IotRead[] = READS[service];
    return async (key, target) => {
        const endpoint = soleEndpoint(target);
        const policy = target.name.split("/").at(-1) ?? "";
        const host = endpoint.replace(/^https:\/\/|\/$/g, "");
        const authorization = sharedAccessToken(host, policy, Buffer.from(key, "base64"), new Date());
        for (const { path, headers, ...question } of reads) {
            const url = `${endpoint}${path}`;
            if (isAccepted(await ask({ ...question, url, headers: { ...headers, authorization } }))) {
                return true;
            }
        }
        return false;
    };
}

/**
 * Only a caller with the right to look gets "not found" for a twin that does not exist. "Authorization rule 'x' does not allow access for 'y'" is how
 * a hub refuses a valid signature whose policy lacks a right.
 */
function isAccepted({ status, text }: Answer): boolean {
    return (
        status === 200 ||
        (status === 404 && text.includes("DeviceNotFound")) ||
        (status === 401 && text.includes("does not allow access for"))
    );
}
