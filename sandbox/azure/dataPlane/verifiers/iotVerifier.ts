import type { Verdict, Verifier } from "../verifier";
import { sharedAccess } from "./sharedAccessVerifier";

interface IotService {
    readonly reads: readonly {
        readonly method: string;
        readonly path: RegExp;
        readonly right: string;
        readonly answer: Verdict;
    }[];
    readonly unauthorized: Verdict;
    /** The answer for a policy without the right to a path. */
    readonly lacksRight: (policy: string, path: string) => Verdict;
}

/** IoT Hub; it has no devices. */
export const verifyIotHub = verifier({
    reads: [
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
    ],
    unauthorized: { status: 401, body: { Message: "ErrorCode:IotHubUnauthorizedAccess;Unauthorized" } },
    lacksRight: (policy, path) => ({
        status: 401,
        body: {
            Message: `ErrorCode:IotHubUnauthorized;Authorization rule '${policy}' does not allow access for '/${path}'`,
        },
    }),
});

const provisioningUnauthorized: Verdict = { status: 401, body: { errorCode: 401002, message: "Unauthorized" } };

/** The Device Provisioning Service; nothing is enrolled. It does not say why it refuses. */
export const verifyDeviceProvisioning = verifier({
    reads: [
        {
            method: "POST",
            path: /^enrollments\/query$/,
            right: "EnrollmentRead",
            answer: { status: 200, body: [] },
        },
    ],
    unauthorized: provisioningUnauthorized,
    lacksRight: () => provisioningUnauthorized,
});

function verifier({ reads, unauthorized, lacksRight }: IotService): Verifier {
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
                return unauthorized;
            case "valid":
                return (resource.rights?.(access.rule) ?? [read.right]).includes(read.right)
                    ? read.answer
                    : lacksRight(access.rule, request.path);
        }
    };
}
