import type { Input } from "@pulumi/pulumi";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn } from "./endpoints";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { primaryAndSecondary } from "./primaryAndSecondary";
import { named } from "./resourceNames";

/** Communication Services: 64 bytes in base64, or a longer text. */
export const communicationRows = {
    communication: {
        ...primaryAndSecondary(["Primary", "Secondary"]),
        title: "Communication Services",
        type: "Microsoft.Communication/communicationServices",
        apiVersion: "2025-09-01",
        names: [
            named("communicationServiceName", /^[a-zA-Z0-9-]{1,63}$/, "must be 1 to 63 letters, digits and hyphens"),
        ],
        keyEncoding: "base64",
        endpoints: { level: 1, endpointsIn: endpointIn("communication", "hostName") },
        connectionString: (_name, key, { communication: endpoint = "" }) => `endpoint=${endpoint};accesskey=${key}`,
        keyInConnectionString: keyInField("accesskey"),
        probe: "communication",
        acceptedWithin: "5m",
        withoutKeys:
            "Give identities the role *Communication and Email Service Owner*, then set `disableLocalAuth: true`.",
        example: {
            args: { communicationServiceName: "mail" },
            id: "Microsoft.Communication/communicationServices/mail",
            resource: { properties: { hostName: "mail.europe.communication.azure.com" } },
            connectionString: "endpoint=https://mail.europe.communication.azure.com/;accesskey={key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `communication`. */
export interface CommunicationSource extends ResourcePlace {
    /** Name of the communication service. */
    readonly communicationServiceName: Input<string>;
}

/** The keys of a Communication Services resource, `Primary` and `Secondary`. */
export function communication({ communicationServiceName, ...place }: CommunicationSource): KeySource {
    return sourceOf({ service: "communication", name: communicationServiceName, ...place });
}
