import type { SignedRequest, Verdict, Verifier } from "../verifier";
import { sharedAccess } from "./sharedAccess";

interface Read {
    readonly method: string;
    readonly path: RegExp;
    readonly right: string;
    readonly answer: Verdict;
}

/** IoT Hub; it has no devices. */
export const verifyIotHub = verifier([
    {
        method: "GET",
        path: /^statistics\/devices$/,
        right: "RegistryRead",
        answer: { status: 200, body: { totalDeviceCount: 0 } },
    },
    {
        method: "GET",
        path: /^twins\/[^/]+$/,
        right: "ServiceConnect",
        answer: { status: 404, body: { Message: "ErrorCode:DeviceNotFound" } },
    },
]);

/** The Device Provisioning Service; nothing is enrolled. */
export const verifyDeviceProvisioning = verifier([
    { method: "POST", path: /^enrollments\/query$/, right: "EnrollmentRead", answer: { status: 200, body: [] } },
]);

function verifier(reads: readonly Read[]): Verifier {
    return (request, resource) => {
        const read = reads.find(({ method, path }) => method === request.method && path.test(request.path));
        if (read === undefined) {
            return { status: 404, body: { Message: "ErrorCode:NotFound" } };
        }
        const access = sharedAccess(request, resource, (key) => Buffer.from(key, "base64"));
        switch (access.kind) {
            case "missing":
            case "invalid signature":
            case "wrong audience":
            case "expired":
                return unauthorized("ErrorCode:IotHubUnauthorizedAccess;Unauthorized");
            case "valid":
                return (resource.rights?.(access.rule) ?? [read.right]).includes(read.right)
                    ? read.answer
                    : unauthorized(lacksRight(access.rule, request));
        }
    };
}

function lacksRight(policy: string, { path }: SignedRequest): string {
    return `ErrorCode:IotHubUnauthorized;Authorization rule '${policy}' does not allow access for '/${path}'`;
}

function unauthorized(message: string): Verdict {
    return { status: 401, body: { Message: message } };
}
