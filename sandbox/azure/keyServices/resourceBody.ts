import type { ArmId } from "../arm/armId";
import type { Body } from "../arm/body";
import type { Resource } from "./keyServiceResource";

/** The resource as its own GET shows it: without a key. */
export function resourceBody({ id, etag, properties, provisioningState, underWay }: Resource): Body {
    return {
        id: id.id,
        name: id.names.at(-1),
        type: id.type,
        location: "here",
        etag,
        ...undocumented(id),
        properties: { ...properties, provisioningState, ...underWay?.meanwhile },
    };
}

/** Members that no specification has, and that clients take from the answer all the same. */
export const UNDOCUMENTED = ["resourcegroup", "subscriptionid"] as const;

/** IoT Hub and Device Provisioning say where they are; the Azure CLI looks for the policies of a hub there. */
function undocumented({
    type,
    resourceGroup,
    id,
    parent,
}: ArmId): Partial<Record<(typeof UNDOCUMENTED)[number], string>> {
    const [, , subscriptionid = ""] = id.split("/");
    const isDevices = parent === undefined && type.toLowerCase().startsWith("microsoft.devices/");
    return isDevices ? { resourcegroup: resourceGroup, subscriptionid } : {};
}
