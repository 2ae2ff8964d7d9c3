import type { Input } from "@pulumi/pulumi";
import { fields } from "./answers";
import type { AzureService } from "./azureService";
import { keyInField } from "./connectionText";
import { endpointIn, hostOf } from "./endpoints";
import type { Endpoints } from "./keyPairDescription";
import { type KeySource, type ResourcePlace, sourceOf } from "./keySource";
import { anyName, named, namesIn, nested } from "./resourceNames";

const policy = {
    slots: ["primaryKey", "secondaryKey"],
    keyEncoding: "base64",
    list: {
        method: "POST",
        action: "listkeys",
        keysIn: fields({ primaryKey: "primaryKey", secondaryKey: "secondaryKey" }),
    },
    regenerate: {
        kind: "policy",
        listPolicies: "listkeys",
        policies: "authorizationPolicies",
        policyName: "keyName",
        field: (slot: string) => slot,
    },
    connectionString: (name: string, key: string, { host }: Endpoints) =>
        `HostName=${hostOf(host)};SharedAccessKeyName=${namesIn(name).at(-1)};SharedAccessKey=${key}`,
    keyInConnectionString: keyInField("SharedAccessKey"),
    acceptedWithin: "5m",
    alsoInvalidates: "SAS tokens signed with the key stop working; devices with keys of their own go on.",
    withoutKeys: "Give identities data roles such as *IoT Hub Data Contributor*, then set `disableLocalAuth: true`.",
} as const satisfies Partial<AzureService>;

/** Shared access policies of IoT Hub and of the Device Provisioning Service: 32 bytes in base64. Neither has a regenerate. */
export const iotHubRows = {
    iotHubPolicy: {
        ...policy,
        title: "IoT Hub shared access policy",
        type: "Microsoft.Devices/IotHubs/IotHubKeys",
        apiVersion: "2023-06-30",
        names: [
            named("resourceName", /^[a-zA-Z0-9-]{3,50}$/, "must be 3 to 50 letters, digits and hyphens"),
            anyName("keyName"),
        ],
        endpoints: { level: 1, endpointsIn: endpointIn("host", "hostName") },
        probe: "iotHub",
        example: {
            args: { resourceName: "devices", keyName: "service" },
            id: "Microsoft.Devices/IotHubs/devices/IotHubKeys/service",
            resource: { properties: { hostName: "devices.azure-devices.net" } },
            connectionString: "HostName=devices.azure-devices.net;SharedAccessKeyName=service;SharedAccessKey={key}",
        },
    },
    deviceProvisioningPolicy: {
        ...policy,
        title: "IoT Hub Device Provisioning Service shared access policy",
        type: "Microsoft.Devices/provisioningServices/keys",
        apiVersion: "2022-02-05",
        names: [
            named("provisioningServiceName", /^[a-zA-Z0-9-]{3,64}$/, "must be 3 to 64 letters, digits and hyphens"),
            anyName("keyName"),
        ],
        endpoints: { level: 1, endpointsIn: endpointIn("host", "serviceOperationsHostName") },
        probe: "deviceProvisioning",
        example: {
            args: { provisioningServiceName: "devices", keyName: "owner" },
            id: "Microsoft.Devices/provisioningServices/devices/keys/owner",
            resource: { properties: { serviceOperationsHostName: "devices.azure-devices-provisioning.net" } },
            connectionString:
                "HostName=devices.azure-devices-provisioning.net;SharedAccessKeyName=owner;SharedAccessKey={key}",
        },
    },
} as const satisfies Readonly<Record<string, AzureService>>;

/** Arguments of `iotHubPolicy`. */
export interface IotHubPolicySource extends ResourcePlace {
    /** Name of the IoT hub. */
    readonly resourceName: Input<string>;
    /** Name of the shared access policy, such as `service`. */
    readonly keyName: Input<string>;
}

/** Arguments of `deviceProvisioningPolicy`. */
export interface DeviceProvisioningPolicySource extends ResourcePlace {
    /** Name of the device provisioning service. */
    readonly provisioningServiceName: Input<string>;
    /** Name of the shared access policy, such as `provisioningserviceowner`. */
    readonly keyName: Input<string>;
}

/** The keys of a shared access policy of an IoT hub, `primaryKey` and `secondaryKey`. */
export function iotHubPolicy({ resourceName, keyName, ...place }: IotHubPolicySource): KeySource {
    return sourceOf({ service: "iotHubPolicy", name: nested(resourceName, keyName), ...place });
}

/** The keys of a shared access policy of a Device Provisioning Service, `primaryKey` and `secondaryKey`. */
export function deviceProvisioningPolicy(source: DeviceProvisioningPolicySource): KeySource {
    const { provisioningServiceName, keyName, ...place } = source;
    return sourceOf({ service: "deviceProvisioningPolicy", name: nested(provisioningServiceName, keyName), ...place });
}
